/* Examples of parameters and headers. They have two legal forms: the value as data, and the text
   that is sent, which the style decodes (OpenAPI 3.0.4, 4.7.12.2.4; 3.2: serializedValue). Only an
   example that fits in neither is wrong. */
#include "decode/example.h"
#include "lint/linter.h"

static bool read_object(struct lint *lint, const struct lint_example *example,
                        struct parameter *parameter)
{
    struct api *api = lint->checker->api;

    if (example->kind == OBJECT_PARAMETER)
        return openapi_parameter(api, example->object, parameter);
    openapi_header(api, example->site.name, example->object, parameter);
    return true;
}

static bool holds(struct lint *lint, const struct lint_example *example, const struct node *value)
{
    struct checker *checker = lint->checker;
    const struct schema *schema = decoding_schema(&checker->decoding, example->schema, NULL);
    struct schema_question question = {.direction = example->site.direction};

    return !schema ||
           schema_evaluate(checker->evaluator, schema, value, &question) != SCHEMA_INVALID;
}

static enum reading read_text(struct lint *lint, const struct lint_example *example,
                              struct parameter_value *value)
{
    struct parameter parameter;

    if (example->kind == OBJECT_MEDIA_TYPE)
        parameter = (struct parameter){.name = STR("example"),
                                       .in = IN_HEADER,
                                       .style = STYLE_SIMPLE,
                                       .schema = example->schema,
                                       .place = example->object};
    else if (!read_object(lint, example, &parameter)) {
        *value = (struct parameter_value){.problem = STR("the parameter cannot be read")};
        return READING_UNSUPPORTED;
    }
    return decode_example(&lint->checker->decoding, &parameter, node_string(example->value), value);
}

/* What a text means that is no string, the versions do not define: any reading is as good. */
static bool is_text_body(const struct lint_example *example)
{
    struct content_type type;

    return example->kind == OBJECT_MEDIA_TYPE &&
           content_type_parse(example->site.media_type, &type) && content_type_is_text(&type) &&
           !content_type_is_json(&type);
}

bool lint_is_sent_text(struct lint *lint, const struct lint_example *example)
{
    struct parameter_value value;

    if (example->kind != OBJECT_PARAMETER && example->kind != OBJECT_HEADER &&
        !is_text_body(example))
        return false;
    if (example->serialized)
        return true;
    return node_is(example->value, NODE_STRING) && !holds(lint, example, example->value) &&
           read_text(lint, example, &value) == READING_VALUE && value.node &&
           holds(lint, example, value.node);
}

/* A text that is no serializedValue was found to hold. */
void lint_check_sent_text(struct lint *lint, const struct lint_example *example)
{
    const struct node *data = example->serialized ? lint_data_beside(example) : NULL;
    struct parameter_value value;

    if (!example->serialized)
        return;
    if (example->kind == OBJECT_PARAMETER &&
        str_is(node_member_string(example->object, "in"), "query") &&
        str_starts_with(node_string(example->value), STR("?")))
        lint_raise(lint, example->rule, SEVERITY_WARNING, example->value,
                   "the \"?\" before a query is no part of a parameter's serializedValue");
    switch (read_text(lint, example, &value)) {
    case READING_VALUE:
        if (data && value.node && !node_equal(data, value.node))
            lint_raise(lint, example->rule, SEVERITY_OFF, example->value,
                       "serializedValue is another value than dataValue");
        else if (!data && value.node)
            lint_check_value(lint, example, value.node, NULL);
        return;
    case READING_ABSENT:
    case READING_BROKEN:
        lint_raise(lint, example->rule, SEVERITY_OFF, example->value,
                   "serializedValue is not written as %s says: %.*s",
                   example->kind == OBJECT_HEADER ? "the header" : "the parameter",
                   STR_ARGS(value.problem.text ? value.problem : STR("it has no value")));
        return;
    case READING_UNSUPPORTED:
        lint_note(lint, STR_NONE, "an example of \"%.*s\": %.*s", STR_ARGS(example->site.name),
                  STR_ARGS(value.problem));
        return;
    }
}
