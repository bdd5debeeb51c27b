#include "check/placeholder_check.h"

#include "base/data_span.h"
#include "base/utf8.h"
#include "http/cookie.h"
#include "http/placeholder.h"
#include "http/placeholder_json.h"
#include "http/url.h"

enum { SHOWN_BYTES = 40 };

struct str placeholder_of(const struct checker *checker, struct str text)
{
    return checker->exchange && checker->exchange->recorded ? placeholder_find(text) : STR_NONE;
}

static bool numbers_a_name(char before)
{
    return ascii_is_alpha(before) || char_is_any(before, "_-*");
}

/* "<PET_1>" to "<PET_*>": names that are numbered would each be a reason of its own. */
static struct str without_numbers(struct arena *arena, struct str text)
{
    char *out = ARENA_ARRAY(arena, char, text.length);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_digit(text.text[i]) || length == 0 || !numbers_a_name(out[length - 1]))
            out[length++] = text.text[i];
        else if (out[length - 1] != '*')
            out[length++] = '*';
    return (struct str){out, length};
}

struct str placeholder_text(struct arena *arena, struct str placeholder, struct str whole,
                            bool secret)
{
    if (!placeholder.text)
        return STR_NONE;
    if (str_starts_with(placeholder, STR("***")))
        return STR("***");
    if (str_starts_with(placeholder, STR("\xef\xbf\xbd")))
        return STR("U+FFFD");
    if (secret || !str_equal(placeholder, str_trim(whole)))
        placeholder = placeholder_outline(arena, placeholder);
    return data_placeholder(arena, without_numbers(arena, placeholder), SHOWN_BYTES);
}

/* ---- parameters ---- */

/* Each sets *whole to the text that the placeholder stands in. */

static struct str in_path(struct checker *checker, struct str name, struct str *whole)
{
    const struct route *route = &checker->route;

    for (size_t i = 0; i < route->parameter_count; i++) {
        struct str value = route->parameters[i].value;

        if (!str_equal(route->parameters[i].name, name))
            continue;
        *whole = percent_decoded(&checker->arena, value);
        return placeholder_find_in_segment(&checker->arena, value);
    }
    return STR_NONE;
}

static struct str in_query(struct checker *checker, struct str name, struct str *whole)
{
    const struct query_pairs *pairs = &checker->texts.query;

    for (size_t i = 0; i < pairs->count; i++) {
        struct str placeholder;

        if (!str_equal(pairs->items[i].name, name))
            continue;
        percent_decode(&checker->arena, pairs->items[i].value, PLUS_IS_SPACE, whole);
        placeholder = placeholder_find(*whole);
        if (placeholder.text)
            return placeholder;
    }
    return STR_NONE;
}

static struct str find_in(struct str text, struct str *whole)
{
    *whole = text;
    return placeholder_find(text);
}

struct str placeholder_of_cookie(const struct checker *checker, struct str name)
{
    const struct headers *headers = &checker->exchange->request.headers;
    struct str rest = headers_get(headers, "cookie"), pair_name, value, placeholder = STR_NONE;

    while (!placeholder.text && cookie_next(&rest, &pair_name, &value)) {
        placeholder = placeholder_of(checker, pair_name);
        if (!placeholder.text && (pair_name.length == 0 || str_equal(pair_name, name)))
            placeholder = placeholder_of(checker, value);
    }
    return placeholder;
}

struct str placeholder_of_parameter(struct checker *checker, const struct parameter *parameter,
                                    struct str *whole)
{
    const struct headers *headers = &checker->exchange->request.headers;

    *whole = STR_NONE;
    if (!checker->exchange->recorded)
        return STR_NONE;
    switch (parameter->in) {
    case IN_PATH:
        return in_path(checker, parameter->name, whole);
    case IN_QUERY:
        return in_query(checker, parameter->name, whole);
    case IN_HEADER:
        return find_in(headers_joined(&checker->arena, headers, parameter->name), whole);
    case IN_COOKIE:
        return placeholder_of_cookie(checker, parameter->name);
    case IN_QUERYSTRING:
        return find_in(percent_decoded(&checker->arena, checker->route.query), whole);
    case IN_FORM:
        break;
    }
    return STR_NONE;
}

