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
    const struct schema *schema = decoding_schema(&checker->decoding, example->schema);
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

/* ---- what stands before a value ---- */

static bool is_form(struct str media_type)
{
    struct content_type type;

    return content_type_parse(media_type, &type) &&
           str_equal_ignoring_case(type.subtype, STR("x-www-form-urlencoded"));
}

/* Where pairs stand. name: what the value of a parameter is sent behind; may be absent. */
static void lint_pairs(struct lint *lint, const struct lint_example *example, struct str name)
{
    struct str text = node_string(example->value);

    if (str_starts_with(text, STR("?")) || str_starts_with(text, STR("&")))
        lint_raise(lint, example->rule, SEVERITY_WARNING, example->value,
                   "the \"%.1s\" before it is no part of a serializedValue", text.text);
    else if (name.length && text.length && str_find_char(text, '=') == text.length &&
             !str_equal(text, name))
        lint_raise(lint, example->rule, SEVERITY_WARNING, example->value,
                   "serializedValue lacks the name, which is sent with the value: \"%.*s=...\"",
                   STR_ARGS(name));
}

/* 3.2, "Serialization and Examples": which names and delimiters belong to a value. */
void lint_sent_names(struct lint *lint, const struct lint_example *example)
{
    bool of_header = example->kind == OBJECT_HEADER;
    struct str text = node_string(example->value),
               in = example->kind == OBJECT_PARAMETER ? node_member_string(example->object, "in")
                                                      : STR_NONE;
    struct str name = of_header ? example->site.name : node_member_string(example->object, "name");

    if (!(lint->checker->api->version->number & VERSION_3_2))
        return;
    if (str_is(in, "query") || str_is(in, "cookie"))
        lint_pairs(lint, example, name);
    else if (example->kind == OBJECT_MEDIA_TYPE && is_form(example->site.media_type))
        lint_pairs(lint, example, STR_NONE);
    else if ((of_header || str_is(in, "header")) && name.length && text.length > name.length &&
             text.text[name.length] == ':' &&
             str_equal_ignoring_case(str_slice(text, 0, name.length), name))
        lint_raise(lint, example->rule, SEVERITY_WARNING, example->value,
                   "the header's name is no part of its serializedValue");
}

/* ---- the value ---- */

/* A text that is no serializedValue was found to hold. */
void lint_check_sent_text(struct lint *lint, const struct lint_example *example)
{
    const struct node *data = example->serialized ? lint_data_beside(example) : NULL;
    struct parameter_value value;

    if (!example->serialized)
        return;
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
