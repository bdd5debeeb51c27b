#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const unsigned char base64_digits[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
    ['-'] = 63, ['_'] = 64,
};

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
