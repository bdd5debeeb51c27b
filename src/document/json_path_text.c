#include "document/json_path_reader.h"

#include "base/strbuf.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "document/json_writer.h"

enum { MAX_EXACT_INDEX_DIGITS = 16 }; /* 2^53 - 1 is the largest index */

static const int64_t max_index = (INT64_C(1) << 53) - 1;

void *path_fail(struct path_reader *reader, const char *message)
{
    size_t column = 1 + utf8_length(str_slice(reader->text, 0, reader->at));

    error_raise(reader->err, "JSONPath, column %zu: %s", column, message);
    return NULL;
}

int path_peek(const struct path_reader *reader)
{
    return reader->at < reader->text.length ? (unsigned char)reader->text.text[reader->at] : -1;
}

bool path_take(struct path_reader *reader, const char *token)
{
    if (!str_starts_with(str_slice(reader->text, reader->at, SIZE_MAX), str_of(token)))
        return false;
    reader->at += strlen(token);
    return true;
}

void path_skip_blanks(struct path_reader *reader)
{
    while (path_peek(reader) == ' ' || path_peek(reader) == '\t' || path_peek(reader) == '\n' ||
           path_peek(reader) == '\r')
        reader->at++;
}

/* ---- names, strings, numbers ---- */

bool path_begins_name(int c)
{
    return c >= 0x80 || c == '_' || ascii_is_alpha((char)c);
}

static bool continues_name(int c)
{
    return path_begins_name(c) || c == '-' || (c >= 0 && ascii_is_digit((char)c));
}

struct str path_read_name(struct path_reader *reader)
{
    size_t from = reader->at;

    while (continues_name(path_peek(reader)))
        reader->at++;
    return str_slice(reader->text, from, reader->at - from);
}

static bool parse_hex(struct path_reader *reader, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        int digit = path_peek(reader) < 0 ? -1 : ascii_hex_value((char)path_peek(reader));

        if (digit < 0)
            return false;
        *code = *code << 4 | (uint32_t)digit;
    }
    return true;
}

/* Behind "\u": one code point, of one or two units. */
static bool parse_unicode(struct path_reader *reader, struct strbuf *out)
{
    char bytes[UTF8_MAX_BYTES];
    uint32_t code, low;

    if (!parse_hex(reader, &code))
        return false;
    if (utf16_is_low(code))
        return false;
    if (utf16_is_high(code)) {
        if (!path_take(reader, "\\u") || !parse_hex(reader, &low) || !utf16_is_low(low))
            return false;
        code = utf16_join(code, low);
    }
    strbuf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
    return true;
}

static bool parse_escape(struct path_reader *reader, int quote, struct strbuf *out)
{
    int c = path_peek(reader);
    char meaning;

    if (c < 0)
        return false;
    reader->at++;
    if (c == 'u')
        return parse_unicode(reader, out);
    /* RFC 9535, 2.3.1.1: of the quotes only the one around the string. */
    meaning = c == '"' || c == quote ? '\0' : json_escape_meaning((char)c);
    if (!meaning && c != quote)
        return false;
    strbuf_add_char(out, meaning ? meaning : (char)c);
    return true;
}

bool path_read_string(struct path_reader *reader, struct str *string)
{
    struct strbuf out;
    int quote = path_peek(reader);
    bool good = true;

    strbuf_init(&out, SIZE_MAX);
    reader->at++;
    while (good && path_peek(reader) != quote) {
        int c = path_peek(reader);

        good = c >= 0x20;
        reader->at += good;
        if (c == '\\')
            good = parse_escape(reader, quote, &out);
        else if (good)
            strbuf_add_char(&out, (char)c);
    }
    *string = str_copy(reader->arena, strbuf_str(&out));
    strbuf_release(&out);
    if (!good)
        return path_fail(reader, "the string is not closed, or has an escape that JSON has not");
    reader->at++;
    return true;
}

bool path_read_integer(struct path_reader *reader, int64_t *value)
{
    bool negative = path_take(reader, "-");
    size_t from = reader->at;
    uint64_t digits = 0;
    struct str text;

    while (path_peek(reader) >= 0 && ascii_is_digit((char)path_peek(reader)))
        reader->at++;
    text = str_slice(reader->text, from, reader->at - from);
    if (!str_to_unsigned(text, &digits) || text.length > MAX_EXACT_INDEX_DIGITS ||
        digits > (uint64_t)max_index || (text.text[0] == '0' && (text.length > 1 || negative)))
        return path_fail(reader, "an index is an integer without leading zeros, below 2^53");
    *value = negative ? -(int64_t)digits : (int64_t)digits;
    return true;
}

bool path_begins_integer(int c)
{
    return c == '-' || (c >= 0 && ascii_is_digit((char)c));
}
