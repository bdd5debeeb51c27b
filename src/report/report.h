/* A report: one subject, in one format, written to one stream. */
#ifndef OASDRIFT_REPORT_REPORT_H
#define OASDRIFT_REPORT_REPORT_H

#include "report/renderer.h"

/* The formats in the order of --help; NULL past the last. */
const struct report_format *report_format_at(size_t index);
/* NULL when there is no such format. */
const struct report_format *report_format_named(struct str name);
/* Can the format render the subject? */
bool report_format_renders(const struct report_format *format, enum report_subject subject);

/* Does the report show what was sent? Then nothing but a run can make it. */
bool report_format_shows_contents(const struct report_format *format, enum report_subject subject);
/* Is the report a folder of files? */
bool report_format_makes_folder(const struct report_format *format, enum report_subject subject);

/* The format must be able to render the subject. out stays the caller's. */
void report_init(struct report *report, const struct report_format *format,
                 enum report_subject subject, FILE *out, const struct report_style *style);
void report_release(struct report *report);

/* The functions with err write; they return false, and set err, when that failed. */

/* ---- REPORT_EVENTS ---- */

bool report_wants_coverage(const struct report *report);
bool report_event(struct report *report, const struct event *event, struct error *err);
/* Is the format that of event files, so that it can take their lines as they are? */
bool report_takes_lines(const struct report *report);
bool report_line(struct report *report, struct str line, struct error *err);

/* ---- REPORT_INSTANCES ---- */

/* If not, the functions below must not be called. */
bool report_wants_instances(const struct report *report);
/* May be called on many threads at once. */
void report_instance(const struct report *report, const struct validation *validation,
                     struct strbuf *texts);
bool report_part(struct report *report, const struct validation_part *part, struct error *err);
bool report_instances_end(struct report *report, const struct instances_end *end,
                          struct error *err);

/* ---- REPORT_ROUTES ---- */

bool report_routes(struct report *report, const struct routes *routes, struct error *err);

#endif
