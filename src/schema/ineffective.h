/* Keywords that judge nothing where they stand: those that the dialect does not know, those beside
   a $ref that stands alone, those that need another one. */
#ifndef OASDRIFT_SCHEMA_INEFFECTIVE_H
#define OASDRIFT_SCHEMA_INEFFECTIVE_H

#include "schema/schema.h"

/* key: the keyword. reason: "const is no keyword of draft4 and says nothing"; lives until the call
   returns. */
typedef void schema_ineffective_fn(void *context, const struct node *key, struct str reason);

/* Of the schema at root and those that stand in it, outer ones first; references are not followed.
   dialect: where $schema does not tell. Of schemas whose dialect is not known nothing is said. */
void schema_ineffective(const struct node *root, enum schema_dialect dialect,
                        schema_ineffective_fn *found, void *context);

#endif
