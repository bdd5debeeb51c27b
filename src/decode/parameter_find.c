/* Where in a request a parameter's text is. */
#include "decode/parameter.h"
#include "http/cookie.h"

static bool find_in_path(const struct route *route, struct str name, struct str *text)
{
    for (size_t i = 0; i < route->parameter_count; i++)
        if (str_equal(route->parameters[i].name, name)) {
            *text = route->parameters[i].value;
            return true;
        }
    return false;
}

static bool is_form(const struct parameter *parameter)
{
    struct content_type type;

    return parameter->content && content_type_parse(parameter->content->key, &type) &&
           content_type_kind(&type) == CONTENT_FORM;
}

/* OpenAPI 3.2, 4.12.6: with style: cookie, exploded, each element is a cookie of its own. */
static size_t find_cookies(struct arena *arena, const struct headers *headers,
                           const struct parameter *parameter, const struct str **texts)
{
    size_t count = cookie_find_all(headers, parameter->name, NULL, 0);
    struct str *found;

    if (count > QUERY_MAX_PAIRS)
        count = QUERY_MAX_PAIRS;
    if (count > 1 && (parameter->style != STYLE_COOKIE || !parameter->explode))
        count = 1;
    *texts = found = ARENA_ARRAY(arena, struct str, count + 1);
    cookie_find_all(headers, parameter->name, found, count);
    return count;
}

struct parameter_text parameter_find(struct arena *arena, const struct request_texts *texts,
                                     const struct parameter *parameter)
{
    const struct headers *headers = texts->headers;
    struct str *one = ARENA_NEW(arena, struct str);
    struct parameter_text text = {.texts = one, .encoded = true, .plus = PLUS_IS_LITERAL};

    switch (parameter->in) {
    case IN_PATH:
        text.count = find_in_path(texts->route, parameter->name, one);
        break;
    case IN_QUERY:
        text.plus = PLUS_IS_SPACE;
        text.count = query_pairs_find(&texts->query, arena, parameter->name, &text.texts);
        break;
    case IN_HEADER:
        text.encoded = false;
        *one = headers_joined(arena, headers, parameter->name);
        text.count = one->text != NULL;
        break;
    case IN_COOKIE:
        text.encoded = parameter->style != STYLE_COOKIE; /* OpenAPI 3.2, 4.12.2.3 */
        text.count = find_cookies(arena, headers, parameter, &text.texts);
        break;
    case IN_QUERYSTRING:
        text.plus = is_form(parameter) ? PLUS_IS_SPACE : PLUS_IS_LITERAL;
        *one = texts->route->query;
        text.count = one->length > 0;
        break;
    case IN_FORM:
        text.encoded = texts->form_encoded;
        text.plus = PLUS_IS_SPACE;
        text.count = query_pairs_find(&texts->form, arena, parameter->name, &text.texts);
        break;
    }
    return text;
}
