/* Objects that say which branch they are of, where a discriminator tells by what word. The schema
   takes other words, too; but whoever reads such an object chooses by it. Private to witness/. */
#ifndef OASDRIFT_WITNESS_TAGGED_H
#define OASDRIFT_WITNESS_TAGGED_H

#include "witness/search.h"

/* Of one value; those of further branches are not preferred. */
enum { TAGGED_MAX = 64 };

/* As search_leaf, after all entries are expanded: the shape is that of tagged objects, one branch's
   after the other's. false: there is no discriminator, or no such object. */
bool search_tagged(struct search *search, struct shape *shape, const struct node **value);

#endif
