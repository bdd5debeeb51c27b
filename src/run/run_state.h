/* What a run is made of: run.c takes its exchanges, run_finish.c ends it. Private to run/. */
#ifndef OASDRIFT_RUN_RUN_STATE_H
#define OASDRIFT_RUN_RUN_STATE_H

#include "observe/coverage_union.h"
#include "run/answers.h"
#include "run/exchange_spool.h"
#include "run/recording_run.h"
#include "run/run.h"
#include "run/source_counts.h"
#include "run/withheld.h"

/* What a run has for each of its apis. */
struct run_api {
    struct api *api;
    struct exchange_worker worker; /* of live exchanges; what it observes is the run's */
    struct worker_pool *workers;   /* of recorded ones */
    struct answers answers;        /* of a live run */
    uint64_t judged;               /* exchanges, or the description */
};

struct run {
    struct api *const *apis;
    size_t api_count;
    struct run_api *judges;  /* as many */
    struct run_api *current; /* judges now */
    const struct rules *rules;
    const bool *rules_off; /* as of the start */
    struct redaction *redaction;
    struct run_settings settings;
    struct sealing sealing;
    struct held_names *held; /* of all apis */
    struct event_sink sink;
    struct withheld withheld; /* of the recording at hand */
    struct spool spool;       /* of a sink that does not want exchanges at once */
    struct findings *findings;
    struct arena exchange_arena; /* emptied before each event */
    struct arena arena;          /* the run's: what the start event and diagnostics hold */
    uint64_t exchanges;          /* seen */
    uint64_t excluded;           /* of them: left out by filters */
    uint64_t excluded_unmatched; /* of these: hit no operation */
    uint64_t judged;             /* of them: were looked at, if only their request */
    struct source_counts sources;
    struct coverage_union *joined;  /* coverage of several apis */
    struct counted_schemas counted; /* of them */
    bool live, compared;
    bool unusable;       /* a description is */
    uint64_t started_ms; /* by duration_clock_ms */
};

static inline bool run_shows_values(const struct run *run)
{
    return run->settings.values != VALUES_NONE;
}

static inline bool run_is_interrupted(const struct run *run)
{
    return run->settings.interrupted && *run->settings.interrupted;
}

#endif
