/* What the user should know before a live run: slips that would make it say little. */
#ifndef OASDRIFT_CALL_LIVE_ADVICE_H
#define OASDRIFT_CALL_LIVE_ADVICE_H

#include "call/session.h"
#include "live/settings.h"

/* A URL that may lack a path, credentials and parameters that nothing comes of, operations that are
   not fired. */
void live_advise(struct session *session, const struct live_settings *settings);
/* Filters that fit no operation: for a dry run, which has no report to tell it in. */
void live_advise_unmatched(const struct session *session);

#endif
