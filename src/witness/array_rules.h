/* A set of arrays: what is asked of their items. Private to witness/.

   The rules hold all together. Items are goals; which literals come together in one item is what is
   looked for. */
#ifndef OASDRIFT_WITNESS_ARRAY_RULES_H
#define OASDRIFT_WITNESS_ARRAY_RULES_H

#include "base/vec.h"
#include "witness/goal.h"

/* Items from index `first` up to `end` (UINT64_MAX: all that follow) satisfy the literal. */
struct item_rule {
    uint64_t first, end;
    const struct literal *literal; /* NULL: true of every value; the rule is there for trackers */
    uint32_t trackers;             /* a set: those for which it evaluates the items */
};
/* Of the items from index `first` up to `end`, at least minimum and at most maximum satisfy the
   literal. (Something that does not hold for all items: minimum 1 of its opposite.) */
struct item_count {
    uint64_t first, end;
    uint64_t minimum, maximum; /* UINT64_MAX: no bound */
    const struct literal *literal;
    uint32_t trackers; /* those for which it evaluates the items that satisfy it */
};
/* Of the items that no rule evaluates for the tracker: all satisfy the literal, or, `some`, one
   does. */
struct item_rest {
    uint32_t tracker; /* one bit */
    bool some;
    const struct literal *literal;
};

struct array_rules {
    uint64_t minimum, maximum;
    bool unique, repeated; /* no two items are equal; two are */
    VEC(struct item_rule) items;
    VEC(struct item_count) counts;
    VEC(struct item_rest) rest;
};

/* What arrays of the set look like: the goal of each item, in order. In the engine's arena. */
struct array_shape {
    size_t count;
    struct goal **items;
    bool unique;                  /* items must differ */
    const struct node **distinct; /* then: values of the items that do */
    uint64_t twin;        /* repeated: the index of an item that is the same value as an earlier
                             one; else UINT64_MAX */
    uint64_t twin_of;     /* the index of that one */
    struct goal **follow; /* items that may follow, in order */
    size_t follow_count;
    struct goal *more; /* behind those, up to `room` further items of this goal; NULL: none */
    uint64_t room;
    bool whole;              /* no other arrays are in the set */
    struct array_walk *walk; /* array_shape.c: where array_shape_nth was last */
};

/* OUTCOME_VALUE: *shape is one with as few items as possible, whose items have values that fit
   together. */
enum outcome array_rules_solve(struct witness *witness, const struct array_rules *rules,
                               struct array_shape *shape);
/* Writes the n-th array of the shape as JSON, from 0; arrays may come twice. OUTCOME_NONE: the
   shape has no more. */
enum outcome array_shape_nth(struct witness *witness, const struct array_shape *shape, uint64_t n,
                             struct strbuf *out);
void array_rules_release(struct array_rules *rules);
/* A walk over the arrays of a shape that has not begun. In the engine's arena. */
struct array_walk *array_walk_new(struct witness *witness);

#endif
