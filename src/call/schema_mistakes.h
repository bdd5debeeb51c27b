/* What is wrong with a schema itself: by the meta-schema of its dialect, and keywords in it that
   judge nothing. */
#ifndef OASDRIFT_CALL_SCHEMA_MISTAKES_H
#define OASDRIFT_CALL_SCHEMA_MISTAKES_H

#include "oasdrift.h"
#include "schema/schema.h"

enum { SCHEMA_MISTAKES_SHOWN = 10 }; /* the rest is counted */

/* Says what in the schema at `root` its dialect does not allow: a keyword that is wrong judges
   nothing, or is not checked. `dialect` is for a schema without $schema. Nothing is said where
   $schema names a dialect that has no meta-schema here. */
void schema_mistakes_say(const struct oasdrift_terminal_options *terminal, const struct node *root,
                         enum schema_dialect dialect);

#endif
