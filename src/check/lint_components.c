/* Components are walked as nodes, for only what operations use becomes a struct. What was judged
   with an operation is passed over (schemas and examples are judged once). */
#include "check/lint.h"

/* The value of an Example Object, which may be a reference. NULL: none, or kept elsewhere. */
static const struct node *example_value(struct lint *lint, const struct node *object)
{
    return node_member(openapi_dereference(lint->checker->api, object), STR("value"));
}

static void lint_one_example(struct lint *lint, const struct node *value,
                             const struct media_type *type)
{
    const struct example example = {.value = value, .place = value};
    const struct lint_site site = {.direction = SCHEMA_ANY};
    struct media_type with_example;

    if (!value)
        return;
    if (type->key.text) {
        with_example = *type;
        with_example.examples = &example;
        with_example.example_count = 1;
        lint_media_type(lint, &with_example, site);
    } else {
        lint_examples(lint, &example, 1, type->schema, &site);
    }
}

/* 2.0's parameters and headers are their own schemas, but for bodies and files. */
static const struct node *schema_of(const struct api *api, const struct node *object)
{
    const struct node *schema = node_member(object, STR("schema"));
    struct str type = node_member_string(object, "type");

    if (!schema && field_is_known(api, FIELD_PARAMETER_TYPE) && type.text && !str_is(type, "file"))
        return object;
    return schema;
}

/* A Media Type, Parameter or Header Object; key: of a media type, else absent. */
static void lint_described(struct lint *lint, const struct node *object, struct str key)
{
    const struct node *examples = node_member(object, STR("examples"));
    const struct media_type type = {.key = key, .schema = schema_of(lint->checker->api, object)};

    lint_schema(lint, type.schema);
    if (field_is_known(lint->checker->api, FIELD_MEDIA_TYPE_ITEM_SCHEMA))
        lint_schema(lint, node_member(object, STR("itemSchema")));
    lint_one_example(lint, node_member(object, STR("example")), &type);
    if (node_is(examples, NODE_OBJECT))
        for (const struct node *name = node_first(examples); name < node_end(examples);
             name = node_next_key(name))
            lint_one_example(lint, example_value(lint, node_value(name)), &type);
}

static void lint_content(struct lint *lint, const struct node *object)
{
    const struct node *content = node_member(object, STR("content"));

    if (node_is(content, NODE_OBJECT))
        for (const struct node *key = node_first(content); key < node_end(content);
             key = node_next_key(key))
            lint_described(lint, node_value(key), node_string(key));
}

static void lint_parameter(struct lint *lint, const struct node *parameter)
{
    lint_described(lint, parameter, STR_NONE);
    lint_content(lint, parameter);
}

/* 2.0: "type": "file" is no schema. */
static const struct node *unless_file(const struct node *schema)
{
    return str_is(node_member_string(schema, "type"), "file") ? NULL : schema;
}

static void lint_media_type_component(struct lint *lint, const struct node *media_type)
{
    lint_described(lint, openapi_dereference(lint->checker->api, media_type), STR_NONE);
}

static void lint_response(struct lint *lint, const struct node *response)
{
    const struct node *headers = node_member(response, STR("headers"));

    lint_content(lint, response);
    if (field_is_known(lint->checker->api, FIELD_RESPONSE_SCHEMA))
        lint_schema(lint, unless_file(node_member(response, STR("schema"))));
    if (node_is(headers, NODE_OBJECT))
        for (const struct node *key = node_first(headers); key < node_end(headers);
             key = node_next_key(key))
            lint_parameter(lint, openapi_dereference(lint->checker->api, node_value(key)));
}

static const struct {
    enum field kind;
    void (*lint)(struct lint *lint, const struct node *component);
} kinds[] = {
    {FIELD_COMPONENTS_SCHEMAS, lint_schema},
    {FIELD_COMPONENTS_PARAMETERS, lint_parameter},
    {FIELD_COMPONENTS_HEADERS, lint_parameter},
    {FIELD_COMPONENTS_RESPONSES, lint_response},
    {FIELD_COMPONENTS_REQUEST_BODIES, lint_content},
    {FIELD_COMPONENTS_MEDIA_TYPES, lint_media_type_component},
};

void lint_components(struct lint *lint)
{
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        const struct node *map = openapi_components(lint->checker->api, kinds[i].kind);

        if (!map)
            continue;
        for (const struct node *key = node_first(map); key < node_end(map);
             key = node_next_key(key))
            kinds[i].lint(lint, node_value(key));
    }
}
