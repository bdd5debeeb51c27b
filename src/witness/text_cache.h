/* Automata that texts are made from, kept by the engine: of each pattern and each product of
   patterns there is one. They are forgotten when they take too much memory, and made again when
   they are asked for. Private to witness/. */
#ifndef OASDRIFT_WITNESS_TEXT_CACHE_H
#define OASDRIFT_WITNESS_TEXT_CACHE_H

#include "pattern/product.h"

enum { TEXT_CACHE_MAX_BYTES = 96 * 1024 * 1024 /* of all products and patterns */ };

/* A pattern's texts. A pattern that is not regular lies between two languages that are. Lives as
   long as the cache. */
struct text_language {
    uint32_t number;
    struct str pattern;
    bool has_less;                /* false: nothing is known to match */
    bool has_more;                /* false: everything may match */
    bool exact;                   /* both are the same */
    struct language *less, *more; /* NULL: forgotten, or there is none */
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
/* The number of a product. Parts need no order and may stand twice; all that they take is known. At
   most TEXT_PARTS_MAX of them. */
uint32_t text_cache_product(struct text_cache *cache, const struct text_part *parts, size_t count);
/* The product itself, until the next text_cache_bound. NULL: a limit was met when it was made. */
struct product *text_cache_get(struct text_cache *cache, uint32_t product);

/* From now on automata may take `work` more, and keep no more than `bytes` (and no more than
   TEXT_CACHE_MAX_BYTES). Where they keep half of that already, all are forgotten. */
void text_cache_bound(struct text_cache *cache, uint64_t work, size_t bytes);
/* Work since the last bound. */
uint64_t text_cache_work(const struct text_cache *cache);
/* Do they keep as much as they may? */
bool text_cache_is_full(const struct text_cache *cache);
/* Bytes of all that the cache keeps. */
size_t text_cache_bytes(const struct text_cache *cache);

#endif
