#include "http/percent.h"

#include "base/strbuf.h"

/* RFC 3986, 2.3 */
static bool is_unreserved(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* RFC 3986, 2.2, without '#', which would end a query. */
static bool is_reserved(char c)
{
    return c != '\0' && strchr(":/?[]@!$&'()*+,;=", c);
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

static char hex_digit(int value)
{
    return "0123456789ABCDEF"[value & 15];
}

struct str percent_normalise(struct arena *arena, struct str text)
{
    char *out;
    size_t length = 0;

    if (str_find_char(text, '%') == text.length)
        return text;
    out = arena_alloc(arena, text.length);
    for (size_t i = 0; i < text.length; i++) {
        int value = escape_value(text, i);

        if (value >= 0 && !is_unreserved((char)value)) {
            out[length++] = '%';
            out[length++] = hex_digit(value >> 4);
            out[length++] = hex_digit(value);
        } else {
            out[length++] = value >= 0 ? (char)value : text.text[i];
        }
        if (value >= 0)
            i += 2;
    }
    return (struct str){out, length};
}

static void encode_char(struct strbuf *out, char c)
{
    char escape[3] = {'%', hex_digit((unsigned char)c >> 4), hex_digit((unsigned char)c)};

    strbuf_add(out, (struct str){escape, sizeof escape});
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
