/* Secrets of a body, by its media type; and of values that hold a text of another kind. */
#include "base/percent.h"
#include "http/media_type.h"
#include "redact/search.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char first_character(struct str text)
{
    text = str_trim(text);
    return text.length ? text.text[0] : '\0';
}

/* "a=1&b=2": nothing that a form would encode. */
static bool looks_like_pairs(struct str text)
{
    return str_find_char(text, '=') < text.length &&
           str_find_any(text, " \t\r\n\"<{") == text.length;
}

static bool looks_like_graphql(struct str text)
{
    static const char *const words[] = {"query", "mutation", "subscription", "fragment"};
    char after;

    text = str_trim(text);
    if (str_starts_with(text, STR("{"))) /* of JSON, a quote would follow */
        return ascii_is_alpha(first_character(str_slice(text, 1, SIZE_MAX)));
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_starts_with(text, str_of(words[i])) && text.length > strlen(words[i])) {
            after = text.text[strlen(words[i])];
            return is_blank(after) || after == '{' || after == '(';
        }
    return false;
}

/* The delimiter that the body starts with, where the type names none. */
static struct str boundary_of(const struct content_type *type, struct str bytes)
{
    struct str boundary = content_type_parameter(type, "boundary");

    if (!boundary.length && str_starts_with(bytes, STR("--")))
        boundary = str_trim(str_slice(bytes, 2, str_find_any(bytes, "\r\n") - 2));
    return boundary;
}

/* A delimiter, and the head of a part. */
static bool looks_like_multipart(struct str text)
{
    static const struct str field = STR_INITIAL("content-");
    size_t line = str_find_char(text, '\n') + 1;

    return str_starts_with(text, STR("--")) &&
           str_equal_ignoring_case(str_slice(text, line, field.length), field);
}

/* By what the text looks like. false: like nothing that is read. */
static bool search_as_it_looks(struct search *search, struct str text, struct str *found)
{
    static const struct content_type nameless = {0};
    char first = first_character(text);

    if ((first == '{' || first == '[') && search_json(search, text, found))
        return true;
    if (first == '<' && search_xml(search, text, found))
        return true;
    if (search_message(search, text, found))
        return true;
    if (looks_like_multipart(text))
        *found = search_multipart(search, boundary_of(&nameless, text), text);
    else if (looks_like_graphql(text))
        *found = search_graphql(search, text);
    else if (looks_like_pairs(text) && str_find(text, STR("://")) == SIZE_MAX && first != '/')
        *found = search_pairs(search, text);
    else
        return false;
    return true;
}

/* ---- URLs in a text ---- */

static bool ends_url(char c)
{
    return (unsigned char)c <= ' ' || char_is_any(c, "\"'<>`");
}

static bool is_of_scheme(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "+-.");
}

/* What ends a sentence or a bracket around the URL is no part of it. */
static struct str without_punctuation(struct str url)
{
    while (url.length && char_is_any(url.text[url.length - 1], ".,:;!?)]}"))
        url.length--;
    return url;
}

static struct str search_urls(struct search *search, struct str text)
{
    struct splice splice;
    size_t at = 0, colon;

    splice_begin(&splice, text);
    while ((colon = str_find(str_slice(text, at, SIZE_MAX), STR(":/"))) != SIZE_MAX) {
        size_t start = at + colon, end = at + colon + 2;
        struct str url, found;

        while (start > at && is_of_scheme(text.text[start - 1]))
            start--;
        while (end < text.length && !ends_url(text.text[end]))
            end++;
        url = without_punctuation(str_slice(text, start, end - start));
        found = search_url(search, url);
        if (found.text != url.text)
            splice_put(&splice, start, start + url.length, found);
        at = end;
    }
    return splice_end(&splice, search->arena);
}

