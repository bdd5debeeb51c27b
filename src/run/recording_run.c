#include "run/recording_run.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/workers.h"
#include "source/source_batch.h"

/* ---- the workers ---- */

struct pooled_worker {
    struct exchange_worker worker;
    struct redaction *redaction;   /* the worker's own */
    struct source_context context; /* of the recording at hand */
};

struct worker_pool {
    struct api *api;
    const struct rules *rules;
    const struct redaction *redaction; /* what those of workers are forked from */
    struct run_listener listener;
    bool each_exchange;
    enum shown_contents contents;
    bool values;          /* values are observed */
    pthread_mutex_t lock; /* held while a list is used */
    VEC(struct pooled_worker *) all;
    VEC(struct pooled_worker *) idle;
};

struct worker_pool *worker_pool_new(struct api *api, const struct rules *rules,
                                    const struct redaction *redaction,
                                    const struct run_listener *listener, bool each_exchange,
                                    enum shown_contents contents, bool values)
{
    struct worker_pool *pool = alloc_zeroed(1, sizeof *pool);

    pool->api = api;
    pool->rules = rules;
    pool->redaction = redaction;
    pool->listener = *listener;
    pool->each_exchange = each_exchange;
    pool->contents = contents;
    pool->values = values;
    pthread_mutex_init(&pool->lock, NULL);
    return pool;
}

void worker_pool_free(struct worker_pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->all.count; i++) {
        struct pooled_worker *pooled = pool->all.items[i];

        exchange_worker_release(&pooled->worker);
        redaction_free(pooled->redaction);
        free(pooled);
    }
    VEC_RELEASE(&pool->all);
    VEC_RELEASE(&pool->idle);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

void worker_pool_unite(const struct worker_pool *pool, struct observation *observation)
{
    for (size_t i = 0; i < pool->all.count; i++)
        observation_unite(observation, pool->all.items[i]->worker.observation);
}

static struct pooled_worker *worker_new(const struct worker_pool *pool)
{
    struct pooled_worker *pooled = alloc_zeroed(1, sizeof *pooled);

    pooled->redaction = redaction_fork(pool->redaction);
    exchange_worker_init(&pooled->worker, pool->api, pool->rules, pooled->redaction, pool->values);
    exchange_worker_listen(&pooled->worker, &pool->listener);
    pooled->worker.each_exchange = pool->each_exchange;
    exchange_worker_show(&pooled->worker, pool->contents);
    return pooled;
}

static void *take_worker(void *context)
{
    const struct recording_run *run = context;
    struct worker_pool *pool = run->pool;
    struct pooled_worker *pooled;

    pthread_mutex_lock(&pool->lock);
    if (pool->idle.count) {
        pooled = pool->idle.items[--pool->idle.count];
    } else {
        pooled = worker_new(pool);
        VEC_ADD(&pool->all, pooled);
    }
    pthread_mutex_unlock(&pool->lock);
    source_context_init(&pooled->context);
    return pooled;
}

static void return_worker(void *context, void *thread)
{
    const struct recording_run *run = context;
    struct pooled_worker *pooled = thread;

    source_context_release(&pooled->context);
    pthread_mutex_lock(&run->pool->lock);
    VEC_ADD(&run->pool->idle, pooled);
    pthread_mutex_unlock(&run->pool->lock);
}

/* ---- what base/workers.h calls ---- */

struct batch {
    struct source_batch records;
    struct run_part part;
};

static void *batch_new(void *context)
{
    struct batch *batch = alloc_zeroed(1, sizeof *batch);

    (void)context;
    source_batch_init(&batch->records);
    run_part_init(&batch->part);
    return batch;
}

static void batch_free(void *memory)
{
    struct batch *batch = memory;

    source_batch_release(&batch->records);
    run_part_release(&batch->part);
    free(batch);
}

static bool fill(void *context, void *memory, struct error *err)
{
    const struct recording_run *run = context;

    (void)err; /* when the recording cannot be read on, the last record says so */
    return !(run->interrupted && *run->interrupted) &&
           source_batch_fill(&((struct batch *)memory)->records, run->source);
}

static void read_and_judge(struct pooled_worker *pooled, const struct source_batch *records,
                           const struct batch_record *record, struct run_part *part)
{
    struct exchange_worker *worker = &pooled->worker;
    struct exchange exchange;
    struct error problem = {0};

    switch (source_read(records->source, &record->record, record->index, &pooled->context,
                        &worker->arena, &exchange, &problem)) {
    case SOURCE_GOT:
        exchange_worker_take(worker, &exchange, part);
        return;
    case SOURCE_SKIPPED:
        exchange_worker_skip(worker, &exchange, &problem, part);
        return;
    case SOURCE_FAILED:
        exchange_worker_fail(worker, &problem, records->source->name, part);
        return;
    case SOURCE_END:
        return;
    }
}

static void take_record(struct pooled_worker *pooled, const struct source_batch *records,
                        const struct batch_record *record, struct run_part *part)
{
    const struct exchange nothing = {.failure = record->problem};
    static const struct error none;

    arena_clear(&pooled->worker.arena);
    switch (record->outcome) {
    case RECORD_GOT:
        read_and_judge(pooled, records, record, part);
        return;
    case RECORD_TOO_LARGE:
        exchange_worker_skip(&pooled->worker, &nothing, &none, part);
        return;
    case RECORD_FAILED:
        exchange_worker_end(record->problem, records->source->name, part);
        return;
    case RECORD_END:
        return;
    }
}

static void tell_digests(struct redaction *redaction, struct run_part *part)
{
    const struct secret_digests *digests = redaction_digests(redaction);
    struct secret_digest *copy =
        ARENA_ARRAY(&part->arena, struct secret_digest, digests->items.count + 1);

    for (size_t i = 0; i < digests->items.count; i++)
        copy[i] = digests->items.items[i];
    part->digests = copy;
    part->digest_count = digests->items.count;
}

static void work(void *context, void *thread, void *memory)
{
    struct pooled_worker *pooled = thread;
    struct batch *batch = memory;
    struct run_part *part = &batch->part;

    (void)context;
    redaction_forget(pooled->redaction);
    run_part_clear(part);
    for (size_t i = 0; i < batch->records.records.count; i++)
        take_record(pooled, &batch->records, &batch->records.records.items[i], part);
    part->secrets = redaction_learned(pooled->redaction, &part->arena, &part->secret_count);
    part->secrets_full = redaction_is_full(pooled->redaction);
    tell_digests(pooled->redaction, part);
}

static bool tell(void *context, void *memory, struct error *err)
{
    const struct recording_run *run = context;

    return run->tell(run->context, &((const struct batch *)memory)->part, err);
}

bool recording_run(const struct recording_run *run, struct error *err)
{
    const struct workers workers = {.context = (void *)run,
                                    .batch_new = batch_new,
                                    .batch_free = batch_free,
                                    .thread_new = take_worker,
                                    .thread_free = return_worker,
                                    .fill = fill,
                                    .work = work,
                                    .tell = tell};

    return workers_run(&workers, run->threads, err);
}
