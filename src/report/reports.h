/* The reports of one call: each in its format and to its place. */
#ifndef OASDRIFT_REPORT_REPORTS_H
#define OASDRIFT_REPORT_REPORTS_H

#include "base/file.h"
#include "base/vec.h"
#include "report/report.h"

struct report_output {
    struct report report;
    struct file_output file;
};

struct reports {
    VEC(struct report_output *) outputs;
    bool verbatim; /* those that take lines get lines and no events */
};

/* Opens one more: "FORMAT" or "FORMAT=-" to standard output, "FORMAT=FILE" to a file that
   reports_commit puts in its place. Only what goes to standard output without naming it may have
   colours. False and err: a format that is not known or cannot tell of the subject, a place that
   another report has, a file that cannot be created. */
bool reports_open(struct reports *reports, const char *wanted, enum report_subject subject,
                  const struct report_style *style, struct error *err);
/* Puts the files in their places; false and err when one could not be written. */
bool reports_commit(struct reports *reports, struct error *err);
/* Drops what was not committed. */
void reports_release(struct reports *reports);

/* ---- the functions of report.h, for all of them ---- */

bool reports_want_coverage(const struct reports *reports);
bool reports_event(struct reports *reports, const struct event *event, struct error *err);
/* Does one of them? */
bool reports_take_lines(const struct reports *reports);
/* To those that take lines, if reports->verbatim. */
bool reports_line(struct reports *reports, struct str line, struct error *err);
bool reports_routes(struct reports *reports, const struct routes *routes, struct error *err);

#endif
