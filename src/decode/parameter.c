#include "decode/parameter.h"

#include "decode/parameter_reader.h"
#include "decode/query_object.h"
#include "decode/schema_shape.h"
#include "http/cookie.h"
#include "http/header_elements.h"

/* ---- where in a request its text is ---- */

/* Of the route's; parameter_count: it has none of that name. */
static size_t find_in_route(const struct route *route, struct str name)
{
    size_t i = 0;

    while (i < route->parameter_count && !str_equal(route->parameters[i].name, name))
        i++;
    return i;
}

static bool find_in_path(const struct route *route, struct str name, struct str *text)
{
    size_t at = find_in_route(route, name);

    if (at < route->parameter_count)
        *text = route->parameters[at].value;
    return at < route->parameter_count;
}

static bool is_form(const struct parameter *parameter)
{
    return parameter->content && content_kind_of(parameter->content->key) == CONTENT_FORM;
}

static size_t find_cookies(struct arena *arena, const struct headers *headers,
                           const struct parameter *parameter, const struct str **texts)
{
    size_t count = cookie_find_all(headers, parameter->name, NULL, 0);
    struct str *found;

    if (count > QUERY_MAX_PAIRS)
        count = QUERY_MAX_PAIRS;
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
        *one = headers_lines(arena, headers, parameter->name);
        if (parameter->content)
            *one = header_joined(arena, *one);
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
        reading = parameter_read(decoding, parameter, text, SCHEMA_REQUEST, value);
    value->count = text->count;
    return reading;
}

static bool takes_empty_object(struct decoding *decoding, const struct parameter *parameter)
{
    const struct schema *schema = decoding_schema(decoding, parameter->schema);
    const struct node *empty = json_node(decoding->arena, STR("{}"));

    return !schema || schema_evaluate(decoding->evaluator, schema, empty, NULL) != SCHEMA_INVALID;
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

/* Why it cannot be told what the parameter's text is; NULL: it can. OpenAPI 3.2, 4.12.2: the effect
   of a cookie that is described as a header is undefined. */
static const char *reason_without_text(const struct api *api, const struct request_texts *texts,
                                       const struct parameter *parameter)
{
    size_t at;

    if (parameter->in == IN_HEADER && api->version->number != VERSION_2_0 &&
        str_equal_ignoring_case(parameter->name, STR("cookie")) &&
        headers_get(texts->headers, "cookie").text)
        return "a header parameter named Cookie has no meaning: cookies are in cookie";
    if (parameter->in != IN_PATH)
        return NULL;
    at = find_in_route(texts->route, parameter->name);
    if (at == texts->route->parameter_count)
        return "it does not stand in the path's template: lint tells how";
    return texts->route->parameters[at].undecided
               ? "its segment of the path can be split in more ways than are tried"
               : NULL;
}

static enum value_answer ask_schema(struct decoding *decoding, const struct parameter *parameter,
                                    const struct node *value)
{
    const struct node *node = parameter->content ? parameter->content->schema : parameter->schema;
    const struct schema *schema = decoding_schema(decoding, node);

    if (!schema || !value)
        return VALUE_HOLDS;
    switch (schema_evaluate(decoding->evaluator, schema, value, NULL)) {
    case SCHEMA_VALID:
        return evaluator_warned(decoding->evaluator) ? VALUE_DOUBTFUL : VALUE_HOLDS;
    case SCHEMA_INVALID:
        return VALUE_FAILS;
    case SCHEMA_UNKNOWN:
        break;
    }
    return VALUE_DOUBTFUL;
}

enum value_answer decode_path_value(struct decoding *decoding, const struct parameter *parameter,
                                    struct str text)
{
    struct parameter_text one = {
        .texts = &text, .count = 1, .encoded = true, .plus = PLUS_IS_LITERAL};
    struct parameter_value value = {0};

    switch (read_present(decoding, parameter, &one, &value)) {
    case READING_VALUE:
        return ask_schema(decoding, parameter, value.node);
    case READING_UNSUPPORTED:
        return VALUE_DOUBTFUL;
    case READING_ABSENT:
    case READING_BROKEN:
        break;
    }
    return VALUE_FAILS;
}

enum reading decode_parameter(struct decoding *decoding, const struct request_texts *texts,
                              const struct parameter *parameter, struct parameter_value *value)
{
    struct parameter_text text = find_texts(decoding->arena, texts, parameter);
    const char *reason = reason_without_text(decoding->api, texts, parameter);

    *value = (struct parameter_value){0};
    if (reason)
        return reading_unsupported(value, str_of(reason));
    if (text.count && query_object_has_own_name(decoding, parameter))
        query_object_read(decoding, texts, parameter, &text.properties);
    if (text.count)
        return read_present(decoding, parameter, &text, value);
    if (query_object_is(decoding, parameter))
        return read_object(decoding, texts, parameter, &text, value);
    return READING_ABSENT;
}

/* Does the header have one value, of which several lines are several? */
static bool is_one_of_lines(struct decoding *decoding, const struct parameter *header,
                            struct str lines)
{
    return header_lines_of(header->name) == HEADER_LINES &&
           str_find_char(lines, HEADER_LINE) < lines.length && header->schema &&
           !(shape_types(decoding, header->schema) & (KIND_ARRAY | KIND_OBJECT));
}

static enum reading read_header(struct decoding *decoding, const struct parameter *header,
                                struct str text, struct parameter_value *value)
{
    return parameter_read(decoding, header, &(struct parameter_text){.texts = &text, .count = 1},
                          SCHEMA_RESPONSE, value);
}

/* Of several cookies that are set one is meant: the first that holds, else the first. */
enum reading decode_header(struct decoding *decoding, const struct parameter *header,
                           struct str lines, struct parameter_value *value)
{
    struct str rest = lines;

    if (header->content)
        return read_header(decoding, header, header_joined(decoding->arena, lines), value);
    while (rest.text && is_one_of_lines(decoding, header, lines))
        if (read_header(decoding, header, str_cut(&rest, HEADER_LINE), value) == READING_VALUE &&
            ask_schema(decoding, header, value->node) == VALUE_HOLDS)
            return READING_VALUE;
    return read_header(decoding, header, lines, value);
}
