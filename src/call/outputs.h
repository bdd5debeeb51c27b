/* Reports as they are asked for, where they may go, and where the events of a run go. */
#ifndef OASDRIFT_CALL_OUTPUTS_H
#define OASDRIFT_CALL_OUTPUTS_H

#include "oasdrift.h"
#include "report/reports.h"

/* Tells uses where the reports go; by_default: to standard output, where none are asked for. false
   and err: two of them go to one place. */
bool outputs_tell(struct file_uses *uses, const struct oasdrift_list *reports, bool by_default,
                  struct error *err);
/* What is read, or was already, as the caller's configuration, is no output. false and err: one is.
 */
bool outputs_spare(struct file_uses *uses, const struct oasdrift_list *files, struct error *err);
/* Opens those of outcome->reports; a text report on standard output where there are none. */
bool outputs_open(struct reports *reports, enum report_subject subject,
                  const struct oasdrift_outcome_options *outcome,
                  const struct oasdrift_terminal_options *terminal, enum severity fail_on,
                  struct error *err);

/* Puts the reports at their places (reports_commit), and mentions what is to be known of them. */
bool outputs_commit(struct reports *reports, const struct oasdrift_terminal_options *terminal,
                    struct error *err);

/* A zeroed one has none. */
struct outputs {
    struct reports reports;
    struct event_sink also; /* gets what the reports get; .event NULL: nobody */
};

/* Where the events go. */
struct event_sink outputs_sink(struct outputs *outputs);

#endif
