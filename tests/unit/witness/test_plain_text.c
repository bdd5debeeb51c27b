/* Plain texts of formats: each pattern keeps within its format, which is proved. */
#include "pattern/product.h"
#include "unit.h"
#include "witness/format_language.h"
#include "witness/plain_text.h"
#include "witness/text_cache.h"

static const char *const names[] = {
#define FORMAT(name, kinds, undoubted, source, holds) name,
#include "format/formats.def"
#undef FORMAT
};

/* No text is plain and not of the format; and some are plain. */
static void check_level(const char *name, const char *plain, const char *inside)
{
    struct text_cache *cache = text_cache_new(0);
    struct text_part parts[] = {
        {.language = text_cache_language(cache, str_of(plain))},
        {.language = text_cache_language(cache, str_of(inside)), .negated = true},
    };
    struct product *alone = text_cache_get(cache, text_cache_product(cache, parts, 1));
    struct product *beyond = text_cache_get(cache, text_cache_product(cache, parts, 2));
    uint64_t length;

    ck_assert_msg(parts[0].language->less && parts[0].language->less == parts[0].language->more,
                  "%s: %s is not regular", name, plain);
    ck_assert_msg(product_length(alone, 0, UINT64_MAX, &length) == PRODUCT_YES, "%s: %s is empty",
                  name, plain);
    ck_assert_msg(product_length(beyond, 0, UINT64_MAX, &length) == PRODUCT_NO,
                  "%s: %s may go beyond the format", name, plain);
    text_cache_free(cache);
}

START_TEST(plain_texts_are_of_the_format)
{
    const struct format *format = format_find(str_of(names[_i]));

    for (unsigned level = 0; level < PLAIN_LEVELS; level++)
        if (plain_pattern(format, level))
            check_level(names[_i], plain_pattern(format, level),
                        format_language_of(format)->inside);
    ck_assert_msg(!plain_pattern(format, PLAIN_LEVELS), "%s: more levels than are asked for",
                  names[_i]);
}
END_TEST

UNIT_SUITE("plain_text", UNIT_LOOP(plain_texts_are_of_the_format, names))
