#include "source/recorded_template.h"

#include "base/strbuf.h"
#include "source/recorded_body.h"

bool is_template(struct str text)
{
    return str_find(text, STR("{{")) != SIZE_MAX;
}

/* Parts that are left out or repeated: "{{#if x}}", "{{~#each x}}", "{{^x}}", "{{else}}", and
   others' texts: "{{> name}}". */
static bool has_blocks(struct str text)
{
    size_t at;

    while ((at = str_find(text, STR("{{"))) != SIZE_MAX) {
        text = str_slice(text, at + 2, SIZE_MAX);
        while (text.length && char_is_any(text.text[0], "{~ "))
            text = str_slice(text, 1, SIZE_MAX);
        if (text.length && char_is_any(text.text[0], "#/^>"))
            return true;
    }
    return false;
}

/* One tag, whose quotes are no quotes of the text that it stands in. "{{{x}}}" is one that is not
   escaped. */
static void add_tag(struct strbuf *out, struct str tag)
{
    for (size_t i = 0; i < tag.length; i++) {
        bool escaped = i > 0 && tag.text[i - 1] == '\\';

        if (tag.text[i] == '"' && !escaped)
            strbuf_add_char(out, '\'');
        else if (char_is_any(tag.text[i], "\r\n"))
            strbuf_add_char(out, ' ');
        else
            strbuf_add_char(out, tag.text[i]);
    }
}

static struct str with_plain_tags(struct arena *arena, struct str text)
{
    struct str rest = text;
    struct strbuf out;
    size_t begin;

    strbuf_init(&out, SIZE_MAX); /* no longer than the text */
    while ((begin = str_find(rest, STR("{{"))) != SIZE_MAX) {
        bool raw = str_starts_with(str_slice(rest, begin, SIZE_MAX), STR("{{{"));
        struct str close = raw ? STR("}}}") : STR("}}");
        struct str inside = str_slice(rest, begin + close.length, SIZE_MAX);
        size_t length = str_find(inside, close);

        if (length == SIZE_MAX)
            break;
        strbuf_add(&out, str_slice(rest, 0, begin));
        strbuf_add_text(&out, "{{");
        add_tag(&out, str_slice(inside, 0, length));
        strbuf_add_text(&out, "}}");
        rest = str_slice(inside, length + close.length, SIZE_MAX);
    }
    strbuf_add(&out, rest);
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

struct body body_of_template(struct arena *arena, struct body body)
{
    if (body.state != BODY_PRESENT || !is_template(body.bytes))
        return body;
    if (has_blocks(body.bytes))
        return body_unknown(STR("the recorded body is a template"), body.form);
    body.bytes = with_plain_tags(arena, body.bytes);
    body.rebuilt = true;
    return body;
}
