#include "base/escape.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "base/utf8.h"

enum { ESCAPED_MAX_BYTES = 16 };

bool is_control_beyond_c0(uint32_t code)
{
    return (code >= 0x7f && code < 0xa0) || code == 0x200e || code == 0x200f ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xfeff || code == 0xfffe || code == 0xffff;
}

static bool is_control_character(uint32_t code)
{
    return code < 0x20 || is_control_beyond_c0(code);
}

bool is_log_command(struct str text)
{
    return text.length && text.text[0] == '#' &&
           (str_starts_with(text, STR("##[")) || str_starts_with(text, STR("##vso[")) ||
            str_starts_with(text, STR("##teamcity[")));
}

/* "::error::", which GitHub's runner knows at the start of a line; "::1" is none. */
static bool is_line_command(struct str text)
{
    return text.length > 2 && str_starts_with(text, STR("::")) && ascii_is_alpha(text.text[2]);
}

/* One character of text, escaped or as it is, to out; *used gets the bytes of text it took. first:
   but for spaces, a line may begin here. */
static size_t escape_one(struct str text, bool first, char out[static ESCAPED_MAX_BYTES],
                         size_t *used)
{
    uint32_t code;
    size_t length = utf8_decode(text, &code);

    if (length == 0) {
        *used = 1;
        return (size_t)snprintf(out, ESCAPED_MAX_BYTES, "\\x%02x", (unsigned char)text.text[0]);
    }
    *used = length;
    if (is_control_character(code) || is_log_command(text) || (first && is_line_command(text)))
        return (size_t)snprintf(out, ESCAPED_MAX_BYTES, "\\u{%x}", code);
    memcpy(out, text.text, length);
    return length;
}

size_t escape_control(struct str text, char *out, size_t capacity)
{
    size_t written = 0;
    bool first = true;

    while (text.length) {
        char one[ESCAPED_MAX_BYTES];
        size_t used;
        size_t length = escape_one(text, first, one, &used);

        if (length > capacity - written)
            break;
        memcpy(out + written, one, length);
        written += length;
        first = first && text.text[0] == ' ';
        text = str_slice(text, used, SIZE_MAX);
    }
    return written;
}

bool escape_control_needed(struct str text)
{
    struct str start = text;

    while (start.length && start.text[0] == ' ')
        start = str_slice(start, 1, SIZE_MAX);
    if (is_line_command(start))
        return true;
    while (text.length) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);

        if (length == 0 || is_control_character(code) || is_log_command(text))
            return true;
        text = str_slice(text, length, SIZE_MAX);
    }
    return false;
}

void escape_control_to(struct strbuf *out, struct str text)
{
    bool first = true;

    while (text.length) {
        char one[ESCAPED_MAX_BYTES];
        size_t used;
        size_t length = escape_one(text, first, one, &used);

        strbuf_add(out, (struct str){one, length});
        first = first && text.text[0] == ' ';
        text = str_slice(text, used, SIZE_MAX);
    }
}
