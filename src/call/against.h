/* Recordings that are judged, held against other ones. */
#ifndef OASDRIFT_CALL_AGAINST_H
#define OASDRIFT_CALL_AGAINST_H

#include "call/recordings.h"
#include "call/session.h"
#include "observe/compare.h"

/* What makes a run tell the comparison what it judges; of none (NULL): nothing. */
struct run_listener against_listener(struct comparison *comparison);
/* After the session has judged its recordings: reads the other ones, and adds the differences to
   the run's findings. What cannot be read of them is a diagnostic of the run. */
bool against_tell(struct session *session, struct comparison *comparison,
                  struct recordings *recordings, const struct oasdrift_list *others,
                  struct error *err);

#endif
