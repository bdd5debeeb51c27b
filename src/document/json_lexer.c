#include "document/json_lexer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf16.h"
#include "base/utf8.h"
#include "document/json_writer.h"

const char *json_fault(struct json_lexer *json, const char *at, const char *format, ...)
{
    va_list args;

    json->fault = at;
    json->quote = 0;
    va_start(args, format);
    vsnprintf(json->message, sizeof json->message, format, args);
    va_end(args);
    return NULL;
}

const char *json_fault_byte(struct json_lexer *json, const char *at, const char *what,
                            const char *format, unsigned char byte)
{
    char shown[64];

    snprintf(shown, sizeof shown, format, byte);
    json_fault(json, at, "%s%s", what, shown);
    json->quote = strlen(what);
    return NULL;
}

const char *json_skip_spaces(const char *at, const char *end)
{
#if defined(__SSE2__)
    while (end - at >= SCAN_BYTES) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i space = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
        __m128i feed = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
        __m128i carriage = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
        __m128i tab = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'));
        __m128i any = _mm_or_si128(_mm_or_si128(space, feed), _mm_or_si128(carriage, tab));
        unsigned others = ~(unsigned)_mm_movemask_epi8(any);
        unsigned count = (unsigned)__builtin_ctz(others);

        at += count < SCAN_BYTES ? count : SCAN_BYTES;
        if (count < SCAN_BYTES)
            return at;
    }
#endif
    while (at < end && json_is_space(*at))
        at++;
    return at;
}

/* ---- numbers ---- */

const char *json_number_fault(struct json_lexer *json, const char *at)
{
    const char *whole = at + (*at == '-');

    at = json_skip_digits(whole);
    if (at == whole)
        return json_fault(json, at, "a digit must follow '-'");
    if (*whole == '0' && at - whole > 1)
        return json_fault(json, whole, "a number may not start with 0 and more digits");
    if (*at == '.') {
        at = json_skip_digits(at + 1);
        if (at[-1] == '.')
            return json_fault(json, at, "a digit must follow the decimal point");
    }
    at += 1 + (at[1] == '+' || at[1] == '-');
    return json_fault(json, at, "a digit must follow the exponent's letter");
}

/* ---- strings ---- */

/* The last SCAN_BYTES of the text are looked at; only those from `at` on count. */
const char *json_skip_last(const struct json_lexer *json, const char *at)
{
    unsigned stops;

    if (at >= json->end || json->end - json->start < SCAN_BYTES)
        return at;
    stops = json_stops(json->end - SCAN_BYTES) >> (SCAN_BYTES - (json->end - at));
    return stops ? at + (unsigned)__builtin_ctz(stops) : json->end;
}

