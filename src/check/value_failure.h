/* A failure of a value some parts of which are not known, or not to be shown. For check/, lint/
   and the call validate. */
#ifndef OASDRIFT_CHECK_VALUE_FAILURE_H
#define OASDRIFT_CHECK_VALUE_FAILURE_H

#include "base/arena.h"
#include "document/choice.h"
#include "finding/finding.h"
#include "schema/schema.h"

enum failure_standing {
    FAILURE_COUNTS,
    FAILURE_OPAQUE,  /* it is about an opaque part, of which nothing is known: it is no failure */
    FAILURE_DOUBTFUL /* the keyword compares branches, and an opaque part may be why none holds */
};

/* opaque: parts of the value; NULL: none. */
enum failure_standing failure_standing(const struct schema_failure *failure,
                                       const struct opaque_nodes *opaque);

/* Does its message show a text or number, or what an array or object holds? */
bool failure_shows_value(const struct schema_failure *failure);
/* The failure's message; one that shows nothing of the value but its kind when its schema, or the
   caller, says that it is secret. The value's data in it is marked. In the arena, or as long-lived
   as schema_failure_message's. */
struct str failure_message(struct arena *arena, const struct schema_failure *failure, bool secret);
/* The same with what was expected and what was found, where these tell nothing of a secret. */
struct told failure_told(struct arena *arena, const struct schema_failure *failure, bool secret);

#endif
