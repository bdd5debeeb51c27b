#include "decode/parameter.h"

#include "decode/candidates.h"
#include "decode/parameter_read.h"
#include "decode/query_object.h"
#include "http/cookie.h"

/* ---- where in a request its text is ---- */

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
    return parameter->content && content_kind_of(parameter->content->key) == CONTENT_FORM;
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

/* None: it is not there, or it is an object that has no name of its own. */
static struct parameter_text find_texts(struct arena *arena, const struct request_texts *texts,
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

/* ---- reading it ---- */

static enum reading read_present(struct decoding *decoding, const struct parameter *parameter,
                                 const struct parameter_text *text, struct parameter_value *value)
{
    enum reading reading = READING_VALUE;
    /* OpenAPI 3.1, 4.8.12.2: with allowEmptyValue an empty value is right whatever the schema. */
    bool empty = parameter->allow_empty && text->count && text->texts[0].length == 0;

    if (!empty && (parameter->schema || parameter->content)) /* 2.0's type: file has neither */
        reading = parameter_read(decoding, parameter, text, value);
    value->count = text->count;
    return reading;
}

static bool takes_empty_object(struct decoding *decoding, const struct parameter *parameter)
{
    struct candidates empty = {.count = 0};
    bool holds;

    candidates_add(&empty, json_node(decoding->arena, STR("{}")));
    candidates_choose(&empty, decoding, parameter->schema, &holds);
    return holds;
}

static enum reading read_object(struct decoding *decoding, const struct request_texts *texts,
                                const struct parameter *parameter, struct parameter_text *text,
                                struct parameter_value *value)
{
    value->problem = query_object_read(decoding, texts, parameter, &text->properties);
    if (value->problem.text)
        return READING_UNSUPPORTED;
    if (text->properties.count)
        return read_present(decoding, parameter, text, value);
    value->unwritten = takes_empty_object(decoding, parameter);
    return READING_ABSENT;
}

enum reading decode_parameter(struct decoding *decoding, const struct request_texts *texts,
                              const struct parameter *parameter, struct parameter_value *value)
{
    struct parameter_text text = find_texts(decoding->arena, texts, parameter);

    *value = (struct parameter_value){0};
    if (text.count)
        return read_present(decoding, parameter, &text, value);
    if (query_object_is(decoding, parameter))
        return read_object(decoding, texts, parameter, &text, value);
    return READING_ABSENT;
}

enum reading decode_header(struct decoding *decoding, const struct parameter *header,
                           struct str text, struct parameter_value *value)
{
    return parameter_read(decoding, header, &(struct parameter_text){.texts = &text, .count = 1},
                          value);
}
