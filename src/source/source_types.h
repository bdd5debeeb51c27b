/* The rows of the table in source.c. */
#ifndef OASDRIFT_SOURCE_SOURCE_TYPES_H
#define OASDRIFT_SOURCE_SOURCE_TYPES_H

#include "source/source.h"

extern const struct source_type source_har;
extern const struct source_type source_har_lines;
extern const struct source_type source_live; /* made by source_open_live only */

#endif
