/* Groups of items, whose literals are chosen, become an array: each gets its places, and values
   that fit together are found. Private to witness/. */
#ifndef OASDRIFT_WITNESS_ITEM_LAYOUT_H
#define OASDRIFT_WITNESS_ITEM_LAYOUT_H

#include "witness/item_choice.h"

/* Fills in items, unique, twins of the shape. OUTCOME_NONE: no values fit together. */
enum outcome item_layout_make(struct item_choice *choice, struct array_shape *shape);
/* Can all items differ? Then, where shape is not NULL, its items are values that do. */
enum outcome item_layout_differ(struct item_choice *choice, struct array_shape *shape);

#endif
