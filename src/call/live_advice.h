/* What the user should know before a live run: mistakes that would make it say little. */
#ifndef OASDRIFT_CALL_LIVE_ADVICE_H
#define OASDRIFT_CALL_LIVE_ADVICE_H

#include "call/session.h"
#include "live/settings.h"

/* Tells of a URL that may lack a path, of missing credentials, and of operations that no request is
   made for. */
void live_advise(struct session *session, struct api *api, const struct live_settings *settings);
/* Tells of filters that fit no operation, and of parameters that none has. A live run tells them in
   its reports; a dry run has none. */
void live_advise_unmatched(struct session *session, const struct run_target *targets);

#endif
