/* Files and directories of recorded exchanges, given to a session's run. */
#ifndef OASDRIFT_CALL_RECORDINGS_H
#define OASDRIFT_CALL_RECORDINGS_H

#include "call/session.h"

/* Judges each in turn. What cannot be read is a diagnostic of the run; false and err when its
   reports cannot be written. */
bool recordings_judge(struct session *session, const struct oasdrift_list *paths,
                      struct error *err);

#endif
