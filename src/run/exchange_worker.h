/* Judges exchanges on one thread. The result is a part of a run, which is told in order later. */
#ifndef OASDRIFT_RUN_EXCHANGE_WORKER_H
#define OASDRIFT_RUN_EXCHANGE_WORKER_H

#include "base/vec.h"
#include "check/check.h"
#include "event/event.h"

/* A rule that an exchange breaks where the recording is shown to hold what it lacks. */
struct withheld_rule {
    struct str rule;
    enum lack lack;
    bool fails; /* it is a warning at least */
};

/* The event of an exchange, and what it does not say yet. */
struct told_exchange {
    struct event_exchange event;
    const struct withheld_rule *withheld;
    size_t withheld_count;
};

/* What was found in some exchanges. Owns all of it. */
struct run_part {
    uint64_t exchanges;                    /* seen */
    uint64_t excluded;                     /* of them: left out by a filter */
    uint64_t excluded_unmatched;           /* of these: hit no operation */
    uint64_t judged;                       /* of them: had a response that was looked at */
    struct findings *findings;             /* with the ledger and the diagnostics */
    struct findings *withheld[LACK_KINDS]; /* run/withheld.h; of LACK_NOTHING: NULL */
    unsigned shown;                        /* by them: bits of enum lack */
    struct arena arena;                    /* of what follows */
    VEC(struct told_exchange) told;        /* with each_exchange: one for each exchange */
    const struct secret_text *secrets;     /* learned from these exchanges */
    size_t secret_count;
    bool secrets_full;                   /* there were more than are kept */
    const struct secret_digest *digests; /* of them: for other parts of the run */
    size_t digest_count;
};

void run_part_init(struct run_part *part);
void run_part_release(struct run_part *part);
/* Empties it and keeps its memory. */
void run_part_clear(struct run_part *part);

/* Is told of each exchange that was judged, while it is in memory; in order, on one thread. */
struct run_listener {
    void (*judged)(void *context, const struct exchange *exchange,
                   const struct judgement *judgement); /* NULL: nobody listens */
    void *context;
};

/* Is what was sent noted as well, of the exchanges with findings at least? */
enum shown_contents { CONTENTS_UNWANTED, CONTENTS_BARE /* --values none */, CONTENTS_WHOLE };

struct exchange_worker {
    const struct api *api;
    struct checker *checker;
    struct redaction *redaction; /* borrowed */
    struct observation *observation;
    struct arena arena; /* the exchange's; emptied before each one */
    struct run_listener listener;
    bool each_exchange; /* note one event for each */
    enum shown_contents contents;
    bool live; /* then no answer is an error; else the recording lacks it */
};

/* api and rules are shared with the workers of other threads, redaction is not. values: values are
   observed, too. */
void exchange_worker_init(struct exchange_worker *worker, struct api *api,
                          const struct rules *rules, struct redaction *redaction, bool values);
/* From now on the listener is told. */
void exchange_worker_listen(struct exchange_worker *worker, const struct run_listener *listener);
/* From now on it notes what was sent. */
void exchange_worker_show(struct exchange_worker *worker, enum shown_contents contents);
void exchange_worker_release(struct exchange_worker *worker);

/* The exchange may have a failure instead of a response. */
void exchange_worker_take(struct exchange_worker *worker, const struct exchange *exchange,
                          struct run_part *part);
/* Notes a record that is no exchange, or cannot be read, as problem or exchange->failure says. */
void exchange_worker_skip(struct exchange_worker *worker, const struct exchange *exchange,
                          const struct error *problem, struct run_part *part);
/* Notes that the recording cannot be read on. */
void exchange_worker_end(struct str message, struct str source, struct run_part *part);
/* The same of an error of the source. */
void exchange_worker_fail(struct exchange_worker *worker, const struct error *problem,
                          struct str source, struct run_part *part);

#endif
