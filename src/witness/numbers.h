/* A set of numbers: bounds, multiples, non-multiples, exceptions; exact. Private to witness/.

   It is filled, then asked. Nothing is rounded: GMP does the arithmetic. */
#ifndef OASDRIFT_WITNESS_NUMBERS_H
#define OASDRIFT_WITNESS_NUMBERS_H

#include "base/strbuf.h"
#include "format/format.h"
#include "witness/goal.h"

enum {
    NUMBERS_MAX_TRIALS = 1000 * 1000, /* of one question: numbers looked at on the lattice */
    NUMBERS_MAX_DIGITS = 4096         /* of a number that is computed with */
};

struct numbers;

/* All numbers. Lives in the engine's arena. */
struct numbers *numbers_new(struct witness *witness);
void numbers_at_least(struct numbers *numbers, const struct decimal *bound, bool exclusive);
void numbers_at_most(struct numbers *numbers, const struct decimal *bound, bool exclusive);
void numbers_multiple_of(struct numbers *numbers, const struct decimal *divisor, bool negated);
/* Only integral ones (1.0 is one), or, negated, only those that are not. */
void numbers_integral(struct numbers *numbers, bool negated);
/* Draft 4: an integer is a number written without fraction and exponent, or, negated, one that is
   written with one: 1.0 is then in the set, and is written so. */
void numbers_written_as_integer(struct numbers *numbers, bool negated);
/* soft: a number that keeps the format is preferred, and others are in the set. */
void numbers_format(struct numbers *numbers, const struct format *format, bool negated, bool soft);
void numbers_exclude(struct numbers *numbers, const struct decimal *number);

/* The n-th number, as JSON: from 0 the one a person would think of first (the bound or the multiple
   that is nearest to 0, then to both sides), each once. */
enum outcome numbers_nth(struct numbers *numbers, uint64_t n, struct strbuf *out);
/* How many there are; UINT64_MAX: more than can be counted, or not known. */
uint64_t numbers_count(struct numbers *numbers);

#endif
