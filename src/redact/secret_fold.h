/* How known values and texts are compared: in lower case, with '+' as a space. */
#ifndef OASDRIFT_REDACT_SECRET_FOLD_H
#define OASDRIFT_REDACT_SECRET_FOLD_H

#include "base/arena.h"

/* bytes: room for the text. */
void secret_fold_into(char *bytes, struct str text);
struct str secret_folded(struct arena *arena, struct str text);

#endif
