/* Secrets of an HTTP message that is a text (RFC 9112): the parts of a batch (application/http),
   what logs keep, message/http. */
#include "http/field.h"
#include "redact/search.h"

enum { START_LINE_MAX = 8 * 1024 };

static struct str line_at(struct str text, size_t at)
{
    return str_slice(text, at, str_find_char(str_slice(text, at, SIZE_MAX), '\n'));
}

static struct str without_return(struct str line)
{
    return line.length && line.text[line.length - 1] == '\r' ? str_slice(line, 0, line.length - 1)
                                                             : line;
}

/* The target of "POST /a HTTP/1.1"; empty of a status line, STR_NONE of what is no start line. */
static struct str target_of(struct str line)
{
    struct str rest = line, method = str_cut(&rest, ' ');
    size_t last = str_find_last(rest, ' ');

    if (str_starts_with(line, STR("HTTP/")))
        return STR("");
    if (line.length > START_LINE_MAX || !rest.length || !token_is_valid(method) ||
        last == rest.length || !str_starts_with(str_slice(rest, last + 1, SIZE_MAX), STR("HTTP/")))
        return STR_NONE;
    return str_slice(rest, 0, last);
}

static void put_part(struct search *search, struct splice *splice, struct str part,
                     struct str found)
{
    size_t start = (size_t)(part.text - splice->text.text);

    if (!search->learner && found.text != part.text)
        splice_put(splice, start, start + part.length, found);
}

/* From `at` to the empty line. Returns where the body starts; *type: its Content-Type. */
static size_t search_head(struct search *search, struct splice *splice, size_t at, struct str *type)
{
    while (at < splice->text.length) {
        struct str line = line_at(splice->text, at), value = without_return(line), name;

        at += line.length + 1;
        if (!value.length)
            break;
        name = str_cut(&value, ':');
        value = str_trim(value);
        if (str_equal_ignoring_case(name, STR("content-type")))
            *type = value;
        if (value.length)
            put_part(search, splice, value, search_header(search, name, value));
    }
    return at;
}

bool search_message(struct search *search, struct str text, struct str *found)
{
    struct str line = without_return(line_at(text, 0)), target = target_of(line);
    struct str type = STR(""), body;
    struct splice splice;

    if (!target.text || line.length == text.length || search->depth == SEARCH_MAX_DEPTH)
        return false;
    search->depth++;
    splice_begin(&splice, text);
    if (target.length)
        put_part(search, &splice, target, search_url(search, target));
    body =
        str_slice(text, search_head(search, &splice, line_at(text, 0).length + 1, &type), SIZE_MAX);
    if (body.length)
        put_part(search, &splice, body, search_body(search, type, body));
    *found = splice_end(&splice, search->arena);
    search->depth--;
    return true;
}
