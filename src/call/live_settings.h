/* What a live run is asked to do: by its options, and by the environment, which has the
   credentials. */
#ifndef OASDRIFT_CALL_LIVE_SETTINGS_H
#define OASDRIFT_CALL_LIVE_SETTINGS_H

#include "call/session.h"
#include "live/settings.h"

/* Call it once the descriptions are loaded: the API's is
   `description`. Texts are borrowed from the options or live in the
   session's arena. The session's redaction learns the secrets among them. */
bool live_settings_read(struct live_settings *settings, struct session *session,
                        const struct api *description, const struct oasdrift_api *api,
                        const struct oasdrift_run_options *options, struct error *err);
#endif
