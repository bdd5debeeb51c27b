#include "base/workers.h"

#include <pthread.h>
#include <time.h>

#include "base/alloc.h"
#include "unit.h"

/* Numbers from 0 on are filled, doubled, and told in their order. */
struct job {
    unsigned count;
    unsigned fill_fails_at, tell_fails_at; /* 0: never */
    bool uneven;                           /* some batches take much longer */
    unsigned filled, told, out_of_order, wrong;
    pthread_mutex_t lock; /* of what follows */
    unsigned threads, threads_freed, batches, batches_freed, inside_fill, inside_tell, overlaps;
};

struct number {
    unsigned value, doubled;
};

static struct job *job_of_batch; /* batch_free gets no context */

static void add(struct job *job, unsigned *counter)
{
    pthread_mutex_lock(&job->lock);
    ++*counter;
    pthread_mutex_unlock(&job->lock);
}

static void *batch_new(void *context)
{
    struct job *job = context;

    add(job, &job->batches);
    return alloc_zeroed(1, sizeof(struct number));
}

static void batch_free(void *batch)
{
    add(job_of_batch, &job_of_batch->batches_freed);
    free(batch);
}

static void *thread_new(void *context)
{
    struct job *job = context;

    add(job, &job->threads);
    return alloc_zeroed(1, 64);
}

static void thread_free(void *context, void *thread)
{
    struct job *job = context;

    add(job, &job->threads_freed);
    free(thread);
}

/* Entering a station that another thread is in is an overlap. */
static void enter(struct job *job, unsigned *inside)
{
    pthread_mutex_lock(&job->lock);
    job->overlaps += *inside > 0;
    ++*inside;
    pthread_mutex_unlock(&job->lock);
}

static void leave(struct job *job, unsigned *inside)
{
    pthread_mutex_lock(&job->lock);
    --*inside;
    pthread_mutex_unlock(&job->lock);
}

static bool fill(void *context, void *batch, struct error *err)
{
    struct job *job = context;
    struct number *number = batch;
    bool got = job->filled < job->count;

    enter(job, &job->inside_fill);
    if (job->fill_fails_at && job->filled == job->fill_fails_at)
        got = error_raise(err, "fill %u", job->filled);
    number->value = job->filled;
    job->filled += got;
    leave(job, &job->inside_fill);
    return got;
}

static void work(void *context, void *thread, void *batch)
{
    const struct job *job = context;
    struct number *number = batch;

    (void)thread;
    if (job->uneven && number->value % 5 == 0)
        nanosleep(&(struct timespec){.tv_nsec = 2 * 1000 * 1000}, NULL);
    number->doubled = number->value * 2;
}

static bool tell(void *context, void *batch, struct error *err)
{
    struct job *job = context;
    const struct number *number = batch;
    bool done = !job->tell_fails_at || job->told < job->tell_fails_at;

    enter(job, &job->inside_tell);
    job->out_of_order += number->value != job->told;
    job->wrong += number->doubled != 2 * number->value;
    job->told += done;
    leave(job, &job->inside_tell);
    return done || error_raise(err, "tell %u", number->value);
}

static bool run(struct job *job, size_t threads, struct error *err)
{
    const struct workers workers = {.context = job,
                                    .batch_new = batch_new,
                                    .batch_free = batch_free,
                                    .thread_new = thread_new,
                                    .thread_free = thread_free,
                                    .fill = fill,
                                    .work = work,
                                    .tell = tell};
    bool done;

    job_of_batch = job;
    pthread_mutex_init(&job->lock, NULL);
    done = workers_run(&workers, threads, err);
    pthread_mutex_destroy(&job->lock);
    return done;
}

static const struct row {
    const char *name;
    size_t threads;
    unsigned count;
    bool uneven;
    unsigned fill_fails_at, tell_fails_at;
    unsigned told;
    const char *error; /* NULL: none */
} rows[] = {
    {"nothing", 4, 0, false, 0, 0, 0, NULL},
    {"nothing on one thread", 1, 0, false, 0, 0, 0, NULL},
    {"one batch", 4, 1, false, 0, 0, 1, NULL},
    {"one thread", 1, 1000, false, 0, 0, 1000, NULL},
    {"no thread is one", 0, 10, false, 0, 0, 10, NULL},
    {"two threads", 2, 20000, false, 0, 0, 20000, NULL},
    {"two threads, uneven", 2, 100, true, 0, 0, 100, NULL},
    {"many threads, uneven", 16, 400, true, 0, 0, 400, NULL},
    {"more threads than there may be", 1000, 5000, false, 0, 0, 5000, NULL},
    {"fill fails", 4, 1000, true, 100, 0, 100, "fill 100"},
    {"fill fails on one thread", 1, 1000, false, 100, 0, 100, "fill 100"},
    {"tell fails", 4, 1000, true, 0, 50, 50, "tell 50"},
    {"tell fails on one thread", 1, 1000, false, 0, 50, 50, "tell 50"},
    {"tell fails before fill does", 8, 1000, true, 52, 50, 50, "tell 50"},
};

START_TEST(keeps_the_order)
{
    const struct row *row = &rows[_i];
    struct job job = {.count = row->count,
                      .uneven = row->uneven,
                      .fill_fails_at = row->fill_fails_at,
                      .tell_fails_at = row->tell_fails_at};
    struct error err = {0};
    bool done = run(&job, row->threads, &err);

    ck_assert_msg(done == !row->error, "%s: %s", row->name, err.message);
    /* Where both fail, either may come first: it is a matter of time. */
    if (row->error && !(row->fill_fails_at && row->tell_fails_at))
        ck_assert_msg(strcmp(err.message, row->error) == 0, "%s: %s", row->name, err.message);
    ck_assert_msg(job.told == row->told, "%s: %u told", row->name, job.told);
    ck_assert_msg(job.out_of_order == 0 && job.wrong == 0, "%s: %u out of order, %u wrong",
                  row->name, job.out_of_order, job.wrong);
    ck_assert_msg(job.overlaps == 0, "%s: %u overlaps", row->name, job.overlaps);
    ck_assert_msg(job.threads == job.threads_freed && job.threads >= 1, "%s: %u of %u threads",
                  row->name, job.threads_freed, job.threads);
    ck_assert_msg(job.threads <= (row->threads ? row->threads : 1) && job.threads <= WORKERS_MAX,
                  "%s: %u threads", row->name, job.threads);
    ck_assert_msg(job.batches == job.batches_freed && job.batches <= WORKERS_MAX * BATCHES_A_THREAD,
                  "%s: %u batches on %u threads", row->name, job.batches, job.threads);
}
END_TEST

/* A short input starts no thread. */
START_TEST(starts_threads_as_batches_come)
{
    struct job job = {.count = 1};
    struct error err = {0};

    ck_assert(run(&job, 16, &err));
    ck_assert_uint_eq(job.threads, 1);
    job = (struct job){.count = 3, .uneven = true};
    ck_assert(run(&job, 16, &err));
    ck_assert_uint_le(job.threads, 3);
}
END_TEST

UNIT_SUITE("workers", UNIT_LOOP(keeps_the_order, rows); UNIT_TEST(starts_threads_as_batches_come))
