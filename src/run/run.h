/* One run: exchanges from sources through the checker to events, and the exit code. */
#ifndef OASDRIFT_RUN_RUN_H
#define OASDRIFT_RUN_RUN_H

#include "observe/changed.h"
#include "observe/compare.h"
#include "run/conclusion.h"
#include "run/exchange_worker.h"
#include "source/source.h"

struct run_settings {
    struct str command;
    struct str target; /* of a live run; its secrets are taken out here */
    struct demands demands;
    bool reproducible, each_exchange;
    struct changed *changed;     /* coverage is asked of these operations only; NULL: of all */
    struct shard shard;          /* of a run that several processes share; 0 of 0: all of it */
    struct str run;              /* its id */
    bool no_coverage;            /* values are not looked at for coverage and drift */
    struct baselines *baselines; /* NULL: none */
    size_t threads; /* that judge recordings; 0 is 1, and so it is when somebody listens */
    const volatile int *interrupted; /* set by a signal handler; may be NULL */
    struct run_listener listener;
};

/* Now, in UTC: "2026-11-23T10:00:00Z". A fixed time when `reproducible`; SOURCE_DATE_EPOCH goes
   before both. */
struct str run_time(struct arena *arena, bool reproducible);
/* The date alone: "2026-11-23". */
struct str run_date(struct arena *arena, bool reproducible);

struct run;

/* The first api is the one that exchanges are judged against; lint may have several. All is
   borrowed and must outlive the run. */
struct run *run_new(struct api *const *apis, size_t api_count, const struct rules *rules,
                    struct redaction *redaction, const struct run_settings *settings,
                    const struct event_sink *sink);
void run_free(struct run *run);
bool run_start(struct run *run, struct error *err);
/* Judges every exchange of the source. A source that fails is a diagnostic, not an error. */
bool run_source(struct run *run, struct source *source, struct error *err);
/* How many records of a recording were this run's: told at the end. In the order of the calls. */
void run_count_records(struct run *run, struct str source, uint64_t records, bool relative);
/* Judges the descriptions themselves. */
void run_descriptions(struct run *run);
/* Adds where the recordings of the comparison differ. */
void run_compare(struct run *run, struct comparison *comparison);
/* Something that was there to be judged and could not be. */
void run_note(struct run *run, const struct not_checked *entry);
/* A recording that could not be opened, a target that does not answer... */
void run_diagnose(struct run *run, const char *id, struct str message, struct str source);
/* Sends findings, ledger, coverage and end; returns the exit code. */
int run_finish(struct run *run, struct error *err);

#endif
