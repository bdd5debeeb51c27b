#include "witness/text_cache.h"

#include "pattern/number_rows.h"

struct cached_product {
    struct product *product; /* NULL: forgotten, or a limit was met when it was made */
    bool is_made;
};

struct text_cache {
    struct arena arena;
    struct property_sets properties;
    struct reading_order order;
    struct map languages;    /* pattern -> struct text_language */
    struct number_rows keys; /* of the products: number, more and negated of each part */
    VEC(struct cached_product) products;
    struct meter meter;  /* of languages and products */
    uint64_t bound_work; /* the meter's work at the last bound */
    size_t arena_bytes;
};

struct text_cache *text_cache_new(uint64_t seed)
{
    struct text_cache *cache = alloc_zeroed(1, sizeof *cache);

    cache->meter.work_limit = UINT64_MAX;
    cache->meter.bytes_limit = TEXT_CACHE_MAX_BYTES;
    arena_init_counted(&cache->arena, &cache->arena_bytes);
    property_sets_init(&cache->properties);
    reading_order_make(&cache->order, seed);
    return cache;
}

/* Forgets all automata. */
static void forget(struct text_cache *cache)
{
    for (size_t i = 0; i < cache->products.count; i++) {
        product_free(cache->products.items[i].product);
        cache->products.items[i] = (struct cached_product){.product = NULL};
    }
    for (size_t i = 0; i < cache->languages.count; i++) {
        struct text_language *language = cache->languages.entries[i].value;

        if (language->less != language->more)
            language_free(language->less);
        language_free(language->more);
        language->less = language->more = NULL;
    }
}

void text_cache_free(struct text_cache *cache)
{
    if (!cache)
        return;
    forget(cache);
    VEC_RELEASE(&cache->products);
    number_rows_release(&cache->keys);
    map_release(&cache->languages);
    property_sets_release(&cache->properties);
    arena_release(&cache->arena);
    free(cache);
}

static void make_language(struct text_cache *cache, struct text_language *language)
{
    struct str pattern = language->pattern;

    language->more = language_new(&cache->properties, pattern, APPROXIMATE_MORE, &cache->meter);
    if (language->more && language_is_exact(language->more))
        language->less = language->more;
    else if (language->more)
        language->less = language_new(&cache->properties, pattern, APPROXIMATE_LESS, &cache->meter);
}

const struct text_language *text_cache_language(struct text_cache *cache, struct str pattern)
{
    struct text_language *language = map_get(&cache->languages, pattern);

    if (language)
        return language;
    language = ARENA_NEW(&cache->arena, struct text_language);
    language->number = (uint32_t)cache->languages.count;
    language->pattern = str_copy(&cache->arena, pattern);
    make_language(cache, language);
    language->has_less = language->less != NULL;
    language->has_more = language->more != NULL;
    language->exact = language->has_more && language->less == language->more;
    *map_put(&cache->languages, language->pattern) = language;
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
        bool more = parts[i].more && !parts[i].language->exact;

        key[i] = parts[i].language->number << 2 | (uint32_t)more << 1 | parts[i].negated;
    }
    if (count > 1)
        qsort(key, count, sizeof *key, compare);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || key[i] != key[kept - 1])
            key[kept++] = key[i];
    return kept;
}

static struct product *make_product(struct text_cache *cache, struct number_row key)
{
    struct product_part parts[TEXT_PARTS_MAX];

    for (size_t i = 0; i < key.count; i++) {
        struct text_language *language = cache->languages.entries[key.items[i] >> 2].value;

        if (!language->more)
            make_language(cache, language);
        if (meter_is_spent(&cache->meter))
            return NULL;
        parts[i].language = key.items[i] & 2 ? language->more : language->less;
        parts[i].negated = key.items[i] & 1;
    }
    return product_new(parts, key.count, &cache->order, &cache->meter);
}

uint32_t text_cache_product(struct text_cache *cache, const struct text_part *parts, size_t count)
{
    uint32_t key[TEXT_PARTS_MAX];
    uint32_t index = number_rows_index(&cache->keys, key, key_of(parts, count, key));

    if (index == cache->products.count)
        VEC_ADD(&cache->products, ((struct cached_product){.product = NULL}));
    return index;
}

struct product *text_cache_get(struct text_cache *cache, uint32_t product)
{
    struct cached_product *cached = &cache->products.items[product];

    if (!cached->is_made) {
        cached->product = make_product(cache, number_rows_get(&cache->keys, product));
        cached->is_made = cached->product || !meter_is_spent(&cache->meter);
    }
    return cached->product;
}

/* ---- limits ---- */

void text_cache_bound(struct text_cache *cache, uint64_t work, size_t bytes)
{
    if (bytes > TEXT_CACHE_MAX_BYTES)
        bytes = TEXT_CACHE_MAX_BYTES;
    if (cache->meter.bytes > bytes / 2)
        forget(cache);
    cache->bound_work = cache->meter.work;
    cache->meter.work_limit = cache->meter.work + work;
    cache->meter.bytes_limit = bytes;
}

uint64_t text_cache_work(const struct text_cache *cache)
{
    return cache->meter.work - cache->bound_work;
}

bool text_cache_is_full(const struct text_cache *cache)
{
    return cache->meter.bytes >= cache->meter.bytes_limit;
}

size_t text_cache_bytes(const struct text_cache *cache)
{
    return cache->meter.bytes + cache->arena_bytes;
}
