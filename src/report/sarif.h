/* The objects that a SARIF log is made of (Static Analysis Results Interchange Format 2.1.0, OASIS;
   sections are of that text). sarif_events.c puts them together. */
#ifndef OASDRIFT_REPORT_SARIF_H
#define OASDRIFT_REPORT_SARIF_H

#include <jansson.h>

#include "base/arena.h"
#include "finding/finding.h"
#include "report/gathered_run.h"

/* What GitHub's code scanning takes of one upload. What is left out is told in the log. */
enum {
    SARIF_RESULTS_MAX = 25 * 1000,           /* of a run */
    SARIF_COMPRESSED_MAX = 10 * 1024 * 1024, /* bytes of the whole, under gzip */
    SARIF_UNMEASURED_MAX = 1024 * 1024,      /* of these: for all that is no result */
    SARIF_NOTIFICATIONS_MAX = 200,           /* of each level */
    SARIF_NOTIFICATION_TEXT_MAX = 1024       /* bytes */
};

/* What results are seen from. */
struct sarif_context {
    struct arena *arena;
    const struct gathered_run *run; /* its start alone */
    bool outside;                   /* set when a result lies beyond the repository */
};

/* All functions give new references. */

/* {"text": ...} of a text that may hold anything (3.11). */
json_t *sarif_message(struct str text);
/* {"physicalLocation": {...}}; line 0: without region. */
json_t *sarif_file_location(struct sarif_context *context, struct str file, size_t line);
/* A result (3.27). rule: where the rule stands in the driver's list. */
json_t *sarif_result(struct sarif_context *context, const struct finding *finding, size_t rule);
/* A reportingDescriptor (3.49): the rule with its page. */
json_t *sarif_rule(rule_index rule);
/* "error", "warning", "note" (3.27.10). */
const char *sarif_level(enum severity severity);

#endif
