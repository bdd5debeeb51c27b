/* What is asked of numbers, as it was filled in. Private to witness/. */
#ifndef OASDRIFT_WITNESS_NUMBER_SET_H
#define OASDRIFT_WITNESS_NUMBER_SET_H

#include "witness/goal.h"
#include "witness/number_plan.h"

struct number_wish {
    const struct format *format;
    bool negated, soft;
};
struct number_set {
    struct number_demand demand;
    struct number_wish *wishes; /* the formats */
    size_t wish_count, wish_capacity;
    size_t soft_count;
    bool integral, empty;
    bool readable; /* the first number is the smallest positive one, where there is one */
};

/* ---- number_plain.c: the usual sets, in 64-bit integers and without memory ---- */

/* The integers of a set that has nothing but bounds, integrality and formats, as far as they are
   within 18 digits: the first of the set in number_walk's order. */
struct number_plain {
    uint64_t count; /* 0: none, or it is no such set */
    int64_t least, most;
    bool readable;
};
struct number_plain number_plain_of(const struct number_set *set);
/* n is below `count`. */
int64_t number_plain_nth(const struct number_plain *plain, uint64_t n);

/* ---- number_walk.c: all sets, number by number ---- */

struct number_walk;
struct number_walk *number_walk_new(struct witness *witness, const struct number_set *set);
/* The n-th number; quick when it is the one after the last that was asked for. *value is good until
   the next call. OUTCOME_UNDECIDED: *trials ran out, or a number has too many digits. */
enum outcome number_walk_nth(struct number_walk *walk, uint64_t n, uint64_t *trials,
                             const struct decimal **value);

/* ---- number_count.c ---- */

/* As numbers_count. */
uint64_t number_plan_count(struct number_plan *plan);

#endif
