/* The text of an example as a parameter or header is sent. What "serialized" takes in is open: the
   value alone ("1,2,3"), or the whole with its name ("ids=1,2,3", "?ids=1,2,3"). The reading that
   holds is meant. */
#include "decode/example.h"

#include "base/percent.h"
#include "base/strbuf.h"

/* What decodes the parameter out of the text; a text in which it is not found is none. */
static enum reading read_as(struct decoding *decoding, const struct parameter *parameter,
                            struct str text, struct parameter_value *value)
{
    const struct operation operation = {.parameters = {.items = parameter, .count = 1}};
    struct header cookie = {.name = STR("Cookie"), .value = text};
    const struct headers headers = {.items = &cookie, .count = 1};
    struct route route = {.parameter_count = 1, .query = text};
    struct request_texts texts = {.operation = &operation, .route = &route, .headers = &headers};

    if (parameter->in == IN_HEADER)
        return decode_header(decoding, parameter, text, value);
    route.parameters[0].name = parameter->name;
    route.parameters[0].value = text;
    query_pairs_read(decoding->arena, text, &texts.query);
    return decode_parameter(decoding, &texts, parameter, value);
}

/* "NAME=text". */
static struct str named(struct arena *arena, const struct parameter *parameter, struct str text)
{
    struct strbuf out;
    struct str copy;

    strbuf_init(&out, SIZE_MAX);
    if (parameter->in == IN_QUERY)
        percent_encode(&out, parameter->name);
    else
        strbuf_add(&out, parameter->name);
    strbuf_add_char(&out, '=');
    strbuf_add(&out, text);
    copy = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return copy;
}

static bool holds(struct decoding *decoding, const struct parameter *parameter,
                  const struct node *value)
{
    const struct node *node = parameter->content ? parameter->content->schema : parameter->schema;
    const struct schema *schema = decoding_schema(decoding, node);

    return !schema || !value ||
           schema_evaluate(decoding->evaluator, schema, value, NULL) != SCHEMA_INVALID;
}

enum reading decode_example(struct decoding *decoding, const struct parameter *parameter,
                            struct str text, struct parameter_value *value)
{
    bool has_name = parameter->in == IN_QUERY || parameter->in == IN_COOKIE;
    struct str whole = str_starts_with(text, STR("?")) ? str_slice(text, 1, SIZE_MAX) : text;
    struct str texts[] = {whole, has_name ? named(decoding->arena, parameter, text) : text};
    struct parameter_value first = {0};
    enum reading outcome = READING_ABSENT;

    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        enum reading reading = read_as(decoding, parameter, texts[i], value);

        if (reading == READING_VALUE && holds(decoding, parameter, value->node))
            return reading;
        if (outcome == READING_ABSENT) {
            outcome = reading;
            first = *value;
        }
    }
    *value = first;
    return outcome;
}
