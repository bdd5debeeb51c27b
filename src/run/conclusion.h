/* What a run, or the merging of several, comes to: the gates, the events from findings on in their
   order, and the exit code. */
#ifndef OASDRIFT_RUN_CONCLUSION_H
#define OASDRIFT_RUN_CONCLUSION_H

#include "baseline/baseline.h"
#include "observe/measure.h"

/* What the user asks of the whole. */
struct demands {
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool require_complete, exit_zero, allow_empty;
    struct coverage_limits coverage;
    uint64_t drift_after; /* observations; 0: as many as drift.h says */
};

/* What is accepted, and what is to be. */
struct baselines {
    struct baseline *known;        /* --baseline; NULL: none */
    struct baseline *accepts;      /* --write-baseline: is brought up to date; NULL: none */
    bool prune;                    /* drop from it what is gone */
    struct str today;              /* "2026-11-25": entries expire by it */
    struct str date;               /* what is written into accepts */
    struct baseline_change change; /* what that came to */
};

struct conclusion {
    const struct demands *demands;
    struct findings *findings;             /* gates are added */
    const struct event_coverage *coverage; /* NULL: nobody wants it */
    struct str description; /* file of the first description, for gates; may be absent */
    bool partial;           /* a shard: what only the whole can tell is left to merge */
    bool interrupted;
    struct baselines *baselines; /* NULL: none */
    const struct rules *rules;   /* of gates and drift; NULL: the default severities */
    bool lint;                   /* descriptions were judged, no exchanges */
    bool compared;               /* another recording was held against this one */
    struct str folder;           /* of the first description */
    struct event_end *end; /* counts of exchanges and operations are in; the rest is filled in */
};

/* Sends findings, ledger, diagnostics, coverage and end. The exit code; EXIT_CODE_INTERNAL and err
   when an event could not be sent. */
int conclude(struct conclusion *conclusion, const struct event_sink *sink, struct error *err);

#endif
