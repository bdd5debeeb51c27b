/* What an action changes, in the words of the description's version. Private to suggest/. */
#ifndef OASDRIFT_SUGGEST_UPDATE_H
#define OASDRIFT_SUGGEST_UPDATE_H

#include <jansson.h>

#include "suggest/action.h"

/* What updates are made for. */
struct builder {
    const struct suggestion *suggestion;
    const struct openapi_version *version;
    bool is_20;
};

/* The `update` of an Overlay's action, for the caller to decref; NULL: the version has no words for
   it. Media types and parameters whose names tell a secret are left out. */
json_t *builder_update(const struct builder *builder, const struct action *action);
/* By all that is known when the overlay is written, or when the text was seen. */
bool builder_finds_secret(const struct builder *builder, struct str text);

#endif
