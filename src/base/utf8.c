#include "base/utf8.h"

static bool is_continuation(unsigned char byte)
{
    return utf8_continues((char)byte);
}

size_t utf8_decode(struct str s, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)s.text;

    if (s.length == 0)
        return 0;
    if (byte[0] < 0x80) {
        *code = byte[0];
        return 1;
    }
    if (byte[0] >= 0xc2 && byte[0] <= 0xdf && s.length >= 2 && is_continuation(byte[1])) {
        *code = (uint32_t)(byte[0] & 0x1f) << 6 | (byte[1] & 0x3f);
        return 2;
    }
    if ((byte[0] & 0xf0) == 0xe0 && s.length >= 3 && is_continuation(byte[1]) &&
        is_continuation(byte[2])) {
        uint32_t c =
            (uint32_t)(byte[0] & 0x0f) << 12 | (uint32_t)(byte[1] & 0x3f) << 6 | (byte[2] & 0x3f);

        *code = c;
        return c >= 0x800 && (c < 0xd800 || c > 0xdfff) ? 3 : 0;
    }
    if (byte[0] >= 0xf0 && byte[0] <= 0xf4 && s.length >= 4 && is_continuation(byte[1]) &&
        is_continuation(byte[2]) && is_continuation(byte[3])) {
        uint32_t c = (uint32_t)(byte[0] & 0x07) << 18 | (uint32_t)(byte[1] & 0x3f) << 12 |
                     (uint32_t)(byte[2] & 0x3f) << 6 | (byte[3] & 0x3f);

        *code = c;
        return c >= 0x10000 && c <= 0x10ffff ? 4 : 0;
    }
    return 0;
}

size_t utf8_encode(uint32_t code, char out[static UTF8_MAX_BYTES])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

size_t utf8_valid_prefix(struct str s)
{
    size_t at = 0;

    while (at < s.length) {
        uint64_t word;
        uint32_t code;
        size_t length;

        if (s.length - at >= sizeof word) {
            memcpy(&word, s.text + at, sizeof word);
            if ((word & 0x8080808080808080u) == 0) {
                at += sizeof word;
                continue;
            }
        }
        length = utf8_decode(str_slice(s, at, UTF8_MAX_BYTES), &code);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

size_t utf8_length(struct str s)
{
    size_t continuing = 0;
    size_t i = 0;

    /* Eight bytes at once: a continuation has its top bits set to 10. */
    for (; i + sizeof(uint64_t) <= s.length; i += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, s.text + i, sizeof word);
        word = word >> 7 & ~word >> 6 & 0x0101010101010101u;
        continuing += word * 0x0101010101010101u >> 56;
    }
    for (; i < s.length; i++)
        continuing += utf8_continues(s.text[i]);
    return s.length - continuing;
}

struct str utf8_cut(struct str s, size_t limit)
{
    size_t length = limit;

    if (s.length <= limit)
        return s;
    while (length && limit - length < UTF8_MAX_BYTES - 1 && utf8_continues(s.text[length]))
        length--;
    return str_slice(s, 0, length);
}

struct str utf8_shortened(struct arena *arena, struct str s, size_t limit)
{
    if (s.length <= limit)
        return s;
    s = utf8_cut(s, limit - strlen("..."));
    return str_format(arena, "%.*s...", STR_ARGS(s));
}

bool utf8_has_mark(struct str s)
{
    return str_starts_with(s, STR("\xef\xbb\xbf"));
}

struct str utf8_without_mark(struct str s)
{
    return utf8_has_mark(s) ? str_slice(s, UTF8_MARK_BYTES, SIZE_MAX) : s;
}
