/* Events of exchanges that wait for the end of the run in a temporary file: what a later exchange
   teaches is taken out of them then, and memory does not grow with their number. Private to run/.
 */
#ifndef OASDRIFT_RUN_EXCHANGE_SPOOL_H
#define OASDRIFT_RUN_EXCHANGE_SPOOL_H

#include <stdio.h>

#include "event/event.h"

/* A zeroed one is empty. */
struct exchange_spool {
    FILE *file; /* without a name; NULL: none was added */
};

/* Harmless on a zeroed one. */
void exchange_spool_release(struct exchange_spool *spool);
/* false and err: the file cannot be made or written. */
bool exchange_spool_add(struct exchange_spool *spool, const struct event_exchange *exchange,
                        struct error *err);
/* Before the first exchange_spool_next. */
void exchange_spool_rewind(struct exchange_spool *spool);
/* The next one, in the order in which they were added; its texts lie in the arena. false: there is
   none, or with err raised it cannot be read. */
bool exchange_spool_next(struct exchange_spool *spool, struct arena *arena,
                         struct event_exchange *exchange, struct error *err);

#endif
