#include "base/workers.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

#include "base/alloc.h"

struct slot {
    void *batch; /* NULL when free */
    bool worked; /* waits to be told */
};

/* What the threads share; all but the batches under `lock`. Batch number n lies in slot n modulo
   slot_count, from its filling until it is told. */
struct crew {
    const struct workers *workers;
    pthread_mutex_t lock;
    pthread_cond_t changed;

    struct slot slots[WORKERS_MAX * BATCHES_A_THREAD];
    size_t slot_count;
    /* Batches to be used again, the one used last first: its memory is warm. */
    void *idle[WORKERS_MAX * BATCHES_A_THREAD];
    size_t idle_count;
    uint64_t filled, told; /* batches so far */
    bool filling, telling; /* a thread is at it */
    bool ended;            /* nothing is left to fill */
    bool broken;           /* tell failed */
    struct error failure;  /* the first one */

    pthread_t helpers[WORKERS_MAX];
    size_t helper_count, helper_limit;
};

static void *help(void *context);

/* ---- threads ---- */

static bool start_thread(struct crew *crew, pthread_t *thread)
{
    pthread_attr_t attributes;
    sigset_t all, before;
    bool started;

    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setstacksize(&attributes, WORKERS_STACK_BYTES);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(thread, &attributes, help, crew) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

/* Called for the second batch and for each one after it. */
static void add_helper(struct crew *crew)
{
    if (crew->helper_count >= crew->helper_limit)
        return;
    if (start_thread(crew, &crew->helpers[crew->helper_count]))
        crew->helper_count++;
    else
        crew->helper_limit = crew->helper_count;
}

/* ---- the stations; called and left with the lock held ---- */

static struct slot *slot_of(struct crew *crew, uint64_t number)
{
    return &crew->slots[number % crew->slot_count];
}

static void note_failure(struct crew *crew, const struct error *err)
{
    if (err->raised && !crew->failure.raised)
        crew->failure = *err;
}

static bool is_over(const struct crew *crew)
{
    return crew->broken || (crew->ended && crew->told == crew->filled);
}

static bool can_tell(struct crew *crew)
{
    return !crew->telling && crew->told < crew->filled && slot_of(crew, crew->told)->worked;
}

static void tell(struct crew *crew)
{
    struct slot *slot = slot_of(crew, crew->told);
    struct error err = {0};
    bool done;

    crew->telling = true;
    pthread_mutex_unlock(&crew->lock);
    done = crew->workers->tell(crew->workers->context, slot->batch, &err);
    pthread_mutex_lock(&crew->lock);
    crew->telling = false;
    crew->idle[crew->idle_count++] = slot->batch;
    *slot = (struct slot){0};
    crew->told++;
    if (!done) {
        note_failure(crew, &err);
        crew->broken = true;
    }
    if (is_over(crew))
        pthread_cond_broadcast(&crew->changed);
    else
        pthread_cond_signal(&crew->changed); /* there is room again */
}

static bool can_fill(const struct crew *crew)
{
    return !crew->filling && !crew->ended && crew->filled - crew->told < crew->slot_count;
}

/* Fills the next batch, and works on it. */
static void fill(struct crew *crew, void *thread)
{
    const struct workers *workers = crew->workers;
    struct slot *slot = slot_of(crew, crew->filled);
    struct error err = {0};
    bool got;

    crew->filling = true;
    slot->batch = crew->idle_count ? crew->idle[--crew->idle_count] : NULL;
    pthread_mutex_unlock(&crew->lock);
    if (!slot->batch)
        slot->batch = workers->batch_new(workers->context);
    got = workers->fill(workers->context, slot->batch, &err);
    pthread_mutex_lock(&crew->lock);
    crew->filling = false;
    if (!got) {
        note_failure(crew, &err);
        crew->ended = true;
        pthread_cond_broadcast(&crew->changed);
        return;
    }
    if (crew->filled++ > 0 && !crew->broken)
        add_helper(crew);
    pthread_cond_signal(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    workers->work(workers->context, thread, slot->batch);
    pthread_mutex_lock(&crew->lock);
    slot->worked = true; /* if it is due, this thread tells it, or the thread that is telling now
                            does */
}

/* Telling goes first: it makes room. */
static void take_part(struct crew *crew)
{
    void *thread = crew->workers->thread_new(crew->workers->context);

    pthread_mutex_lock(&crew->lock);
    while (!is_over(crew)) {
        if (can_tell(crew))
            tell(crew);
        else if (can_fill(crew))
            fill(crew, thread);
        else
            pthread_cond_wait(&crew->changed, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    crew->workers->thread_free(crew->workers->context, thread);
}

static void *help(void *context)
{
    take_part(context);
    return NULL;
}

bool workers_run(const struct workers *workers, size_t threads, struct error *err)
{
    struct crew *crew = alloc_zeroed(1, sizeof *crew);
    bool done;

    threads = threads == 0 ? 1 : threads > WORKERS_MAX ? WORKERS_MAX : threads;
    crew->workers = workers;
    crew->slot_count = threads == 1 ? 1 : threads * BATCHES_A_THREAD;
    crew->helper_limit = threads - 1;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->changed, NULL);
    take_part(crew);
    /* It is over: no helper is added any more. */
    for (size_t i = 0; i < crew->helper_count; i++)
        pthread_join(crew->helpers[i], NULL);
    for (size_t i = 0; i < crew->slot_count; i++)
        if (crew->slots[i].batch) /* filled and not told */
            workers->batch_free(crew->slots[i].batch);
    while (crew->idle_count)
        workers->batch_free(crew->idle[--crew->idle_count]);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->lock);
    done = !crew->failure.raised;
    if (!done)
        error_raise(err, "%s", crew->failure.message);
    free(crew);
    return done;
}

size_t workers_available(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return count < 1 ? 1 : (size_t)count;
}
