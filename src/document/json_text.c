#include "document/json_text.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

const char *json_fault(struct json_text *json, const char *at, const char *format, ...)
{
    va_list args;

    json->fault = at;
    va_start(args, format);
    vsnprintf(json->message, sizeof json->message, format, args);
    va_end(args);
    return NULL;
}

const char *json_skip_space(const char *at, const char *end)
{
    while (at < end && json_is_space(*at))
        at++;
    return at;
}

/* ---- numbers ---- */

static const char *skip_digits(const char *at)
{
    while (ascii_is_digit(*at))
        at++;
    return at;
}

const char *json_number(struct json_text *json, const char *at, struct node *node)
{
    const char *start = at;
    const char *digits = at += *at == '-';

    node->kind = NODE_NUMBER;
    node->flags = NODE_INTEGER_LEXEME;
    at = skip_digits(at);
    if (at == digits)
        return json_fault(json, at, "a digit must follow '-'");
    if (*digits == '0' && at - digits > 1)
        return json_fault(json, digits, "a number may not start with 0 and more digits");
    if (*at == '.') {
        node->flags = 0;
        digits = at + 1;
        at = skip_digits(digits);
        if (at == digits)
            return json_fault(json, at, "a digit must follow the decimal point");
    }
    if (*at == 'e' || *at == 'E') {
        node->flags = 0;
        digits = at + 1 + (at[1] == '+' || at[1] == '-');
        at = skip_digits(digits);
        if (at == digits)
            return json_fault(json, at, "a digit must follow the exponent's letter");
    }
    node->text = start;
    node->length = (uint32_t)(at - start);
    return at;
}

/* ---- strings ---- */

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
static const char *unicode_escape(struct json_text *json, const char *at, char **out,
                                  struct node *node)
{
    int32_t unit = code_unit(at + 1, json->end);
    uint32_t code = (uint32_t)unit;

    if (unit < 0)
        return json_fault(json, at - 1, "\\u needs four hexadecimal digits");
    at += 5;
    if (unit >= 0xd800 && unit <= 0xdbff && json->end - at >= 2 && at[0] == '\\' && at[1] == 'u') {
        int32_t low = code_unit(at + 2, json->end);

        if (low >= 0xdc00 && low <= 0xdfff) {
            code = 0x10000 + ((code - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
            at += 6;
        }
    }
    if (code >= 0xd800 && code <= 0xdfff) {
        code = UTF8_REPLACEMENT;
        node->flags |= NODE_LONE_SURROGATE;
    }
    if (code > 0x7f)
        node->flags |= NODE_NON_ASCII;
    *out += utf8_encode(code, *out);
    return at;
}

/* Decodes the escape whose backslash is at `at`; returns what is behind it. */
static const char *escape(struct json_text *json, const char *at, char **out, struct node *node)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *letter;

    if (++at == json->end)
        return json_fault(json, at, "the text ends inside a string");
    if (*at == 'u')
        return unicode_escape(json, at, out, node);
    letter = *at ? strchr(letters, *at) : NULL;
    if (!letter)
        return json_fault(json, at - 1, "a backslash starts no escape here");
    *(*out)++ = meanings[letter - letters];
    return at + 1;
}

/* The closing quote's place, whatever stands before it; json->end when there is none. */
static const char *closing_quote(const char *at, const char *end)
{
    while (at < end && *at != '"')
        at += 1 + (*at == '\\' && at + 1 < end);
    return at;
}

/* Behind one character that is neither quote nor backslash. */
static const char *character(struct json_text *json, const char *at, struct node *node)
{
    uint32_t code;
    size_t length;

    if ((unsigned char)*at < 0x20)
        return json_fault(json, at, "control byte 0x%02x in a string must be escaped", *at);
    if ((unsigned char)*at < 0x80)
        return at + 1;
    length = utf8_decode((struct str){at, (size_t)(json->end - at)}, &code);
    if (length == 0)
        return json_fault(json, at, "invalid UTF-8 byte 0x%02x", (unsigned char)*at);
    node->flags |= NODE_NON_ASCII;
    return at + length;
}

/* The string from `start` on, decoded; `at` is at its first escape. */
static const char *escaped_string(struct json_text *json, const char *start, const char *at,
                                  struct node *node)
{
    size_t room = (size_t)(closing_quote(at, json->end) - start);
    char *text = displaced_text(json->arena, room, (uint64_t)(start - 1 - json->start));
    char *out = text + (at - start);

    memcpy(text, start, (size_t)(at - start));
    node->flags |= NODE_DISPLACED;
    while (at < json->end && *at != '"') {
        const char *behind;

        if (*at == '\\') {
            behind = escape(json, at, &out, node);
        } else {
            behind = character(json, at, node);
            if (behind) {
                memcpy(out, at, (size_t)(behind - at));
                out += behind - at;
            }
        }
        if (!behind)
            return NULL;
        at = behind;
    }
    if (at == json->end)
        return json_fault(json, at, "the text ends inside a string");
    node->text = text;
    node->length = (uint32_t)(out - text);
    return at + 1;
}

const char *json_string(struct json_text *json, const char *at, struct node *node)
{
    const char *start = ++at;

    node->kind = NODE_STRING;
    node->flags = 0;
    while (at < json->end && *at != '"') {
        if (*at == '\\')
            return escaped_string(json, start, at, node);
        at = character(json, at, node);
        if (!at)
            return NULL;
    }
    if (at == json->end)
        return json_fault(json, at, "the text ends inside a string");
    node->text = start;
    node->length = (uint32_t)(at - start);
    return at + 1;
}
