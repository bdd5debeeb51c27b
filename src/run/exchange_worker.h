/* Exchanges judged on one thread, and what that comes to: a part of a run, which is told in order
   afterwards. */
#ifndef OASDRIFT_RUN_EXCHANGE_WORKER_H
#define OASDRIFT_RUN_EXCHANGE_WORKER_H

#include "base/vec.h"
#include "check/check.h"
#include "event/event.h"

/* What some exchanges came to. Owns it all. */
struct run_part {
    uint64_t exchanges;              /* seen */
    uint64_t excluded;               /* of them: left out by a filter */
    uint64_t judged;                 /* of them: had a response that was looked at */
    struct findings *findings;       /* with the ledger and the diagnostics */
    struct arena arena;              /* of what follows */
    VEC(struct event_exchange) told; /* with each_exchange: one for each exchange */
    const struct str *secrets;       /* learned from these exchanges */
    size_t secret_count;
};

void run_part_init(struct run_part *part);
void run_part_release(struct run_part *part);
/* Empties it and keeps its memory. */
void run_part_clear(struct run_part *part);

/* Told of each exchange that was judged, while its memory is there; in order, on one thread. */
struct run_listener {
    void (*judged)(void *context, const struct exchange *exchange,
                   const struct judgement *judgement); /* NULL: nobody listens */
    void *context;
};

struct exchange_worker {
    const struct api *api;
    struct checker *checker;
    struct redaction *redaction; /* borrowed */
    struct observation *observation;
    struct arena arena; /* the exchange's; emptied before each one */
    struct run_listener listener;
    const struct operation *hit; /* by the last exchange that was taken; NULL: none */
    bool each_exchange;          /* note one event for each */
    bool live;                   /* no answer is an error then, not a hole in the recording */
};

/* api and rules are shared with other threads' judges, redaction is not. values: they are observed,
   too. */
void exchange_worker_init(struct exchange_worker *worker, struct api *api,
                          const struct rules *rules, struct redaction *redaction, bool values);
void exchange_worker_release(struct exchange_worker *worker);

/* The exchange may have a failure instead of a response. */
void exchange_worker_take(struct exchange_worker *worker, const struct exchange *exchange,
                          struct run_part *part);
/* A record that is no exchange, or (problem is raised) cannot be read. */
void exchange_worker_skip(struct exchange_worker *worker, const struct exchange *exchange,
                          const struct error *problem, struct run_part *part);
/* The recording cannot be read on. */
void exchange_worker_end(struct exchange_worker *worker, struct str message, struct str source,
                         struct run_part *part);

#endif
