/* What `oasdrift validate` prints. Instances are written by many threads, each into the texts of
   its part; the parts come in order and are put together here. */
#ifndef OASDRIFT_REPORT_REPORT_VALIDATION_H
#define OASDRIFT_REPORT_REPORT_VALIDATION_H

#include <stdio.h>

#include "finding/finding.h"
#include "validate/validate.h"

struct validation_style {
    struct str schema;     /* as the user named it */
    struct str time;       /* "2026-11-23T10:00:00Z": when it began */
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool complete;         /* --require-complete: what was not checked counts */
};

struct validation_report;

/* NULL when there is no such format: text, json, junit, junit-strict. out stays the caller's. */
struct validation_report *validation_report_new(struct str format, FILE *out,
                                                const struct validation_style *style);
void validation_report_free(struct validation_report *report);
/* What a validation_sink wants; the context is the report. */
void validation_report_write(void *report, const struct validation *validation,
                             struct strbuf *texts);
bool validation_report_take(void *report, const struct validation_part *part, struct error *err);
/* Writes what is left. */
void validation_report_finish(struct validation_report *report);

#endif
