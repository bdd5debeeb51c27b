/* The end of a run, or of a merge: the gates, the events from the first finding on, and the exit
   code. */
#ifndef OASDRIFT_RUN_CONCLUSION_H
#define OASDRIFT_RUN_CONCLUSION_H

#include "baseline/baseline.h"
#include "finding/seal.h"
#include "observe/measure.h"
#include "run/withheld.h"

/* What the user demands of the whole. */
struct demands {
    enum severity fail_on; /* SEVERITY_OFF: never */
    bool require_complete, exit_zero, allow_empty;
    struct coverage_limits coverage;
    uint64_t drift_after; /* observations; 0: as drift.h has it */
};

/* The accepted findings, and those to be accepted. */
struct baselines {
    struct baseline *known;            /* --baseline; NULL: none */
    struct baseline *accepts;          /* --write-baseline; NULL: none */
    struct str today;                  /* "2026-11-25": entries expire by it */
    struct str date;                   /* written into accepts */
    struct baseline_question question; /* what accepts is brought up to date by, once concluded;
                                          borrows from the run */
    struct baseline_change change;     /* what that came to */
};

struct conclusion {
    const struct demands *demands;
    struct findings *findings;                   /* gates are added */
    const struct event_coverage *coverage;       /* NULL: nobody wants it */
    const struct event_coverage *shown_coverage; /* what of it is sent */
    struct str description; /* file of the first description, for gates; may be absent */
    bool partial;           /* a shard: merge tells what only the whole can tell */
    bool lacks;             /* a part of the whole that was asked for: that goes before findings */
    const struct withheld_left *withheld; /* of a shard: for the merge */
    size_t withheld_count;
    bool unusable; /* one of the descriptions: that goes before all that the others show */
    bool interrupted;
    struct baselines *baselines;            /* NULL: none */
    const struct rules *rules;              /* of gates and drift; NULL: the default severities */
    const bool *rules_off;                  /* as of the start */
    bool lint;                              /* descriptions were judged, no exchanges */
    bool compared;                          /* another recording was held against this one */
    struct str folder;                      /* of the first description */
    const struct sealing *sealing;          /* NULL: the texts are sealed */
    const struct sealing *baseline_sealing; /* of what baselines hold of other runs; NULL: none */
    struct secret_digests *secrets;         /* for other parts; NULL: none */
    struct event_end *end; /* the caller fills in all but what was found and the exit code */
};

/* Sends findings, ledger, diagnostics, coverage and end. The exit code; EXIT_CODE_INTERNAL and err
   when an event could not be sent. */
int conclude(struct conclusion *conclusion, const struct event_sink *sink, struct error *err);

#endif
