/* Values that differ: one for each item, out of what its goals have. Private to witness/. */
#ifndef OASDRIFT_WITNESS_DISTINCT_H
#define OASDRIFT_WITNESS_DISTINCT_H

#include "witness/goal.h"

struct distinct_item {
    struct goal *const *goals; /* the value may be of any of them */
    size_t goal_count;
    struct goal *goal; /* set by distinct_find: which it is of, and the value */
    const struct node *value;
};

/* Exact: OUTCOME_NONE is a proof. The first items get the first values, as far as that goes. */
enum outcome distinct_find(struct witness *witness, struct distinct_item *items, size_t count);

#endif
