/* A run gathered for people (report/causes.h): what formats with an entry a cause write at its end.
 */
#ifndef OASDRIFT_REPORT_GATHERED_CAUSES_H
#define OASDRIFT_REPORT_GATHERED_CAUSES_H

#include "report/causes.h"
#include "report/gathered_run.h"
#include "report/renderer.h"

/* A zeroed one may be released. */
struct gathered_causes {
    struct gathered_run run;
    struct causes
        causes; /* of the findings that are shown (shown_finding.h), once the run has ended */
    uint64_t unobserved; /* findings of drift.* that only -v shows */
};

/* Takes all events of a run, in their order. True: it was the last. */
bool gathered_causes_add(struct gathered_causes *gathered, const struct event *event,
                         const struct report_style *style);
void gathered_causes_release(struct gathered_causes *gathered);

#endif
