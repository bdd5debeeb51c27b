/* One run: takes exchanges from sources, has them checked, sends events, and ends in an exit code.
 */
#ifndef OASDRIFT_RUN_RUN_H
#define OASDRIFT_RUN_RUN_H

#include "generate/generate.h"
#include "observe/changed.h"
#include "observe/compare.h"
#include "run/conclusion.h"
#include "run/exchange_worker.h"
#include "source/source.h"

/* Of a live run. */
struct run_target {
    struct str url;                           /* run_start takes out its secrets */
    const struct generate_settings *requests; /* how they are made */
};

struct run_settings {
    struct str command;
    const struct run_target *targets; /* one for each api; NULL: it is no live run */
    struct demands demands;
    bool reproducible, each_exchange;
    enum shown_values values;        /* of what was recorded */
    struct changed *changed;         /* coverage is asked of these operations only; NULL: of all */
    struct shard shard;              /* which part of the run this is; 0 of 0: all of it */
    struct str run;                  /* the id that all shards share */
    bool no_coverage;                /* do not look at values for coverage and drift */
    struct baselines *baselines;     /* NULL: none */
    size_t threads;                  /* for recordings; 0: one. With a listener it is always one */
    const volatile int *interrupted; /* set by a signal handler; may be NULL */
    struct run_listener listener;
};

/* The time in UTC, "2026-11-23T10:00:00Z": that of SOURCE_DATE_EPOCH if it is set, a fixed one when
   `reproducible`, else now. */
struct str run_time(struct arena *arena, bool reproducible);
/* The date alone: "2026-11-23". */
struct str run_date(struct arena *arena, bool reproducible);

struct run;

/* All is borrowed and must outlive the run. Of several apis each has a name. */
struct run *run_new(struct api *const *apis, size_t api_count, const struct rules *rules,
                    struct redaction *redaction, const struct run_settings *settings,
                    const struct event_sink *sink);
void run_free(struct run *run);
bool run_start(struct run *run, struct error *err);
/* From now on exchanges are judged against the api of that number; until then against the first. */
void run_turn_to(struct run *run, size_t api);
/* Exchanges so far. */
uint64_t run_exchanges(const struct run *run);
/* Judges every exchange of the source. When the source fails, that is a diagnostic. false and err:
   an event could not be sent. */
bool run_source(struct run *run, struct source *source, struct error *err);
/* Notes how many records of the recording that was judged last belong to this run, and what a shard
   knows of it; the end event lists them in the order of the calls. source->shown is the run's. */
void run_count_records(struct run *run, const struct event_source *source);
/* Judges the descriptions themselves, for lint. */
void run_descriptions(struct run *run);
/* Adds the differences between the two recordings of the comparison. */
void run_compare(struct run *run, struct comparison *comparison);
/* Adds something that should have been judged and could not be. */
void run_note(struct run *run, const struct not_checked *entry);
/* One of several descriptions cannot be used: it is told, and the exit code is
   EXIT_CODE_UNUSABLE. */
void run_lacks_description(struct run *run, struct str message);
/* Adds a diagnostic: a recording that could not be opened, a target that does not answer... */
void run_diagnose(struct run *run, const char *id, struct str message, struct str source);
/* Sends findings, ledger, coverage and end; returns the exit code. */
int run_finish(struct run *run, struct error *err);

#endif