/* A URL or form in a URL in a URL. */
static bool is_encoded(struct str text)
{
    return str_find_char(text, '%') < text.length &&
           (str_find(text, STR("%3D")) != SIZE_MAX || str_find(text, STR("%3d")) != SIZE_MAX ||
            str_find(text, STR("%40")) != SIZE_MAX) &&
           str_find_any(text, " \t\r\n\"<{") == text.length;
}

static bool search_encoded(struct search *search, struct str text, struct str *found)
{
    struct str decoded, changed;
    struct strbuf encoded;

    if (!is_encoded(text))
        return false;
    percent_decode(search->arena, text, PLUS_IS_LITERAL, &decoded);
    changed = search_value(search, decoded);
    if (changed.text == decoded.text)
        return false;
    strbuf_init(&encoded, SIZE_MAX);
    percent_encode(&encoded, changed);
    *found = str_copy(search->arena, strbuf_str(&encoded));
    strbuf_release(&encoded);
    return true;
}

/* ---- values ---- */

struct str search_value(struct search *search, struct str text)
{
    struct str found = text;

    if (text.length < SEARCH_VALUE_MIN || search->depth == SEARCH_MAX_DEPTH ||
        (!search_may_tell(text) &&
         (search->learner || (str_find(text, STR(":/")) == SIZE_MAX && !is_encoded(text)))))
        return text;
    search->depth++;
    if (!search_as_it_looks(search, text, &found)) {
        found = text.text[0] == '/' ? search_url(search, text) : search_urls(search, text);
        found = search_assigned(search, found);
        if (found.text == text.text)
            search_encoded(search, text, &found);
    }
    search->depth--;
    return found;
}

/* ---- bodies ---- */

static bool search_as_kind(struct search *search, enum content_kind kind, struct str bytes,
                           struct str boundary, struct str *found)
{
    switch (kind) {
    case CONTENT_JSON:
        return search_json(search, bytes, found);
    case CONTENT_XML:
        return search_xml(search, bytes, found);
    case CONTENT_FORM:
        if (first_character(bytes) == '{')
            return false;
        *found = search_pairs(search, bytes);
        return true;
    case CONTENT_MULTIPART:
        *found = search_multipart(search, boundary, bytes);
        return true;
    case CONTENT_JSON_LINES:
    case CONTENT_JSON_SEQUENCE:
        *found = search_json_lines(search, bytes);
        return true;
    case CONTENT_EVENT_STREAM:
        *found = search_event_stream(search, bytes);
        return true;
    case CONTENT_OTHER:
        break;
    }
    return false;
}

enum { YAML_LEARNED_MAX_BYTES = 1024 * 1024 /* of a body that is read for its secrets */ };

/* application/yaml (RFC 9512) and its other names. What it has is learned; in its text, names and
   values stand as in any other. */
static void learn_yaml(struct search *search, struct str type, struct str bytes)
{
    static const struct str yaml = STR_INITIAL("yaml");
    struct str name = content_type_name(type);
    struct read_failure failure;
    const struct document *document;

    if (!search->learner || bytes.length > YAML_LEARNED_MAX_BYTES || name.length <= yaml.length ||
        !str_equal_ignoring_case(str_slice(name, name.length - yaml.length, SIZE_MAX), yaml))
        return;
    document = yaml_read(search->arena, STR("body"), bytes, &failure);
    if (document)
        search_json_value(search, document->root);
}

struct str search_body(struct search *search, struct str type, struct str bytes)
{
    struct content_type parsed;
    struct str found = bytes, boundary = STR_NONE;
    enum content_kind kind = content_kind_of(content_type_name(type));

    if (kind == CONTENT_MULTIPART && content_type_parse(type, &parsed))
        boundary = boundary_of(&parsed, bytes);
    if (bytes.length == 0 || search_as_kind(search, kind, bytes, boundary, &found))
        return found;
    learn_yaml(search, type, bytes);
    if ((kind != CONTENT_JSON || first_character(bytes) != '{') && /* else it is broken JSON */
        search_as_it_looks(search, bytes, &found))
        return found;
    found = search_urls(search, bytes);
    return search_plain(search, found);
}
