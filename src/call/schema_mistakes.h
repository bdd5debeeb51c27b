/* What is wrong with a schema itself, by the meta-schema of its dialect. */
#ifndef OASDRIFT_CALL_SCHEMA_MISTAKES_H
#define OASDRIFT_CALL_SCHEMA_MISTAKES_H

#include "oasdrift.h"
#include "schema/schema.h"

enum { SCHEMA_MISTAKES_SHOWN = 10 }; /* the rest is counted */

/* Says (options->message, else standard error) what in the schema at `root` its dialect does not
   allow: such a keyword judges nothing, or is not checked. Nothing is said of a dialect that has no
   meta-schema here. `dialect` is for a schema without $schema. */
void schema_mistakes_say(const struct oasdrift_options *options, const struct node *root,
                         enum schema_dialect dialect);

#endif
