#include "report/bounded_name.h"

#include "base/escape.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum { HASH_DIGITS = 12, TAIL_CHARACTERS = 48 };

#define LEFT_OUT "..."

static void hash_of(struct str text, char hex[static SHA256_HEX_LENGTH + 1])
{
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, text);
    sha256_hex(&hash, hex);
}

/* Offset of the character with that number, of valid UTF-8. */
static size_t offset_of(struct str text, size_t character)
{
    size_t at = 0;

    for (; at < text.length; at++)
        if (!utf8_continues(text.text[at]) && character-- == 0)
            break;
    return at;
}

struct str bounded_name(struct arena *arena, struct str text)
{
    size_t head = BOUNDED_NAME_MAX - TAIL_CHARACTERS - HASH_DIGITS - 2 * strlen(LEFT_OUT);
    char hex[SHA256_HEX_LENGTH + 1];
    struct strbuf escaped;
    struct str whole, name;
    size_t length;

    strbuf_init(&escaped, SIZE_MAX);
    escape_control_to(&escaped, text);
    whole = strbuf_str(&escaped);
    length = utf8_length(whole);
    if (length <= BOUNDED_NAME_MAX) {
        name = str_copy(arena, whole);
    } else {
        struct str tail = str_slice(whole, offset_of(whole, length - TAIL_CHARACTERS), SIZE_MAX);

        hash_of(text, hex);
        name =
            str_format(arena, "%.*s" LEFT_OUT "%.*s" LEFT_OUT "%.*s", (int)offset_of(whole, head),
                       whole.text, HASH_DIGITS, hex, STR_ARGS(tail));
    }
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

    if (slug.length <= limit)
        return slug;
    hash_of(whole, hex);
    return str_format(arena, "%.*s_%.*s", (int)(limit - HASH_DIGITS - 1), slug.text, HASH_DIGITS,
                      hex);
}
