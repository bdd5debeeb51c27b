/* What `oasdrift validate` prints: text lines, or one JSON object. */
#ifndef OASDRIFT_REPORT_REPORT_VALIDATION_H
#define OASDRIFT_REPORT_REPORT_VALIDATION_H

#include <stdio.h>

#include "run/validate.h"

struct validation_report;

/* out stays the caller's. */
struct validation_report *validation_report_new(FILE *out, bool json, bool quiet);
void validation_report_add(struct validation_report *report, const struct validation *validation);
/* Writes what is left and frees it. */
void validation_report_finish(struct validation_report *report);

#endif
