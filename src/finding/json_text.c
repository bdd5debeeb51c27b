#include "finding/json_text.h"

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"

json_t *json_from_str(struct str text)
{
    struct strbuf escaped;
    json_t *json;

    if (!text.text)
        text = STR("");
    strbuf_init(&escaped, SIZE_MAX);
    if (!utf8_is_valid(text)) {
        escape_control_to(&escaped, text);
        text = strbuf_str(&escaped);
    }
    json = json_stringn(text.text, text.length);
    if (!json)
        alloc_failed(text.length); /* the text is valid: it can only be memory */
    strbuf_release(&escaped);
    return json;
}

void json_set_str(json_t *object, const char *key, struct str text)
{
    if (text.length)
        json_object_set_new(object, key, json_from_str(text));
}

void json_set_number(json_t *object, const char *key, uint64_t number)
{
    if (number)
        json_object_set_new(object, key, json_integer((json_int_t)number));
}

/* What JSON lets through and a terminal does not take as text (base/escape.h has the list). All of
   it lies in the basic plane, and can stand in strings only. */
static bool is_shown_escaped(uint32_t c)
{
    return (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static int write_piece(const char *text, size_t length, void *context)
{
    struct strbuf *out = context;
    struct str rest = {text, length};

    while (rest.length) {
        uint32_t code;
        size_t used = utf8_decode(rest, &code);

        if (used && is_shown_escaped(code))
            strbuf_addf(out, "\\u%04x", (unsigned)code);
        else
            strbuf_add(out, str_slice(rest, 0, used ? used : 1));
        rest = str_slice(rest, used ? used : 1, SIZE_MAX);
    }
    return 0;
}

void json_write(struct strbuf *out, const json_t *json, size_t flags)
{
    json_dump_callback(json, write_piece, out, flags);
}
