#include "base/utf16.h"

#include "base/file.h"
#include "base/utf8.h"

enum { UNIT_BYTES = 2, UNIT_MAX_UTF8 = 3 };

static uint32_t unit_at(struct str text, size_t at, enum utf16_order order)
{
    unsigned first = (unsigned char)text.text[at], second = (unsigned char)text.text[at + 1];

    return order == UTF16_BIG ? first << 8 | second : second << 8 | first;
}

static bool is_ascii_unit(struct str text, size_t at, enum utf16_order order)
{
    uint32_t unit = unit_at(text, at, order);

    return unit > 0 && unit < 0x80;
}

enum utf16_order utf16_detect(struct str text)
{
    if (text.length < UNIT_BYTES)
        return UTF16_NONE;
    if (unit_at(text, 0, UTF16_LITTLE) == 0xfeff)
        return text.length >= 2 * UNIT_BYTES && unit_at(text, UNIT_BYTES, UTF16_LITTLE) == 0
                   ? UTF16_NONE /* UTF-32 */
                   : UTF16_LITTLE;
    if (unit_at(text, 0, UTF16_BIG) == 0xfeff)
        return UTF16_BIG;
    if (is_ascii_unit(text, 0, UTF16_BIG))
        return UTF16_BIG;
    if (is_ascii_unit(text, 0, UTF16_LITTLE) &&
        (text.length < 2 * UNIT_BYTES || unit_at(text, UNIT_BYTES, UTF16_LITTLE) != 0))
        return UTF16_LITTLE;
    return UTF16_NONE;
}

/* One character at `at`; returns its bytes, 0 when there is none. */
static size_t decode(struct str text, size_t at, enum utf16_order order, uint32_t *code)
{
    uint32_t low;

    if (text.length - at < UNIT_BYTES)
        return 0;
    *code = unit_at(text, at, order);
    if (!utf16_is_surrogate(*code))
        return UNIT_BYTES;
    if (!utf16_is_high(*code) || text.length - at < 2 * UNIT_BYTES)
        return 0;
    low = unit_at(text, at + UNIT_BYTES, order);
    if (!utf16_is_low(low))
        return 0;
    *code = utf16_join(*code, low);
    return 2 * UNIT_BYTES;
}

bool utf16_to_utf8(struct arena *arena, struct str text, enum utf16_order order,
                   struct str *converted)
{
    char *out = arena_alloc(arena, (text.length / UNIT_BYTES + 1) * UNIT_MAX_UTF8 + FILE_PADDING);
    size_t length = 0, at = 0, taken = 1;

    while (at < text.length && taken > 0) {
        uint32_t code;

        taken = decode(text, at, order, &code);
        if (taken > 0) {
            char bytes[UTF8_MAX_BYTES];
            size_t count = utf8_encode(code, bytes);

            memcpy(out + length, bytes, count);
            length += count;
        }
        at += taken;
    }
    memset(out + length, 0, FILE_PADDING);
    *converted = (struct str){out, length};
    return at == text.length;
}
