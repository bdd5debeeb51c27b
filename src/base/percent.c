#include "base/percent.h"

#include "base/strbuf.h"

/* RFC 3986, 2.3 */
static bool is_unreserved(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* RFC 3986, 2.2, without '#', which would end a query. */
static bool is_reserved(char c)
{
    return char_is_any(c, ":/?[]@!$&'()*+,;=");
}

/* The byte an escape at text[at] stands for, or -1. */
static int escape_value(struct str text, size_t at)
{
    int high, low;

    if (text.text[at] != '%' || text.length - at < 3)
        return -1;
    high = ascii_hex_value(text.text[at + 1]);
    low = ascii_hex_value(text.text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool percent_decode(struct arena *arena, struct str text, enum plus plus, struct str *decoded)
{
    bool space = plus == PLUS_IS_SPACE, valid = true;
    char *out;
    size_t length = 0;

    *decoded = text;
    if (str_find_char(text, '%') == text.length &&
        (!space || str_find_char(text, '+') == text.length))
        return true;
    out = arena_alloc(arena, text.length);
    for (size_t i = 0; i < text.length; i++) {
        int value = escape_value(text, i);

        valid = valid && (value >= 0 || text.text[i] != '%');
        out[length++] = value >= 0                     ? (char)value
                        : space && text.text[i] == '+' ? ' '
                                                       : text.text[i];
        if (value >= 0)
            i += 2;
    }
    *decoded = (struct str){out, length};
    return valid;
}

struct str percent_decoded(struct arena *arena, struct str text)
{
    struct str decoded;

    percent_decode(arena, text, PLUS_IS_LITERAL, &decoded);
    return str_copy(arena, decoded);
}

static char hex_digit(int value)
{
    return "0123456789ABCDEF"[value & 15];
}

static size_t escape_write(char c, char out[static 3])
{
    out[0] = '%';
    out[1] = hex_digit((unsigned char)c >> 4);
    out[2] = hex_digit((unsigned char)c);
    return 3;
}

size_t percent_normal_character(struct str text, size_t *at, char out[static 3])
{
    int value = escape_value(text, *at);
    char c = value >= 0 ? (char)value : text.text[*at];

    *at += value >= 0 ? 3 : 1;
    if (!is_unreserved(c) && (value >= 0 || !is_reserved(c)))
        return escape_write(c, out);
    out[0] = c;
    return 1;
}

struct str percent_normalise(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.length * 3 + 1);
    size_t length = 0;

    for (size_t at = 0; at < text.length;)
        length += percent_normal_character(text, &at, out + length);
    return (struct str){out, length};
}

static void encode_char(struct strbuf *out, char c)
{
    char escape[3];

    strbuf_add(out, (struct str){escape, escape_write(c, escape)});
}

void percent_encode(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (is_unreserved(text.text[i]))
            strbuf_add_char(out, text.text[i]);
        else
            encode_char(out, text.text[i]);
    }
}

void percent_encode_reserved(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (is_unreserved(c) || is_reserved(c) || escape_value(text, i) >= 0)
            strbuf_add_char(out, c);
        else
            encode_char(out, c);
    }
}

void percent_encode_fragment(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-._~!$&'()*+,;=:@/?"))
            strbuf_add_char(out, c);
        else
            strbuf_addf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}
