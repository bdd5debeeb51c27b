/* Compares the recordings that are judged with other ones. */
#ifndef OASDRIFT_CALL_AGAINST_H
#define OASDRIFT_CALL_AGAINST_H

#include "call/recordings.h"
#include "call/session.h"
#include "observe/compare.h"

/* A listener that adds what a run judges to the comparison. Without one (NULL) it does nothing. */
struct run_listener against_listener(struct comparison *comparison);
/* Call it once the session has judged its recordings. Reads the other ones and adds the differences
   to the findings of the run. What cannot be read of them is a diagnostic of the run. */
bool against_tell(struct session *session, struct comparison *comparison,
                  struct recordings *recordings, const struct oasdrift_list *others,
                  struct error *err);

#endif
