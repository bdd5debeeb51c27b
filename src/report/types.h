/* The formats report.c lists; each is defined in its own file. */
#ifndef OASDRIFT_REPORT_TYPES_H
#define OASDRIFT_REPORT_TYPES_H

#include "report/report.h"

extern const struct report_type report_text;
extern const struct report_type report_json;
extern const struct report_type report_ndjson;
extern const struct report_type report_junit;
extern const struct report_type report_junit_strict;

#endif
