/* What was sent in exchanges that a report shows: taken when they are judged, without what their
   structure says is secret, and sealed when the run has ended, without what was learned until then.
   In between it waits in a temporary file. Private to run/. */
#ifndef OASDRIFT_RUN_EXCHANGE_CONTENT_H
#define OASDRIFT_RUN_EXCHANGE_CONTENT_H

#include "base/spool.h"
#include "check/check.h"
#include "event/event.h"

/* Is the rule among those that the event names? */
bool exchange_has_rule(const struct event_exchange *event, struct str rule);

/* All of it in `arena`; what is needed in between lies in `scratch`. bare: without headers and
   bodies. */
const struct exchange_shown *exchange_content_take(const struct redaction *redaction,
                                                   struct arena *arena, struct arena *scratch,
                                                   const struct exchange *exchange,
                                                   const struct judgement *judgement, bool bare);

/* Where it stands, from 1. What cannot be written is told when it is read. */
uint64_t content_spool_add(struct spool *spool, const struct exchange_shown *shown);
/* What stands there, sealed; its texts lie in the arena, and causes in `findings`, which are
   settled. event: of the exchange; findings that wait for the recording's end are in it if their
   rules are. false and err: it cannot be read. */
bool content_spool_read(struct spool *spool, uint64_t at, const struct sealing *sealing,
                        const struct findings *findings, struct arena *arena,
                        const struct event_exchange *event, struct exchange_shown *shown,
                        struct error *err);

#endif
