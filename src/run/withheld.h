/* What one exchange alone cannot prove. Whoever keeps a recording often takes credentials and
   cookies out of all of it: that one is missing is a fault only where the recording shows others.
   So such findings, and the events of their exchanges, are held back until the recording shows one,
   or ends; then it is said once that there are none. */
#ifndef OASDRIFT_RUN_WITHHELD_H
#define OASDRIFT_RUN_WITHHELD_H

#include "run/exchange_content.h"
#include "run/exchange_worker.h"

/* Events that wait; when there are more, the first ones go with the verdict not-checked. */
enum { WITHHELD_MAX_EVENTS = 10 * 1000 };

struct waiting_exchange {
    struct told_exchange told;
    struct str *rules; /* the event's, with room for those that are withheld */
};

/* Of a shard: what the recording has not shown there. */
struct withheld_left {
    struct str source;
    enum lack lack;
    struct findings *findings;
};

struct withheld {
    struct findings *findings[LACK_KINDS]; /* of LACK_NOTHING: NULL */
    unsigned shown;                        /* by the recording so far: bits of enum lack */
    VEC(struct waiting_exchange) waiting;  /* in order */
    size_t gone;                           /* of them: the first ones do not wait any more */
    struct arena arena;                    /* of their texts; emptied when none waits */
    struct spool contents;                 /* what was sent in them */
    VEC(struct withheld_left) left;        /* of all recordings, with keeps_left */
    bool keeps_left;                       /* the run is a shard */
};

void withheld_init(struct withheld *withheld);
void withheld_release(struct withheld *withheld);

/* For the next recording. */
void withheld_begin(struct withheld *withheld);
/* Takes what a part of the recording withholds and shows, in the recording's order. redaction:
   of what the events show; NULL: they are redacted. */
void withheld_add(struct withheld *withheld, const struct run_part *part,
                  const struct redaction *redaction);
/* At the end of the recording, whose name source is: where it has shown that it lacks nothing,
   findings go to `findings`; else it is said once that they were not checked. source lives as long
   as withheld. */
void withheld_end(struct withheld *withheld, struct str source, struct findings *findings);
/* The next event that need not wait any more; borrowed until the next call. NULL: there is none.
   ended: the recording has. */
const struct event_exchange *withheld_next(struct withheld *withheld, bool ended);

#endif
