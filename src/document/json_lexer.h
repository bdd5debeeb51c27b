/* The lexical level of JSON (RFC 8259): white space, numbers, strings. Private to document/. What
   is common and short is here, to be inlined into the reader's loop; the rest is in json_lexer.c.
 */
#ifndef OASDRIFT_DOCUMENT_JSON_LEXER_H
#define OASDRIFT_DOCUMENT_JSON_LEXER_H

#include "document/tape.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What is being read. The text's last byte is neither white space nor part of a number, or a NUL
   stands at `end`: so white space and numbers stop by themselves. */
struct json_lexer {
    struct arena *arena; /* for strings with escapes */
    const char *start;   /* of the whole text, byte order mark included */
    const char *end;     /* behind the last byte that is no white space */
    /* Set by what failed. */
    const char *fault;
    size_t quote; /* as of struct read_failure */
    char message[128];
};

/* Notes place and message; returns NULL. */
const char *json_fault(struct json_lexer *json, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a byte of the text, which the format shows behind `what`. */
const char *json_fault_byte(struct json_lexer *json, const char *at, const char *what,
                            const char *format, unsigned char byte)
    __attribute__((format(printf, 4, 0)));

/* ---- white space ---- */

static inline bool json_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

const char *json_skip_spaces(const char *at, const char *end);

/* The first byte at or behind `at` that is no white space: mostly `at` itself, or what follows a
   single space. */
static inline const char *json_skip_space(const char *at, const char *end)
{
    if ((unsigned char)*at > ' ')
        return at;
    if (*at == ' ' && (unsigned char)at[1] > ' ')
        return at + 1;
    return json_skip_spaces(at, end);
}

/* ---- numbers ---- */

/* Says what is wrong with the number at `at`. */
const char *json_number_fault(struct json_lexer *json, const char *at);

static inline const char *json_skip_digits(const char *at)
{
    while (ascii_is_digit(*at))
        at++;
    return at;
}

/* Behind the number at `at`; NULL when it is none. *flags becomes the node's. */
static inline const char *json_number(struct json_lexer *json, const char *at, unsigned *flags)
{
    const char *start = at;
    const char *whole = at + (*at == '-');
    const char *digits;

    *flags = NODE_INTEGER_LEXEME;
    at = json_skip_digits(whole);
    if (at == whole || (*whole == '0' && at - whole > 1))
        return json_number_fault(json, start);
    if (*at == '.') {
        *flags = 0;
        digits = at + 1;
        at = json_skip_digits(digits);
        if (at == digits)
            return json_number_fault(json, start);
    }
    if ((*at | 0x20) == 'e') {
        *flags = 0;
        digits = at + 1 + (at[1] == '+' || at[1] == '-');
        at = json_skip_digits(digits);
        if (at == digits)
            return json_number_fault(json, start);
    }
    return at;
}

/* ---- strings ---- */

enum { SCAN_BYTES = 16 };

/* A bit for each of the next SCAN_BYTES bytes that does not stand for itself in a string: quote,
   backslash, control byte, byte above 0x7f. */
static inline unsigned json_stops(const char *at)
{
#if defined(__SSE2__)
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    /* The comparison is signed: bytes above 0x7f are below 0x20 too. */
    __m128i other = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), other));
#else
    unsigned stops = 0;

    for (unsigned i = 0; i < SCAN_BYTES; i++) {
        bool stop = (signed char)at[i] < 0x20 || at[i] == '"' || at[i] == '\\';

        stops |= (unsigned)stop << i;
    }
    return stops;
#endif
}

/* json_skip_plain where fewer than SCAN_BYTES are left. */
const char *json_skip_last(const struct json_lexer *json, const char *at);

/* The first byte at or behind `at` that does not stand for itself, or the end; in a text shorter
   than SCAN_BYTES `at` itself. */
static inline const char *json_skip_plain(const struct json_lexer *json, const char *at)
{
    while (json->end - at >= SCAN_BYTES) {
        unsigned stops = json_stops(at);

        if (stops)
            return at + (unsigned)__builtin_ctz(stops);
        at += SCAN_BYTES;
    }
    return json_skip_last(json, at);
}

/* The rest of a string that is not plain, or near the end of the text. `start` is behind its
   opening quote, `at` as far as it is plain. Sets the node's kind, flags, text and length; returns
   what is behind the closing quote, NULL when it is malformed. */
const char *json_string_rest(struct json_lexer *json, const char *start, const char *at,
                             struct node *node);

/* A few bits of a key's first and last bytes, to tell most keys of one object apart at a glance.
   Bytes up to `end` may be looked at. */
static inline uint16_t json_key_hash(struct str key, const char *end)
{
    const bool little_endian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    uint64_t first = 0;
    uint64_t last = 0;

    if (key.length >= sizeof first) {
        memcpy(&first, key.text, sizeof first);
        memcpy(&last, key.text + key.length - sizeof last, sizeof last);
    } else if (little_endian && end - key.text >= (ptrdiff_t)sizeof first) {
        memcpy(&first, key.text, sizeof first);
        first &= ((uint64_t)1 << 8 * key.length) - 1;
    } else if (little_endian && key.length >= sizeof(uint32_t)) {
        uint32_t head, tail; /* they overlap where both have the same bytes */

        memcpy(&head, key.text, sizeof head);
        memcpy(&tail, key.text + key.length - sizeof tail, sizeof tail);
        first = head | (uint64_t)tail << 8 * (key.length - sizeof tail);
    } else {
        memcpy(&first, key.text, key.length);
    }
    return (uint16_t)((first ^ (last << 7 | last >> 57)) * 0x9e3779b97f4a7c15u >> 48);
}

#endif
