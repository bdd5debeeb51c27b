#include "http/placeholder_json.h"

#include "base/strbuf.h"
#include "document/json_writer.h"
#include "http/placeholder.h"

/* The length of the number and placeholders that the text starts with, which are one token. */
static size_t token_length(struct str text, bool behind_letter, bool *has_placeholder)
{
    size_t i = 0, length;

    *has_placeholder = false;
    for (; i < text.length; i += length) {
        length = placeholder_length(str_slice(text, i, SIZE_MAX), i == 0 && behind_letter);
        *has_placeholder = *has_placeholder || length;
        if (!length && !ascii_is_digit(text.text[i]) && !char_is_any(text.text[i], "-+."))
            break;
        length = length ? length : 1;
    }
    return i;
}

/* The length of the JSON string at the start of the text, quotes included. */
static size_t string_length(struct str text)
{
    size_t i = 1;

    while (i < text.length && text.text[i] != '"')
        i += text.text[i] == '\\' ? 2 : 1;
    return i + 1 < text.length ? i + 1 : text.length;
}

struct str placeholder_quote(struct arena *arena, struct str json)
{
    struct str body = str_trim(json);
    struct strbuf out;
    bool found = false;

    /* A page that says it is JSON. */
    if (str_starts_with(body, STR("<")) && placeholder_length(body, false) < body.length)
        return json;
    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0, length; i < json.length; i += length) {
        struct str rest = str_slice(json, i, SIZE_MAX);
        bool behind_letter = i > 0 && ascii_is_alpha(json.text[i - 1]), has_placeholder = false;

        length = rest.text[0] == '"' ? string_length(rest)
                                     : token_length(rest, behind_letter, &has_placeholder);
        if (length == 0)
            length = 1;
        if (has_placeholder) {
            found = true;
            strbuf_add_char(&out, '"');
            json_add_escaped(&out, str_slice(rest, 0, length));
            strbuf_add_char(&out, '"');
        } else {
            strbuf_add(&out, str_slice(rest, 0, length));
        }
    }
    if (found)
        json = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return json;
}
