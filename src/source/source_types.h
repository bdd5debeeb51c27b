/* The rows of the table in source.c. */
#ifndef OASDRIFT_SOURCE_SOURCE_TYPES_H
#define OASDRIFT_SOURCE_SOURCE_TYPES_H

#include "source/source.h"

extern const struct source_type source_har;
extern const struct source_type source_har_lines;
extern const struct source_type source_newman;
extern const struct source_type source_postman;
extern const struct source_type source_nock;
extern const struct source_type source_wiremock;
extern const struct source_type source_wiremock_mapping;
extern const struct source_type source_hoverfly;
extern const struct source_type source_mockserver;
extern const struct source_type source_microcks;
extern const struct source_type source_envoy_tap;
extern const struct source_type source_vcr;
extern const struct source_type source_access_log;
extern const struct source_type source_otlp;
extern const struct source_type source_live; /* made by source_open_live only */

#endif
