#include "report/bounded_name.h"

#include "base/escape.h"
#include "base/sha256.h"
#include "base/short_name.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum { HASH_DIGITS = 12, TAIL_CHARACTERS = 48 };

struct str bounded_name(struct arena *arena, struct str text)
{
    const struct text_bound bound = {BOUNDED_NAME_MAX, TAIL_CHARACTERS, HASH_DIGITS};
    struct strbuf escaped;
    struct str name;

    strbuf_init(&escaped, SIZE_MAX);
    escape_control_to(&escaped, text);
    name = text_bounded(arena, str_copy(arena, strbuf_str(&escaped)), text, &bound);
    strbuf_release(&escaped);
    return name;
}

static bool is_plain(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' || c == '-';
}

struct str plain_slug(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (is_plain(text.text[i]))
            out[length++] = text.text[i];
        else if (!utf8_continues(text.text[i])) /* one '_' for a character of several bytes */
            out[length++] = '_';
    }
    out[length] = '\0';
    return (struct str){out, length};
}

struct str bounded_slug(struct arena *arena, struct str slug, struct str whole, size_t limit)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    if (slug.length <= limit)
        return slug;
    sha256_init(&hash);
    sha256_add(&hash, whole);
    sha256_hex(&hash, hex);
    return str_format(arena, "%.*s_%.*s", (int)(limit - HASH_DIGITS - 1), slug.text, HASH_DIGITS,
                      hex);
}
