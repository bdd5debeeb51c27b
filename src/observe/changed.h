/* Which operations differ from those of an older description: by what they say once references are
   followed, not by their text. The order of members, prose and examples make no difference. */
#ifndef OASDRIFT_OBSERVE_CHANGED_H
#define OASDRIFT_OBSERVE_CHANGED_H

#include "openapi/openapi.h"

struct changed;

/* Both borrowed. */
struct changed *changed_new(struct api *api, struct api *old);
void changed_free(struct changed *changed);
/* Is the operation new, or different from the old one? An operation_selects; its context is the
   changed. */
bool changed_selects(void *context, const struct operation *operation);

#endif
