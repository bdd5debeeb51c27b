/* Reports as they are asked for, and where the events of a run go. */
#ifndef OASDRIFT_CALL_OUTPUTS_H
#define OASDRIFT_CALL_OUTPUTS_H

#include "oasdrift.h"
#include "report/reports.h"

/* Opens those of outcome->reports; a text report on standard output where there are none. */
bool outputs_open(struct reports *reports, enum report_subject subject,
                  const struct oasdrift_outcome_options *outcome,
                  const struct oasdrift_terminal_options *terminal, enum severity fail_on,
                  struct error *err);

/* A zeroed one has none. */
struct outputs {
    struct reports reports;
    struct event_sink also; /* gets what the reports get; .event NULL: nobody */
};

/* Where the events go. */
struct event_sink outputs_sink(struct outputs *outputs);

#endif
