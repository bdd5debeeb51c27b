/* The order in which characters are tried: those that a person reads most easily first. */
#ifndef OASDRIFT_PATTERN_READING_ORDER_H
#define OASDRIFT_PATTERN_READING_ORDER_H

#include "pattern/spans.h"

enum { READING_ORDER_MAX_SPANS = 32 };

/* All code points but surrogates, each once. */
struct reading_order {
    struct span spans[READING_ORDER_MAX_SPANS];
    size_t count;
};

/* a-z, 0-9, A-Z, "-_. ", the rest of ASCII, tab and line ends, what follows ASCII, control
   characters, of which NUL, an end to many programs, is the last. Another turn begins letters and
   digits elsewhere: "k" to "z", then "a" to "j". */
void reading_order_make(struct reading_order *order, uint64_t turn);

#endif
