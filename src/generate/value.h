/* Values for the schemas of a description. */
#ifndef OASDRIFT_GENERATE_VALUE_H
#define OASDRIFT_GENERATE_VALUE_H

#include "base/arena.h"
#include "openapi/openapi.h"

/* One thread's: it keeps what it found out. The API must outlive it. */
struct value_maker;
struct value_maker *value_maker_new(struct api *api, enum schema_direction direction);
void value_maker_free(struct value_maker *maker);
/* A value that satisfies the schema, made of its examples and defaults where it has such; always
   the same one. It lives in arena. What does not travel in the maker's direction is left out where
   it may be. name: of the parameter or header that the value is for; STR_NONE: of none. NULL: there
   is none, and *why is the end of a sentence on the schema: "nothing satisfies it", or why that
   cannot be told. */
const struct node *generate_value(struct value_maker *maker, struct arena *arena,
                                  const struct node *schema, struct str name, const char **why);
/* Does the schema refuse the value? It does not when it is NULL or cannot be judged. */
bool value_is_refused(struct value_maker *maker, const struct node *schema,
                      const struct node *value);

#endif
