/* Numbers on the digits as written (RFC 8259, 6): exact, of any size, never through a double.
   GMP does what 128 bits cannot hold. */
#ifndef OASDRIFT_BASE_DECIMAL_H
#define OASDRIFT_BASE_DECIMAL_H

#include "base/str.h"

/* With a written exponent beyond this a number is `vast`: where its exponent decides something, it
   is read from the lexeme again. So every number is handled, and none is rounded. */
#define DECIMAL_MAX_EXPONENT INT64_C(1000000000000)

/* digits x 10^exponent, normalised: no trailing zero in the digits; zero has exponent 0. */
struct decimal {
    bool negative; /* false for zero */
    bool small;    /* the digits fit `digits`; else they are read from `lexeme` */
    bool vast;     /* `exponent` has the right sign and is near DECIMAL_MAX_EXPONENT, but is not
                      exact */
    uint64_t digits;
    size_t digit_count; /* significant digits; 0 for zero */
    int64_t exponent;
    struct str lexeme; /* borrowed: the number as written */
};

/* Gives GMP our allocator (base/alloc.h). For programs, before any thread of theirs uses GMP: a
   library leaves GMP, which else aborts with a message of its own, to the program. */
void decimal_set_allocator(void);

/* lexeme must follow RFC 8259's number grammar (the reader has seen to that). */
struct decimal decimal_parse(struct str lexeme);
/* The number as a JSON text might write it: false when text does not follow the grammar. */
bool decimal_is_number(struct str text);
/* < 0, 0, > 0. */
int decimal_compare(const struct decimal *a, const struct decimal *b);
static inline bool decimal_is_integer(const struct decimal *a)
{
    return a->exponent >= 0;
}
/* divisor must not be zero. */
bool decimal_is_multiple(const struct decimal *value, const struct decimal *divisor);
/* false when it is no integer or outside int64_t. */
bool decimal_to_int64(const struct decimal *a, int64_t *value);

#endif
