/* What is wrong with a schema itself: by the meta-schema of its dialect, and keywords in it that
   judge nothing. */
#ifndef OASDRIFT_CALL_SCHEMA_MISTAKES_H
#define OASDRIFT_CALL_SCHEMA_MISTAKES_H

#include "call/chosen_schema.h"

enum { SCHEMA_MISTAKES_SHOWN = 10 }; /* the rest is counted */

/* Says what in the schema its dialect does not allow: a keyword that is wrong judges nothing, or is
   not checked. Nothing is said of that where $schema names a dialect that has no meta-schema here,
   and of a description's schemas: `lint` tells that. Of all, when it does not look like a schema,
   and when a dialect was named that is not the one of its $schema. */
void schema_mistakes_say(const struct oasdrift_terminal_options *terminal,
                         const struct chosen_schema *schema);

#endif
