/* Placeholders in JSON that stand outside of its strings ({"id":<PET_ID>}). */
#ifndef OASDRIFT_HTTP_PLACEHOLDER_JSON_H
#define OASDRIFT_HTTP_PLACEHOLDER_JSON_H

#include "base/arena.h"

/* The text with quotes around them; the text itself when there are none. */
struct str placeholder_quote(struct arena *arena, struct str json);

#endif
