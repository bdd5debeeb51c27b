#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

/* Up to two '=' at the end. */
static size_t padding_of(struct str text)
{
    if (text.length == 0 || text.text[text.length - 1] != '=')
        return 0;
    return text.text[text.length - 2] == '=' ? 2 : 1;
}

bool base64_decode(struct arena *arena, struct str text, struct str *bytes)
{
    size_t padding, digits, length = 0;
    uint32_t bits = 0;
    char *out;

    if (text.length % 4 != 0)
        return false;
    padding = padding_of(text);
    digits = text.length - padding;
    out = arena_alloc(arena, text.length / 4 * 3 + 1);
    for (size_t i = 0; i < digits; i++) {
        int value = base64_digit(text.text[i]);

        if (value < 0 || char_is_any(text.text[i], "-_"))
            return false;
        bits = bits << 6 | (uint32_t)value;
        if (i % 4 > 0)
            out[length++] = (char)(bits >> (6 - i % 4 * 2) & 0xff);
    }
    *bytes = (struct str){out, length};
    /* RFC 4648, 3.5: the bits that padding leaves over are zero. */
    return !(padding == 1 && (bits & 3)) && !(padding == 2 && (bits & 15));
}

/* The bytes that the digits say; out: NULL: they are not kept. false: one is not printable. */
static bool say(struct str digits, char *out, size_t *length)
{
    unsigned bits = 0;

    *length = 0;
    for (size_t i = 0; i < digits.length; i++) {
        int value = base64_digit(digits.text[i]);
        unsigned byte;

        bits = bits << 6 | (unsigned)value;
        byte = bits >> (6 - i % 4 * 2) & 0xff;
        if (value < 0 || (i % 4 > 0 && (byte < 0x20 || byte > 0x7e)))
            return false;
        if (out && i % 4 > 0)
            out[*length] = (char)byte;
        *length += i % 4 > 0;
    }
    return *length > 0;
}

struct str base64_text(struct arena *arena, struct str text)
{
    struct str said = {.text = NULL};
    char *out;

    while (text.length > 0 && text.text[text.length - 1] == '=')
        text.length--;
    if (!say(text, NULL, &said.length))
        return STR_NONE;
    said.text = out = arena_alloc(arena, said.length + 1);
    say(text, out, &said.length);
    return said;
}

struct str base64_encode(struct arena *arena, struct str bytes)
{
    char *out = arena_alloc(arena, (bytes.length / 3 + 1) * 4);
    size_t length = 0;

    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t have = bytes.length - i < 3 ? bytes.length - i : 3;
        uint32_t bits = 0;

        for (size_t j = 0; j < 3; j++)
            bits = bits << 8 | (j < have ? (unsigned char)bytes.text[i + j] : 0u);
        for (size_t j = 0; j < 4; j++)
            out[length++] = j <= have ? alphabet[bits >> (18 - 6 * j) & 63] : '=';
    }
    return (struct str){out, length};
}
