/* A format of validate's report: a row of functions. Private to report/. */
#ifndef OASDRIFT_REPORT_VALIDATION_FORMAT_H
#define OASDRIFT_REPORT_VALIDATION_FORMAT_H

#include "report/report_validation.h"

struct validation_format {
    const char *name;
    size_t state_size; /* zeroed bytes of the format's own at report->state */
    /* On many threads: nothing of the report may change. */
    void (*write)(const struct validation *validation, struct strbuf *texts);
    void (*take)(struct validation_report *report, const struct validation_part *part);
    void (*finish)(struct validation_report *report);  /* NULL: nothing is left */
    void (*release)(struct validation_report *report); /* frees what state holds; may be NULL */
};

struct validation_report {
    const struct validation_format *format;
    FILE *out;
    struct validation_style style;
    void *state;
};

extern const struct validation_format validation_text, validation_json, validation_junit,
    validation_junit_strict;

/* report_validation_text.c, for what shows lines: */
/* "FILE:LINE:COLUMN: why" of one that could not be read or judged. */
void validation_add_problem(struct strbuf *out, const struct validation *validation);
/* A line for each failure that is a warning, or that is none; and how many more there are. */
void validation_add_failures(struct strbuf *out, const struct validation *validation,
                             bool warnings);

#endif
