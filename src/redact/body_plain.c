/* Secrets of a text that no reader reads: what stands behind a secret name. */
#include "redact/search.h"

enum { PLAIN_NAME_MAX = 64 /* bytes; longer names are not looked at */ };

static bool is_of_name(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' || c == '-' || c == '.';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* The name in front of text[at], which may stand in quotes, escaped ones among them. */
static struct str name_before(struct str text, size_t at)
{
    size_t end = at, start;

    while (end > 0 && is_blank(text.text[end - 1]))
        end--;
    if (end > 0 && is_quote(text.text[end - 1]))
        end--;
    if (end > 0 && text.text[end - 1] == '\\')
        end--;
    start = end;
    while (start > 0 && end - start < PLAIN_NAME_MAX && is_of_name(text.text[start - 1]))
        start--;
    return str_slice(text, start, end - start);
}

/* Where the bracket that text[at] opens is closed, or the end of the text. */
static size_t bracket_end(struct str text, size_t at)
{
    size_t open = 0;

    for (; at < text.length; at++) {
        open += char_is_any(text.text[at], "[{");
        open -= char_is_any(text.text[at], "]}");
        if (open == 0)
            return at + 1;
    }
    return text.length;
}

/* The quote that ends a value in quotes: an escaped one where the first is. */
static size_t quote_end(struct str text, size_t at, char quote, bool is_escaped)
{
    for (; at < text.length; at++) {
        if (text.text[at] == quote)
            return is_escaped && at > 0 && text.text[at - 1] == '\\' ? at - 1 : at;
        if (text.text[at] == '\\' && !is_escaped)
            at++;
    }
    return text.length;
}

/* "Bearer abc" is one value. */
static bool is_scheme(struct str word)
{
    static const char *const schemes[] = {"bearer", "basic", "token", "digest"};

    for (size_t i = 0; i < ARRAY_LENGTH(schemes); i++)
        if (str_equal_ignoring_case(word, str_of(schemes[i])))
            return true;
    return false;
}

static size_t word_end(struct str text, size_t at)
{
    return at + str_find_any(str_slice(text, at, SIZE_MAX), " \t\r\n&;,\"'<>)]}\\");
}

/* The value from text[at] on, without quotes. */
static void value_behind(struct str text, size_t at, size_t *start, size_t *end)
{
    bool is_escaped;

    while (at < text.length && is_blank(text.text[at]))
        at++;
    is_escaped = at + 1 < text.length && text.text[at] == '\\' && is_quote(text.text[at + 1]);
    at += is_escaped;
    if (at < text.length && is_quote(text.text[at])) {
        *start = at + 1;
        *end = quote_end(text, at + 1, text.text[at], is_escaped);
        return;
    }
    *start = at;
    if (at < text.length && char_is_any(text.text[at], "[{")) {
        *end = bracket_end(text, at);
        return;
    }
    *end = word_end(text, at);
    if (is_scheme(str_slice(text, at, *end - at)) && *end < text.length &&
        is_blank(text.text[*end]))
        *end = word_end(text, *end + 1);
}

static struct str search_behind(struct search *search, struct str text, const char *separators)
{
    struct splice splice;
    struct str found;
    size_t at = 0, start, end;

    splice_begin(&splice, text);
    while ((at += str_find_any(str_slice(text, at, SIZE_MAX), separators)) < text.length) {
        struct str name = name_before(text, at);
        struct name_says says;

        at++;
        if (name.length == 0 || name.text < text.text + splice.done)
            continue;
        says = search_name(search, NAME_IN_FIELD, name);
        if (says.secrecy < SECRECY_BY_FORM)
            continue;
        value_behind(text, at, &start, &end);
        if (start >= end || !search_hides(says.secrecy, str_slice(text, start, end - start)))
            continue;
        search_tell(search, str_slice(text, start, end - start));
        splice_put(&splice, start, end, STR(REDACTED));
        at = end;
    }
    found = splice_end(&splice, search->arena);
    return search->learner ? text : found;
}

struct str search_assigned(struct search *search, struct str text)
{
    return search_behind(search, text, "=");
}

struct str search_plain(struct search *search, struct str text)
{
    return search_behind(search, text, "=:>");
}