/* Four hexadecimal digits to a code unit; -1 when they are not there. */
static int32_t code_unit(const char *at, const char *end)
{
    int32_t unit = 0;

    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = ascii_hex_value(at[i]);

        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* The character of \uXXXX, or of two of them that are a pair; `at` is on the 'u'. An unpaired
   surrogate becomes U+FFFD and is flagged (RFC 8259, 8.2 leaves it to us). */
static const char *unicode_escape(struct json_lexer *json, const char *at, char **out,
                                  struct node *node)
{
    int32_t unit = code_unit(at + 1, json->end);
    uint32_t code = (uint32_t)unit;

    if (unit < 0)
        return json_fault(json, at - 1, "\\u needs four hexadecimal digits");
    at += 5;
    if (utf16_is_high(code) && json->end - at >= 2 && at[0] == '\\' && at[1] == 'u') {
        int32_t low = code_unit(at + 2, json->end);

        if (utf16_is_low((uint32_t)low)) {
            code = utf16_join(code, (uint32_t)low);
            at += 6;
        }
    }
    if (utf16_is_surrogate(code)) {
        code = UTF8_REPLACEMENT;
        node->flags |= NODE_LONE_SURROGATE;
    }
    if (code > 0x7f)
        node->flags |= NODE_NON_ASCII;
    *out += utf8_encode(code, *out);
    return at;
}

/* Decodes the escape whose backslash is at `at`; returns what is behind it. */
static const char *escape(struct json_lexer *json, const char *at, char **out, struct node *node)
{
    char meaning;

    if (++at == json->end)
        return json_fault(json, at, "the text ends inside a string");
    if (*at == 'u')
        return unicode_escape(json, at, out, node);
    meaning = json_escape_meaning(*at);
    if (!meaning)
        return json_fault(json, at - 1, "a backslash starts no escape here");
    *(*out)++ = meaning;
    return at + 1;
}

/* The closing quote's place, whatever stands before it; json->end when there is none. */
static const char *closing_quote(const struct json_lexer *json, const char *at)
{
    for (;;) {
        at = json_skip_plain(json, at);
        if (at >= json->end)
            return json->end;
        if (*at == '"')
            return at;
        at += 1 + (*at == '\\');
    }
}

/* Behind the character at `at`, which is neither quote nor backslash. RFC 3629, 4: two and three
   bytes, the common ones, are looked at here. */
static const char *character(struct json_lexer *json, const char *at, struct node *node)
{
    const unsigned char *byte = (const unsigned char *)at;
    ptrdiff_t room = json->end - at;
    uint32_t code;
    size_t length;

    if (byte[0] < 0x20)
        return json_fault_byte(json, at, "control byte", " 0x%02x in a string must be escaped",
                               byte[0]);
    if (byte[0] < 0x80)
        return at + 1;
    node->flags |= NODE_NON_ASCII;
    if (byte[0] >= 0xc2 && byte[0] <= 0xdf && room >= 2 && (byte[1] & 0xc0) == 0x80)
        return at + 2;
    if (byte[0] >= 0xe1 && byte[0] <= 0xec && room >= 3 && (byte[1] & 0xc0) == 0x80 &&
        (byte[2] & 0xc0) == 0x80)
        return at + 3;
    length = utf8_decode((struct str){at, (size_t)room}, &code);
    if (length == 0)
        return json_fault_byte(json, at, "invalid UTF-8", " byte 0x%02x", byte[0]);
    return at + length;
}

/* Behind what stands for itself from `at` on: at a quote, at a backslash, or at the end. */
static const char *unescaped(struct json_lexer *json, const char *at, struct node *node)
{
    while (at) {
        at = json_skip_plain(json, at);
        if (at >= json->end || *at == '"' || *at == '\\')
            return at;
        do {
            at = character(json, at, node);
        } while (at && at < json->end && (signed char)*at < 0);
    }
    return NULL;
}

static const char *unclosed(struct json_lexer *json)
{
    return json_fault(json, json->end, "the text ends inside a string");
}

/* The same, copied to *out: behind it, SCAN_BYTES more may be written. */
static const char *copy_unescaped(struct json_lexer *json, const char *at, char **out,
                                  struct node *node)
{
    const char *from;

    while (json->end - at >= SCAN_BYTES) {
        unsigned stops = json_stops(at),
                 plain = stops ? (unsigned)__builtin_ctz(stops) : SCAN_BYTES;

        memcpy(*out, at, SCAN_BYTES);
        at += plain;
        *out += plain;
        if (stops && (*at == '"' || *at == '\\'))
            return at;
        if (stops)
            break;
    }
    from = at;
    at = unescaped(json, at, node);
    if (at) {
        memcpy(*out, from, (size_t)(at - from));
        *out += at - from;
    }
    return at;
}

/* Decodes a string whose first escape is at `at`. */
static const char *escaped_string(struct json_lexer *json, const char *start, const char *at,
                                  struct node *node)
{
    /* No escape is shorter than what it stands for. */
    size_t room = (size_t)(closing_quote(json, at) - start);
    char *text =
        displaced_text(json->arena, room + SCAN_BYTES, (uint64_t)(start - 1 - json->start));
    char *out = text + (at - start);

    memcpy(text, start, (size_t)(at - start));
    node->flags |= NODE_DISPLACED;
    while (at < json->end && *at != '"') {
        const char *from = escape(json, at, &out, node);

        at = from ? copy_unescaped(json, from, &out, node) : NULL;
        if (!at)
            return NULL;
    }
    if (at >= json->end)
        return unclosed(json);
    node->text = text;
    node->length = (uint32_t)(out - text);
    return at + 1;
}

const char *json_string_rest(struct json_lexer *json, const char *start, const char *at,
                             struct node *node)
{
    node->kind = NODE_STRING;
    node->flags = 0;
    at = unescaped(json, at, node);
    if (!at)
        return NULL;
    if (at >= json->end)
        return unclosed(json);
    if (*at == '\\')
        return escaped_string(json, start, at, node);
    node->text = start;
    node->length = (uint32_t)(at - start);
    return at + 1;
}
