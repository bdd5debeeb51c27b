/* Places between numbers, and the intervals between two of them. Private to witness/.

   "x >= 1" is what lies above the place just below 1, "x > 1" what lies above the one just above
   it. So open and closed ends are told apart by their order alone. */
#ifndef OASDRIFT_WITNESS_NUMBER_CUT_H
#define OASDRIFT_WITNESS_NUMBER_CUT_H

#include "base/arena.h"
#include "base/decimal.h"

struct number_cut {
    bool endless; /* below or above all numbers: where it stands tells which */
    bool after;   /* just above `at`; else just below */
    struct decimal at;
};

struct decimal_list {
    struct decimal *items; /* in an arena */
    size_t count, capacity;
};

/* < 0, 0, > 0; neither is endless. */
int number_cut_compare(const struct number_cut *a, const struct number_cut *b);
/* No number lies between the two. */
bool number_cuts_empty(const struct number_cut *from, const struct number_cut *to);
/* Just one does: `from->at`. */
bool number_cuts_single(const struct number_cut *from, const struct number_cut *to);
bool number_cuts_hold(const struct number_cut *from, const struct number_cut *to,
                      const struct decimal *number);

void decimal_list_add(struct decimal_list *list, struct arena *arena, const struct decimal *number);
/* Digits before the point: 2 of 12.5, 0 of 0.5, -1 of 0.05. */
static inline int64_t decimal_magnitude(const struct decimal *number)
{
    return (int64_t)number->digit_count + number->exponent;
}

#endif
