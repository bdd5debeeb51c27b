/* Code points in classes: those that no set of a collection tells apart are one. Private to
   pattern/. */
#ifndef OASDRIFT_PATTERN_ALPHABET_H
#define OASDRIFT_PATTERN_ALPHABET_H

#include "pattern/character_set.h"

enum { ALPHABET_ASCII = 128 };

/* Surrogates are in some class, and no text holds them. */
struct alphabet {
    VEC(uint32_t) starts;  /* of spans that are in one class, ascending from 0 */
    VEC(uint32_t) classes; /* of each */
    uint32_t class_count;
    uint32_t ascii[ALPHABET_ASCII]; /* the class of each character */
};

/* The caller releases it. */
void alphabet_make(struct alphabet *alphabet, const struct character_set *sets, size_t count);
/* The index of the span that holds the code point. */
size_t alphabet_span(const struct alphabet *alphabet, uint32_t code);
uint32_t alphabet_class(const struct alphabet *alphabet, uint32_t code);
/* Fills `ascii`, once the spans are there. */
void alphabet_finish(struct alphabet *alphabet);
void alphabet_release(struct alphabet *alphabet);

#endif
