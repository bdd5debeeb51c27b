/* Discriminators: the property they name, and where their mappings lead. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* Names a component and can be no file: "Cat", not "cat.json". */
static bool is_name(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_alpha(text.text[i]) && !ascii_is_digit(text.text[i]) &&
            !char_is_any(text.text[i], "_-"))
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

/* The schema that the value of a mapping leads to; NULL: none, which is told, or it is unread. */
static const struct node *mapping_target(struct lint *lint, const struct node *value)
{
    const struct node *schemas = openapi_components(lint->checker->api, FIELD_COMPONENTS_SCHEMAS);
    const struct schema_reader noting = openapi_schema_reader(lint->checker->api);
    struct str text = node_string(value);
    const struct node *target = node_member(schemas, text);
    struct near_miss miss;
    struct error problem = {0};

    if (!text.text || target)
        return target;
    if (is_name(text)) {
        miss = near_miss_of(text);
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_OFF, value,
                   "there is no schema \"%.*s\"%s", STR_ARGS(text), component_hint(lint, &miss));
        return NULL;
    }
    target = openapi_follow(lint->checker->api, value, &problem);
    if (problem.unread)
        noting.follow(noting.context, value);
    else if (!target)
        lint_raise_for(lint, &problem, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, value,
                       "the mapping leads nowhere: \"%.*s\"", STR_ARGS(text));
    return target;
}

/* ---- what it chooses among ---- */

/* The schemas of oneOf and anyOf, and what those are composed of. */
struct choices {
    struct lint *lint;
    struct pointer_map schemas;
    bool listed; /* all of them are known, and there are some */
};

static void list_choices(struct choices *choices, const struct schema_view *view)
{
    static const enum keyword lists[] = {KEYWORD_ONE_OF, KEYWORD_ANY_OF};
    const struct schema_reader reader = schema_set_reader(choices->lint->checker->api->schemas);
    struct schema_walk walk;
    const struct node *schema;

    schema_walk_init(&walk, &reader, WALK_PARTS, NULL);
    for (size_t i = 0; i < ARRAY_LENGTH(lists); i++) {
        const struct node *list = view->members[lists[i]];

        if (node_is(list, NODE_ARRAY))
            for (const struct node *item = node_first(list); item < node_end(list);
                 item = node_next(item))
                schema_walk_add(&walk, item);
    }
    while (lint_may_look(choices->lint, 1) && (schema = schema_walk_next(&walk)))
        *pointer_map_put(&choices->schemas, schema, 0) = (void *)schema;
    choices->listed = choices->schemas.count > 0 && !walk.cut && !walk.lost && !walk.dynamic &&
                      lint_may_look(choices->lint, 0);
    schema_walk_release(&walk);
}

/* 3.1, 4.8.25: oneOf and anyOf beside a discriminator list all schemas there can be. */
static void lint_mapping(struct choices *choices, const struct node *value)
{
    struct lint *lint = choices->lint;
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);
    const struct node *target = mapping_target(lint, value);

    target = target ? schema_follow(&reader, target) : NULL;
    if (choices->listed && target && !pointer_map_get(&choices->schemas, target, 0))
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING, value,
                   "the mapping leads to a schema that is not among those that it chooses from: "
                   "\"%.*s\"",
                   STR_ARGS(node_string(value)));
}

static void lint_mappings(struct lint *lint, const struct schema_view *view,
                          const struct node *discriminator)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    const struct node *fallback = node_member(discriminator, STR("defaultMapping"));
    struct choices choices = {.lint = lint};

    list_choices(&choices, view);
    if (node_is(mapping, NODE_OBJECT))
        for (const struct node *key = node_first(mapping); key < node_end(mapping);
             key = node_next_key(key))
            lint_mapping(&choices, node_value(key));
    if (fallback && field_is_known(lint->checker->api, FIELD_DISCRIMINATOR_DEFAULT_MAPPING))
        lint_mapping(&choices, fallback);
    pointer_map_release(&choices.schemas);
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
    const struct node *name = node_member(discriminator, STR("propertyName"));

    lint_object(lint, discriminator, OBJECT_DISCRIMINATOR, (struct lint_site){0});
    lint_mappings(lint, view, discriminator);
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