bool placeholder_note_type(struct checker *checker, enum side side)
{
    const struct message_type *type = &checker->types[side];
    const struct exchange *exchange = checker->exchange;
    struct str whole =
        headers_get(side == SIDE_REQUEST ? &exchange->request.headers : &exchange->response.headers,
                    "content-type");
    struct str placeholder = placeholder_text(&checker->arena, type->placeholder, whole, false);

    if (type->state != TYPE_MISSING || !placeholder.text)
        return false;
    raise_not_checked(checker, side == SIDE_REQUEST ? PART_REQUEST_HEADER : PART_RESPONSE_HEADER,
                      STR("content-type"), STR_NONE,
                      "header content-type: a placeholder (%.*s) stands for the value",
                      STR_ARGS(placeholder));
    return true;
}

bool query_is_placeholder(struct checker *checker)
{
    return checker->exchange->recorded &&
           placeholder_is_query(&checker->arena, checker->route.query);
}

const char *query_unknown(struct checker *checker)
{
    if (checker->exchange->request.query_unseen)
        return "the recording has the path without its query";
    return query_is_placeholder(checker) ? "a placeholder stands for the query" : NULL;
}

/* ---- the path ---- */

static bool is_unknown(void *context, struct str segment)
{
    return placeholder_find_in_segment(context, segment).text != NULL;
}

struct str placeholder_route_url(const struct checker *checker, bool *without_base)
{
    struct str url = checker->exchange->request.url, rest;
    size_t length = !checker->exchange->recorded ? 0 : placeholder_length(url, false);

    rest = str_slice(url, length, SIZE_MAX);
    *without_base = length && (rest.length == 0 || char_is_any(rest.text[0], "/?#"));
    return *without_base ? rest : url;
}

/* "/{proxy+}", as API Gateway logs it. */
static bool is_greedy(struct arena *arena, struct str url)
{
    struct str path = percent_decoded(arena, str_slice(url, 0, str_find_char(url, '?')));
    size_t slash = str_find_last(path, '/');

    return slash < path.length && str_starts_with(str_slice(path, slash, SIZE_MAX), STR("/{")) &&
           str_ends_with(path, STR("+}"));
}

/* "https://api.example.com/[REDACTED]" may fit "/pets", but may stand for any path. The route is
   the one that fits, or has no operation. */
static bool is_all_of_path(struct checker *checker, struct str url, const struct route *route)
{
    struct url parts;
    size_t last;

    url_split(url, &parts);
    last = str_find_last(parts.path, '/');
    if (last == parts.path.length ||
        !is_unknown(&checker->arena, str_slice(parts.path, last + 1, SIZE_MAX)))
        return false;
    return last == 0 ||
           (route->operation && str_find_last(route->operation->path, '/') == 0 &&
            str_find_char(route->operation->path, '{') == route->operation->path.length);
}

/* "{{url}}?a=1", "https://[REDACTED]" */
static bool is_all_of_url(struct str url)
{
    size_t scheme = str_find(url, STR("://")), length;

    if (scheme != SIZE_MAX && str_find_any(url, "<{[(") > scheme)
        url = str_slice(url, scheme + 3, SIZE_MAX);
    length = placeholder_length(url, false);
    return length && (length == url.length || char_is_any(url.text[length], "?#"));
}

/* Why it is not known which operation the placeholders in the URL lead to; NULL: *found is the only
   one that fits, or, with its operation NULL, none does. */
