/* What a schema asks of a value, gathered over $ref, allOf and one branch of each oneOf and anyOf.
   Private to generate/. */
#ifndef OASDRIFT_GENERATE_FACETS_H
#define OASDRIFT_GENERATE_FACETS_H

#include "base/map.h"
#include "document/kinds.h"
#include "openapi/openapi.h"

struct facets {
    bool refused;   /* a schema is `false`, part of itself, leads nowhere, or a limit was met */
    unsigned types; /* a set of kinds, integers not told apart; 0: nothing was said */
    bool integer;
    const struct node *example, *fallback, *constant, *choices; /* example, default, const, enum */
    const struct node *minimum, *maximum, *multiple;
    bool exclusive_minimum, exclusive_maximum;
    size_t min_length, max_length, min_items, min_properties;
    struct str format, pattern;
    const struct node *items, *prefix_items, *additional;
    struct map properties; /* names to const struct node *: the first schema with the name */
    struct map required;   /* names to anything but NULL */
};

/* branch: which one of each oneOf and anyOf is taken, modulo their number. The caller releases the
   facets, refused ones too. */
void facets_init(struct facets *facets, struct api *api, const struct node *schema, size_t branch);
void facets_release(struct facets *facets);

#endif
