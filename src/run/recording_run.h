/* One recording, judged on several threads (base/workers.h): its records are cut out in order, read
   and judged by any thread, and told in order. Every batch is judged as if it were the first, so
   that the result does not depend on the number of threads. */
#ifndef OASDRIFT_RUN_RECORDING_RUN_H
#define OASDRIFT_RUN_RECORDING_RUN_H

#include "run/exchange_worker.h"
#include "source/source.h"

/* The workers of a run's threads. They go from recording to recording, and keep what they compiled
   and observed. */
struct worker_pool;

struct worker_pool *worker_pool_new(struct api *api, const struct rules *rules,
                                    const struct redaction *redaction,
                                    const struct run_listener *listener, bool each_exchange,
                                    enum shown_contents contents, bool values);
void worker_pool_free(struct worker_pool *pool);
/* Adds what all of them have observed to the observation. No thread may be at work. */
void worker_pool_unite(const struct worker_pool *pool, struct observation *observation);

struct recording_run {
    struct worker_pool *pool;
    struct source *source;
    size_t threads;
    const volatile int *interrupted; /* may be NULL */
    /* Called in the recording's order; false and err stops. The part is the caller's only until it
       returns. */
    bool (*tell)(void *context, const struct run_part *part, struct error *err);
    void *context;
};

bool recording_run(const struct recording_run *run, struct error *err);

#endif
