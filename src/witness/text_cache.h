/* Automata that texts are made from, kept by the engine: of each pattern and each product of
   patterns there is one. Private to witness/. */
#ifndef OASDRIFT_WITNESS_TEXT_CACHE_H
#define OASDRIFT_WITNESS_TEXT_CACHE_H

#include "pattern/product.h"

enum { TEXT_CACHE_MAX_BYTES = 128 * 1024 * 1024 /* of all products and patterns, about */ };

/* A pattern's texts. A pattern that is not regular lies between two that are. */
struct text_language {
    uint32_t number;
    struct language *less; /* NULL: nothing is known to match */
    struct language *more; /* the same where it is exact; NULL: everything may match */
};

struct text_cache;
struct text_cache *text_cache_new(uint64_t seed);
void text_cache_free(struct text_cache *cache); /* NULL is fine */

/* The pattern's text is copied. Never NULL. */
const struct text_language *text_cache_language(struct text_cache *cache, struct str pattern);

/* A part of a product: `more` or `less` of a language, or its complement. */
struct text_part {
    const struct text_language *language;
    bool more;
    bool negated;
};
enum { TEXT_PARTS_MAX = PRODUCT_MAX_PARTS };
/* Parts need no order and may stand twice; all that they take is known. NULL: a limit was met. */
struct product *text_cache_product(struct text_cache *cache, const struct text_part *parts,
                                   size_t count);

#endif
