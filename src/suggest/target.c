#include "base/strbuf.h"
#include "suggest/action.h"

static bool is_shorthand(struct str name)
{
    if (name.length == 0 || !(ascii_is_alpha(name.text[0]) || name.text[0] == '_'))
        return false;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '_')
            return false;
    }
    return true;
}

/* In single quotes (RFC 9535, 2.3.1). */
static void add_quoted(struct strbuf *out, struct str name)
{
    strbuf_add_text(out, "['");
    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.text[i];

        if (c < 0x20) {
            strbuf_addf(out, "\\u%04x", c);
            continue;
        }
        if (c == '\'' || c == '\\')
            strbuf_add_char(out, '\\');
        strbuf_add_char(out, (char)c);
    }
    strbuf_add_text(out, "']");
}

static bool holds_list(struct str name)
{
    enum keyword keyword = keyword_named(name);
    unsigned form =
        keyword == KEYWORD_NONE ? SCHEMAS_NONE : keyword_row(keyword)->schemas & SCHEMAS_FORM;

    return form == SCHEMAS_LIST || form == SCHEMAS_ONE_OR_LIST || str_is(name, "parameters") ||
           str_is(name, "servers");
}

/* An index in a pointer looks like a member that is named with digits, as a status is, which is
   written in quotes: the key before it tells which of them it is. */
struct str target_of_pointer(struct arena *arena, struct str pointer)
{
    struct strbuf out;
    struct str target, rest = str_slice(pointer, 1, SIZE_MAX), last = STR_NONE;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_char(&out, '$');
    while (pointer.length && rest.text) {
        struct str token = str_cut(&rest, '/');
        struct str name = pointer_token_text(arena, token);
        uint64_t index;

        if (holds_list(last) && str_to_unsigned(name, &index)) {
            strbuf_addf(&out, "[%.*s]", STR_ARGS(name));
        } else if (is_shorthand(name)) {
            strbuf_add_char(&out, '.');
            strbuf_add(&out, name);
        } else {
            add_quoted(&out, name);
        }
        last = name;
    }
    target = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return target;
}

/* RFC 6901, 6: what a fragment may not hold is percent-encoded. */
struct str reference_of_pointer(struct arena *arena, struct str pointer)
{
    static const char kept[] = "/~-._!$&'()*+,;=:@?";
    struct strbuf out;
    struct str reference;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_char(&out, '#');
    for (size_t i = 0; i < pointer.length; i++) {
        char c = pointer.text[i];

        if (ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, kept))
            strbuf_add_char(&out, c);
        else
            strbuf_addf(&out, "%%%02X", (unsigned char)c);
    }
    reference = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return reference;
}
