/* What `run` would send. */
#ifndef OASDRIFT_CALL_DRY_RUN_H
#define OASDRIFT_CALL_DRY_RUN_H

#include "call/live_settings.h"
#include "call/session.h"

/* The requests as curl commands on standard output, nothing sent; VALUES_NONE: as their operations,
   with the names of what each sends. Returns what the call returns. */
int dry_run(struct session *session, struct api *api, const struct live_settings *live);

#endif
