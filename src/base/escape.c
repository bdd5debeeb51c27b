#include "base/escape.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "base/utf8.h"

enum { ESCAPED_MAX_BYTES = 16 };

bool is_control_beyond_c0(uint32_t code)
{
    return (code >= 0x7f && code < 0xa0) || code == 0x200e || code == 0x200f ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_control_character(uint32_t code)
{
    return code < 0x20 || is_control_beyond_c0(code);
}

/* One character of text, escaped or as it is, to out; *used gets the bytes of text it took. */
static size_t escape_one(struct str text, char out[static ESCAPED_MAX_BYTES], size_t *used)
{
    uint32_t code;
    size_t length = utf8_decode(text, &code);

    if (length == 0) {
        *used = 1;
        return (size_t)snprintf(out, ESCAPED_MAX_BYTES, "\\x%02x", (unsigned char)text.text[0]);
    }
    *used = length;
    if (is_control_character(code))
        return (size_t)snprintf(out, ESCAPED_MAX_BYTES, "\\u{%x}", code);
    memcpy(out, text.text, length);
    return length;
}

size_t escape_control(struct str text, char *out, size_t capacity)
{
    size_t written = 0;

    while (text.length) {
        char one[ESCAPED_MAX_BYTES];
        size_t used;
        size_t length = escape_one(text, one, &used);

        if (length > capacity - written)
            break;
        memcpy(out + written, one, length);
        written += length;
        text = str_slice(text, used, SIZE_MAX);
    }
    return written;
}

bool escape_control_needed(struct str text)
{
    while (text.length) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);

        if (length == 0 || is_control_character(code))
            return true;
        text = str_slice(text, length, SIZE_MAX);
    }
    return false;
}

void escape_control_to(struct strbuf *out, struct str text)
{
    while (text.length) {
        char one[ESCAPED_MAX_BYTES];
        size_t used;
        size_t length = escape_one(text, one, &used);

        strbuf_add(out, (struct str){one, length});
        text = str_slice(text, used, SIZE_MAX);
    }
}