static const char *find_route(struct checker *checker, struct route *found)
{
    struct route_unknown unknown = {.is_unknown = is_unknown, .context = &checker->arena};
    struct str url = placeholder_route_url(checker, &unknown.without_base);
    size_t fitting;

    *found = (struct route){0};
    if (is_all_of_url(checker->exchange->request.url))
        return "a placeholder stands for the URL";
    if (is_greedy(&checker->arena, url))
        return "a placeholder stands for the rest of the path";
    fitting = route_match_unknown(checker->api, &checker->arena, checker->exchange->request.method,
                                  url, &unknown, found);
    if (fitting == ROUTE_UNTRIED)
        return "a placeholder stands in the path, and there are more paths than are tried (a "
               "limit)";
    if (fitting > 1)
        return "a placeholder stands in the path, and several paths of the description fit";
    if (is_all_of_path(checker, url, found))
        return "a placeholder stands for the path";
    return NULL;
}

bool placeholder_explains_miss(struct checker *checker)
{
    const char *reason;
    struct route found;

    if (!checker->exchange->recorded ||
        (checker->route.miss != ROUTE_NO_PATH && checker->route.miss != ROUTE_NO_SERVER))
        return false;
    reason = find_route(checker, &found);
    if (reason)
        raise_not_checked(checker, PART_REQUEST_PATH, STR_NONE, STR_NONE, "%s", reason);
    else if (found.operation)
        checker->route = found;
    return reason || found.operation;
}

/* ---- bodies ---- */

static void note_body(struct checker *checker, enum side side, const struct media_type *media_type,
                      struct str placeholder)
{
    placeholder =
        placeholder_text(&checker->arena, placeholder, checker_body(checker, side)->bytes, false);
    raise_not_checked(checker, side == SIDE_REQUEST ? PART_REQUEST_BODY : PART_RESPONSE_BODY,
                      STR_NONE, media_type->key,
                      "the body cannot be read: a placeholder (%.*s) stands in it",
                      STR_ARGS(placeholder));
}

static struct str placeholder_outside_strings(struct arena *arena, struct str json)
{
    struct str quoted = placeholder_quote(arena, json);
    size_t at = 0;

    if (quoted.text == json.text)
        return STR_NONE;
    while (at < json.length && quoted.text[at] == json.text[at])
        at++;
    json = str_slice(json, at, SIZE_MAX);
    return str_slice(json, 0, placeholder_length(json, false));
}

bool placeholder_read_json(struct checker *checker, enum side side,
                           const struct media_type *media_type)
{
    struct json_body *json = &checker->bodies[side];
    struct arena *arena = &checker->arena;
    struct str bytes = checker_body(checker, side)->bytes, quoted;
    struct read_failure failure;

    if (!checker->exchange->recorded || checker_json(checker, side)->document || !json->tried ||
        json->failure.outcome == READ_LIMIT)
        return true;
    quoted = placeholder_quote(arena, bytes);
    if (quoted.text == bytes.text)
        return true;
    json->document = json_read(arena, side_name(side), quoted, &failure);
    if (!json->document)
        note_body(checker, side, media_type, placeholder_outside_strings(arena, bytes));
    return json->document != NULL;
}

bool placeholder_explains_fault(struct checker *checker, enum side side,
                                const struct media_type *media_type)
{
    struct str bytes = checker_body(checker, side)->bytes, placeholder = STR_NONE;

    if (!checker->exchange->recorded)
        return false;
    switch (content_kind_of(media_type->key)) {
    case CONTENT_JSON: /* placeholder_read_json has looked */
    case CONTENT_XML:  /* whose own marks are the same */
        if (placeholder_length(str_trim(bytes), false) == str_trim(bytes).length)
            placeholder = str_trim(bytes);
        break;
    case CONTENT_JSON_LINES:
    case CONTENT_JSON_SEQUENCE:
    case CONTENT_EVENT_STREAM:
        placeholder = placeholder_outside_strings(&checker->arena, bytes);
        break;
    case CONTENT_FORM:
    case CONTENT_MULTIPART:
    case CONTENT_OTHER:
        placeholder = placeholder_find(bytes);
        break;
    }
    if (placeholder.length)
        note_body(checker, side, media_type, placeholder);
    return placeholder.length > 0;
}
