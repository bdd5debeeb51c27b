/* check --against: the recording that is judged, held against another one. */
#ifndef OASDRIFT_CALL_AGAINST_H
#define OASDRIFT_CALL_AGAINST_H

#include "call/session.h"
#include "observe/compare.h"

/* Before session_start: what the session judges is compared, when the options ask for it. */
void against_listen(struct session *session);
/* After it has judged its recordings: reads the other ones, and adds the differences to the run's
   findings. What cannot be read of them is a diagnostic of the run. */
bool against_tell(struct session *session, struct error *err);

#endif
