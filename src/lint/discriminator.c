/* Discriminators: the property they name, and where their mappings lead. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* "Cat", a component's name, or a reference such as "#/components/schemas/Cat" or "cat.json". */
static bool is_component(struct lint *lint, struct str name)
{
    const struct node *schemas = openapi_components(lint->checker->api, FIELD_COMPONENTS_SCHEMAS);

    return node_member(schemas, name) != NULL;
}

static bool is_name(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_alpha(text.text[i]) && !ascii_is_digit(text.text[i]) &&
            !char_is_any(text.text[i], "._-"))
            return false;
    return text.length > 0;
}

static const char *component_hint(struct lint *lint, struct near_miss *miss)
{
    const struct node *schemas = openapi_components(lint->checker->api, FIELD_COMPONENTS_SCHEMAS);

    if (schemas && lint_may_hint(lint, schemas->length))
        for (const struct node *key = node_first(schemas); key < node_end(schemas);
             key = node_next_key(key))
            near_miss_try(miss, node_string(key));
    return near_miss_hint(miss);
}

static void lint_mapping(struct lint *lint, const struct node *value)
{
    struct str text = node_string(value);
    struct near_miss miss;
    struct error problem = {0};

    if (!text.text || is_component(lint, text))
        return;
    if (is_name(text) && str_find_char(text, '.') == text.length) {
        miss = near_miss_of(text);
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_OFF, value,
                   "there is no schema \"%.*s\"%s", STR_ARGS(text), component_hint(lint, &miss));
        return;
    }
    if (!openapi_follow(lint->checker->api, value, &problem) && !problem.unread)
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_OFF, value,
                   "the mapping leads nowhere: \"%.*s\"", STR_ARGS(text));
}

static bool is_null(const struct node *branch)
{
    return str_is(node_member_string(branch, "type"), "null");
}

static void lint_branches(struct lint *lint, const struct node *list, const struct node *name)
{
    if (!node_is(list, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (!is_null(item) && schema_describes(lint, item, node_string(name)) == DESCRIBED_NOT)
            lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING, item,
                       "this schema does not describe \"%.*s\", by which it is told apart",
                       STR_ARGS(node_string(name)));
}

/* 3.0.4, 4.7.25: "inline schemas will not be considered when using a discriminator". */
static void lint_inline(struct lint *lint, const struct node *list)
{
    if (!node_is(list, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (node_is(item, NODE_OBJECT) && !node_member(item, STR("$ref")) && !is_null(item))
            lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING, item,
                       "this schema is written inline: no value of the discriminator can name it");
}

static void lint_object_form(struct lint *lint, const struct schema_view *view,
                             const struct node *discriminator)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    const struct node *name = node_member(discriminator, STR("propertyName"));
    const struct node *fallback = node_member(discriminator, STR("defaultMapping"));

    lint_object(lint, discriminator, OBJECT_DISCRIMINATOR, (struct lint_site){0});
    if (node_is(mapping, NODE_OBJECT))
        for (const struct node *key = node_first(mapping); key < node_end(mapping);
             key = node_next_key(key))
            lint_mapping(lint, node_value(key));
    if (fallback && field_is_known(lint->checker->api, FIELD_DISCRIMINATOR_DEFAULT_MAPPING))
        lint_mapping(lint, fallback);
    lint_inline(lint, view->members[KEYWORD_ONE_OF]);
    lint_inline(lint, view->members[KEYWORD_ANY_OF]);
    if (!node_is(name, NODE_STRING) ||
        node_member(view->members[KEYWORD_PROPERTIES], node_string(name)))
        return;
    lint_branches(lint, view->members[KEYWORD_ONE_OF], name);
    lint_branches(lint, view->members[KEYWORD_ANY_OF], name);
}

/* 2.0, Schema Object: the property is described in this schema, and required. */
static void lint_name_form(struct lint *lint, const struct schema_view *view,
                           const struct node *discriminator)
{
    if (schema_describes(lint, view->schema, node_string(discriminator)) == DESCRIBED_NOT)
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING, discriminator,
                   "the discriminator names no property of the schema: \"%.*s\"",
                   STR_ARGS(node_string(discriminator)));
}

void lint_discriminator(struct lint *lint, const struct schema_view *view)
{
    const struct node *discriminator = view->members[KEYWORD_DISCRIMINATOR];
    bool is_20 = lint->checker->api->version->number & VERSION_2_0;

    if (node_is(discriminator, NODE_STRING) && is_20)
        lint_name_form(lint, view, discriminator);
    else if (node_is(discriminator, NODE_OBJECT) && !is_20)
        lint_object_form(lint, view, discriminator);
    else
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, discriminator,
                   "discriminator must be %s in OpenAPI %s",
                   is_20 ? "the name of a property" : "an object",
                   lint->checker->api->version->text);
}
