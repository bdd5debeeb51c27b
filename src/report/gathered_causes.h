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
    struct causes causes; /* of the findings that are shown, once the run has ended */
    uint64_t unobserved;  /* findings of drift.* that only -v shows */
};

/* Is the finding to be shown? */
typedef bool shown_filter(const struct finding *finding, const struct report_style *style);

/* What formats show that are read as a whole: with -v all; else nothing that is known or ignored,
   and nothing that the traffic as a whole does not bear out (drift.*), while that is information,
   as it is unless a rule set says otherwise. */
bool shown_in_short(const struct finding *finding, const struct report_style *style);

/* Takes all events of a run, in their order. True: it was the last, and the causes are there. */
bool gathered_causes_add(struct gathered_causes *gathered, const struct event *event,
                         shown_filter *filter, const struct report_style *style);
void gathered_causes_release(struct gathered_causes *gathered);

/* Of so many entries the first ones are shown: as many as --max-findings says, else `limit`;
   SIZE_MAX: all. */
size_t entries_shown(size_t count, size_t limit, const struct report_style *style);

#endif
