/* Walks schemas by their place in the object model: what stands under `example`, `default`, `enum`,
   `const` or an extension is data, whatever it looks like. A list of pending schemas instead of
   recursion, for chains of references may be long. */
#include "check/lint.h"

static const char *const schema_keys[] = {
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
    "contentSchema",
};
static const char *const schema_list_keys[] = {"allOf", "anyOf", "oneOf", "prefixItems"};
static const char *const schema_map_keys[] = {"properties", "patternProperties", "$defs",
                                              "definitions", "dependentSchemas"};

static void add_pending(struct lint *lint, const struct node *schema)
{
    void **seen;

    if (!schema)
        return;
    seen = node_slot(&lint->checker->arena, &lint->schemas, schema);
    if (*seen)
        return;
    *seen = lint;
    VEC_ADD(&lint->pending, schema);
}

static void add_children(struct lint *lint, const struct node *schema)
{
    for (size_t i = 0; i < ARRAY_LENGTH(schema_keys); i++)
        add_pending(lint, node_member(schema, str_of(schema_keys[i])));
    for (size_t i = 0; i < ARRAY_LENGTH(schema_list_keys); i++) {
        const struct node *list = node_member(schema, str_of(schema_list_keys[i]));

        if (node_is(list, NODE_ARRAY))
            for (const struct node *item = node_first(list); item < node_end(list);
                 item = node_next(item))
                add_pending(lint, item);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(schema_map_keys); i++) {
        const struct node *map = node_member(schema, str_of(schema_map_keys[i]));

        if (node_is(map, NODE_OBJECT))
            for (const struct node *key = node_first(map); key < node_end(map);
                 key = node_next_key(key))
                add_pending(lint, node_value(key));
    }
}

static void lint_own_example(struct lint *lint, enum rule rule, const struct node *value,
                             const struct node *schema)
{
    if (value)
        lint_example(lint,
                     &(struct lint_example){
                         .rule = rule, .value = value, .schema = schema, .direction = SCHEMA_ANY});
}

static void lint_own_examples(struct lint *lint, const struct node *schema)
{
    const struct node *examples = node_member(schema, STR("examples"));

    lint_own_example(lint, RULE_DESCRIPTION_DEFAULT_INVALID, node_member(schema, STR("default")),
                     schema);
    lint_own_example(lint, RULE_DESCRIPTION_EXAMPLE_INVALID, node_member(schema, STR("example")),
                     schema);
    if (!node_is(examples, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(examples); item < node_end(examples);
         item = node_next(item))
        lint_own_example(lint, RULE_DESCRIPTION_EXAMPLE_INVALID, item, schema);
}

static void lint_patterns(struct lint *lint, const struct node *schema)
{
    const struct node *pattern = node_member(schema, STR("pattern"));
    const struct node *properties = node_member(schema, STR("patternProperties"));

    if (node_is(pattern, NODE_STRING))
        lint_pattern(lint, pattern);
    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            lint_pattern(lint, key);
}

static void lint_one(struct lint *lint, const struct node *schema)
{
    struct api *api = lint->checker->api;

    if (node_is_boolean(schema))
        return;
    if (!node_is(schema, NODE_OBJECT)) {
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, schema,
                   "a schema is an object or a boolean, this is a value of type %s",
                   node_type_name(schema));
        return;
    }
    if (node_member(schema, STR("$ref"))) {
        add_pending(lint, openapi_dereference(api, schema));
        if (!api->version->reference_siblings)
            return;
    }
    lint_keywords(lint, schema);
    lint_patterns(lint, schema);
    lint_own_examples(lint, schema);
    add_children(lint, schema);
}

void lint_schema(struct lint *lint, const struct node *schema)
{
    add_pending(lint, schema);
    /* In the order of the text: findings come first by the operation that needs the schema. */
    for (size_t i = 0; i < lint->pending.count; i++)
        lint_one(lint, lint->pending.items[i]);
    lint->pending.count = 0;
}
