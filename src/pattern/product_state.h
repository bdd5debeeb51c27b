/* The states of a product. Private to pattern/. */
#ifndef OASDRIFT_PATTERN_PRODUCT_STATE_H
#define OASDRIFT_PATTERN_PRODUCT_STATE_H

#include "pattern/number_rows.h"
#include "pattern/product.h"

#define PRODUCT_STATE_LIMIT UINT32_MAX /* no state: a limit was met */
enum { PRODUCT_DEAD = 0 };             /* no text is left */

/* Characters of one class that follow one another in the reading order. */
struct piece {
    uint32_t first, last; /* code points */
    uint32_t class;
};

/* For each length: does a text of it occur? From `base` on it repeats with `period`. */
struct text_lengths {
    VEC(bool) occurs;  /* of each length that was asked for */
    VEC(uint32_t) now; /* the states that texts of the last length end in */
    VEC(uint32_t) then;
    VEC(uint32_t) marks;  /* of each state: the length at which it was met last, + 1 */
    VEC(bool) checkpoint; /* states at the checkpoint */
    size_t checkpoint_count, checkpoint_at, next_checkpoint;
    size_t base, period; /* period 0: not known yet */
    size_t work;
};

/* (state, length) -> how many texts of that length lead from it to an accepting one. */
struct text_counts {
    uint64_t *keys; /* 0: free */
    uint64_t *values;
    size_t count, slot_count;
};

struct product {
    size_t part_count;
    struct product_part parts[PRODUCT_MAX_PARTS];
    struct alphabet alphabet;
    struct number_rows classes; /* of the product: the class of each part */
    VEC(uint64_t) sizes;        /* characters of each class */
    VEC(struct piece) pieces;   /* in the reading order */
    VEC(uint32_t) class_order;  /* those that have characters, in the reading order */
    struct number_rows states;  /* the state of each part */
    VEC(bool) accepts;
    VEC(bool) is_all;   /* of each state: every text is accepted that goes on from it */
    VEC(uint32_t) next; /* [state * class_count + class] */
    uint32_t start;
    struct text_lengths lengths;
    struct text_counts counts;
    struct meter *meter;
    size_t counted; /* bytes, by the meter */
};

uint32_t product_next(struct product *product, uint32_t state, uint32_t class);
/* Tells the meter what the product keeps now. */
void product_recount(struct product *product);
/* Counts work; false: the meter's limit is met. */
static inline bool product_work(struct product *product, size_t work)
{
    product->meter->work += work;
    return !meter_is_spent(product->meter);
}

#endif
