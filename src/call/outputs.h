/* The reports that were asked for: where each goes, and which events it gets. */
#ifndef OASDRIFT_CALL_OUTPUTS_H
#define OASDRIFT_CALL_OUTPUTS_H

#include "base/vec.h"
#include "oasdrift.h"
#include "report/report.h"

struct output;

/* A zeroed one has none. */
struct outputs {
    VEC(struct output *) all; /* one for each report */
    struct event_sink also;   /* gets what the reports get; .event NULL: nobody */
    bool verbatim;            /* ndjson reports get lines, no events: outputs_write_verbatim */
};

/* Opens those of outcome->reports; a text report on standard output where there are none. */
bool outputs_open(struct outputs *outputs, const struct oasdrift_outcome_options *outcome,
                  const struct oasdrift_terminal_options *terminal, enum severity fail_on,
                  struct error *err);
/* Where their events go. */
struct event_sink outputs_sink(struct outputs *outputs);
/* Is one of them in that format? */
bool outputs_have(const struct outputs *outputs, const char *format);
/* A line into the ndjson reports, where outputs->verbatim is set. The context is the outputs. */
bool outputs_write_verbatim(void *context, struct str line);
/* Puts the reports in their places. */
bool outputs_commit(struct outputs *outputs, struct error *err);
/* Drops what was not committed. */
void outputs_release(struct outputs *outputs);

#endif
