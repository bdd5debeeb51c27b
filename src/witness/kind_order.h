/* In which order the kinds of a goal's values are tried. Private to witness/.

   Where the least value is asked for, the simplest kinds come first; else those of examples, then
   those that the schemas speak of. */
#ifndef OASDRIFT_WITNESS_KIND_ORDER_H
#define OASDRIFT_WITNESS_KIND_ORDER_H

#include "witness/goal.h"

enum { KIND_ORDER_KINDS = NODE_HEADER }; /* all kinds of values */

struct kind_order {
    enum node_kind kinds[KIND_ORDER_KINDS]; /* each once */
    size_t count;
};

/* All kinds, in their order. */
void kind_order_of(const struct witness *witness, const struct goal *goal,
                   struct kind_order *order);

#endif
