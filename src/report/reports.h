/* The reports of one call: each in its format, at its place. */
#ifndef OASDRIFT_REPORT_REPORTS_H
#define OASDRIFT_REPORT_REPORTS_H

#include "base/file_output.h"
#include "base/folder_output.h"
#include "base/vec.h"
#include "report/report.h"

struct report_output {
    struct report report;
    struct file_output file; /* the one that the format makes; the other is zeroed */
    struct folder_output folder;
};

struct reports {
    VEC(struct report_output *) outputs;
    bool verbatim; /* set by the caller: reports that take lines get no events */
};

/* The place of one, "-" when none is named; the text is of `wanted`. */
const char *report_path(const char *wanted);
/* Opens one more report: "FORMAT" or "FORMAT=-" writes to standard output, "FORMAT=FILE" to a file
   that appears at its place with reports_commit; what goes to the file that GITHUB_STEP_SUMMARY
   names appears behind what that has, and as much as GitHub takes. Only "FORMAT" may have colours
   and the width of a terminal. A format that makes a folder takes "FORMAT=FOLDER" alone. False and
   err: the format is unknown or cannot render the subject, nothing stands behind the '=', or the
   file or folder cannot be created. */
bool reports_open(struct reports *reports, const char *wanted, enum report_subject subject,
                  const struct report_style *style, struct error *err);
/* Puts all files at their places; false and err when one could not be written. */
bool reports_commit(struct reports *reports, struct error *err);
/* Tells each report's notice, as "report junit: ...". */
void reports_notices(const struct reports *reports, void (*say)(void *context, const char *text),
                     void *context);
/* Closes the reports and removes what was not committed. */
void reports_release(struct reports *reports);

/* ---- as the functions of report.h, for all reports ---- */

bool reports_want_coverage(const struct reports *reports);
/* Does any of them show what was sent? */
bool reports_show_contents(const struct reports *reports);
bool reports_event(struct reports *reports, const struct event *event, struct error *err);
/* Does any of them? */
bool reports_take_lines(const struct reports *reports);
/* Does any of these go to standard output, a pipe or a device, where somebody may be reading? */
bool reports_stream_lines(const struct reports *reports);
/* If reports->verbatim: the line goes to all reports that take lines. */
bool reports_line(struct reports *reports, struct str line, struct error *err);
bool reports_routes(struct reports *reports, const struct routes *routes, struct error *err);

#endif
