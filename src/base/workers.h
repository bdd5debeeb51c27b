/* Work on several threads whose outcome is the same as on one.

   What is to be done is cut into batches, and each batch passes three stations:
       fill   takes what comes next from the input: one thread at a time, in order
       work   does what costs time: on all threads at once
       tell   passes the outcome on: one thread at a time, in the order of filling
   Every thread, the caller's included, fills a batch and works on it itself, while its bytes are
   warm, and tells what is due. So tell sees the same batches in the same order however many threads
   there are; as many batches as BATCHES_A_THREAD allows are under way at most, and are used again.

   Threads are started one by one, as batches come: a short input is done by the caller alone.
   They block all signals. To stop early, fill returns false: what was filled is still told. */
#ifndef OASDRIFT_BASE_WORKERS_H
#define OASDRIFT_BASE_WORKERS_H

#include "base/error.h"

enum {
    WORKERS_MAX = 64,
    BATCHES_A_THREAD = 4,                  /* one being worked on, three waiting for their turn */
    WORKERS_STACK_BYTES = 16 * 1024 * 1024 /* address space: recursion has limits of its own */
};

struct workers {
    void *context; /* passed to all */

    void *(*batch_new)(void *context);
    void (*batch_free)(void *batch);
    /* The memory of one thread, made and freed by that thread. */
    void *(*thread_new)(void *context);
    void (*thread_free)(void *context, void *thread);

    /* Fills a batch that is new or was told before. false: nothing is left; with err raised:
       reading failed. */
    bool (*fill)(void *context, void *batch, struct error *err);
    void (*work)(void *context, void *thread, void *batch);
    /* false and err: the work stops, and batches under way are not told. */
    bool (*tell)(void *context, void *batch, struct error *err);
};

/* Returns when all was told. False and err: fill or tell failed; before a failed fill everything is
   told. `threads` counts the caller's; 0 is 1, more than WORKERS_MAX is WORKERS_MAX. Threads that
   the system refuses are done without. */
bool workers_run(const struct workers *workers, size_t threads, struct error *err);

/* Processors this process may use; at least 1. */
size_t workers_available(void);

#endif
