/* Events of exchanges that wait for the end of the run in a temporary file: what a later exchange
   teaches is taken out of them then, and memory does not grow with their number. Private to run/.
 */
#ifndef OASDRIFT_RUN_EXCHANGE_SPOOL_H
#define OASDRIFT_RUN_EXCHANGE_SPOOL_H

#include "base/spool.h"
#include "event/event.h"

/* false and err: the file cannot be made or written. */
bool exchange_spool_add(struct spool *spool, const struct event_exchange *exchange,
                        struct error *err);
/* The next one, in the order in which they were added; its texts lie in the arena. false: there is
   none, or with err raised it cannot be read. */
bool exchange_spool_next(struct spool *spool, struct arena *arena, struct event_exchange *exchange,
                         struct error *err);

#endif
