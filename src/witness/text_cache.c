#include "witness/text_cache.h"

#include "pattern/number_rows.h"

struct text_cache {
    struct arena arena;
    struct property_sets properties;
    struct reading_order order;
    struct map languages;    /* pattern -> struct text_language */
    struct number_rows keys; /* of the products: number, more and negated of each part */
    VEC(struct product *) products;
    struct product *every; /* without parts */
    size_t bytes;
};

struct text_cache *text_cache_new(uint64_t seed)
{
    struct text_cache *cache = alloc_zeroed(1, sizeof *cache);

    arena_init(&cache->arena);
    property_sets_init(&cache->properties);
    reading_order_make(&cache->order, seed);
    cache->every = product_new(NULL, 0, &cache->order);
    return cache;
}

void text_cache_free(struct text_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->products.count; i++)
        product_free(cache->products.items[i]);
    product_free(cache->every);
    for (size_t i = 0; i < cache->languages.count; i++) {
        struct text_language *language = cache->languages.entries[i].value;

        if (language->less != language->more)
            language_free(language->less);
        language_free(language->more);
    }
    VEC_RELEASE(&cache->products);
    number_rows_release(&cache->keys);
    map_release(&cache->languages);
    property_sets_release(&cache->properties);
    arena_release(&cache->arena);
    free(cache);
}

const struct text_language *text_cache_language(struct text_cache *cache, struct str pattern)
{
    struct text_language *language = map_get(&cache->languages, pattern);

    if (language)
        return language;
    language = ARENA_NEW(&cache->arena, struct text_language);
    language->number = (uint32_t)cache->languages.count;
    language->more = language_new(&cache->properties, pattern, APPROXIMATE_MORE);
    if (language->more && language_is_exact(language->more))
        language->less = language->more;
    else if (language->more)
        language->less = language_new(&cache->properties, pattern, APPROXIMATE_LESS);
    *map_put(&cache->languages, str_copy(&cache->arena, pattern)) = language;
    return language;
}

/* ---- products ---- */

static int compare(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    return (one > other) - (one < other);
}

/* The parts as numbers, each once and in order. Returns how many. */
static size_t key_of(const struct text_part *parts, size_t count, uint32_t *key)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool more = parts[i].more && parts[i].language->more != parts[i].language->less;

        key[i] = parts[i].language->number << 2 | (uint32_t)more << 1 | parts[i].negated;
    }
    if (count > 1)
        qsort(key, count, sizeof *key, compare);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || key[i] != key[kept - 1])
            key[kept++] = key[i];
    return kept;
}

static struct product *make_product(struct text_cache *cache, const uint32_t *key, size_t count)
{
    struct product_part parts[TEXT_PARTS_MAX];

    for (size_t i = 0; i < count; i++) {
        const struct text_language *language = cache->languages.entries[key[i] >> 2].value;

        parts[i].language = key[i] & 2 ? language->more : language->less;
        parts[i].negated = key[i] & 1;
    }
    return product_new(parts, count, &cache->order);
}

struct product *text_cache_product(struct text_cache *cache, const struct text_part *parts,
                                   size_t count)
{
    uint32_t key[TEXT_PARTS_MAX], index;

    if (count == 0)
        return cache->every;
    if (count > TEXT_PARTS_MAX)
        return NULL;
    count = key_of(parts, count, key);
    index = number_rows_index(&cache->keys, key, count);
    if (index == cache->products.count)
        VEC_ADD(&cache->products, make_product(cache, key, count));
    return cache->products.items[index];
}
