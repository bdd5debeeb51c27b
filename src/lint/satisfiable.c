/* Schemas that nothing satisfies, where that is cheap to prove: by the JSON types that their parts
   allow, through references and allOf, anyOf and oneOf. Only the schema whose parts contradict each
   other is told, not those that refer to it. */
#include "finding/rules.h"
#include "lint/linter.h"

/* This is no walk but a fold: what a part says counts as often as the part stands there, so the
   schemas met again are counted too. Parts inside each other, and schemas looked at for one answer;
   past them nothing is claimed. */
enum { TYPES_MAX_DEPTH = 12, TYPES_MAX_SCHEMAS = 400 };

struct search {
    struct lint *lint;
    size_t schemas;
};

static unsigned types_of(struct search *search, const struct node *schema, unsigned depth);

static unsigned types_of_values(const struct node *values)
{
    unsigned types = 0;

    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        types |= kinds_of_exactly(value);
    return types;
}

static unsigned types_of_any(struct search *search, const struct node *list, unsigned depth)
{
    unsigned types = 0;

    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        types |= types_of(search, item, depth + 1);
    return types;
}

static unsigned types_of_all(struct search *search, const struct node *list, unsigned depth)
{
    unsigned types = KIND_EVERY;

    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        types &= types_of(search, item, depth + 1);
    return types;
}

/* Its own keywords, without what they refer to. */
static unsigned types_of_view(struct search *search, const struct schema_view *view, unsigned depth)
{
    unsigned types = view->kinds;

    if (node_is(view->members[KEYWORD_ENUM], NODE_ARRAY) && view->members[KEYWORD_ENUM]->length)
        types &= types_of_values(view->members[KEYWORD_ENUM]);
    if (view->members[KEYWORD_CONST] && search->lint->checker->api->version->reference_siblings)
        types &= kinds_of_exactly(view->members[KEYWORD_CONST]);
    if (node_is(view->members[KEYWORD_ALL_OF], NODE_ARRAY))
        types &= types_of_all(search, view->members[KEYWORD_ALL_OF], depth);
    if (node_is(view->members[KEYWORD_ANY_OF], NODE_ARRAY) && view->members[KEYWORD_ANY_OF]->length)
        types &= types_of_any(search, view->members[KEYWORD_ANY_OF], depth);
    if (node_is(view->members[KEYWORD_ONE_OF], NODE_ARRAY) && view->members[KEYWORD_ONE_OF]->length)
        types &= types_of_any(search, view->members[KEYWORD_ONE_OF], depth);
    return types;
}

static unsigned types_of(struct search *search, const struct node *schema, unsigned depth)
{
    const struct schema_reader reader = schema_set_reader(search->lint->checker->api->schemas);
    bool siblings = search->lint->checker->api->version->reference_siblings;
    unsigned types = KIND_EVERY;
    struct schema_view view;

    if (node_is(schema, NODE_FALSE))
        return 0;
    if (!node_is(schema, NODE_OBJECT) || depth > TYPES_MAX_DEPTH ||
        search->schemas++ > TYPES_MAX_SCHEMAS || !lint_may_look(search->lint, schema->length))
        return KIND_EVERY;
    lint_view_read(search->lint, &view, schema);
    if (view.members[KEYWORD_REF]) {
        const struct node *target = schema_follow(&reader, schema);

        types = target ? types_of(search, target, depth + 1) : KIND_EVERY;
        if (!siblings)
            return types;
    }
    return types & types_of_view(search, &view, depth);
}

unsigned lint_types_of(struct lint *lint, const struct node *schema)
{
    return types_of(&(struct search){.lint = lint}, schema, 0);
}

/* Is one of the parts impossible by itself? Then that part has the finding. */
static bool part_is_impossible(struct lint *lint, const struct node *list)
{
    if (node_is(list, NODE_ARRAY))
        for (const struct node *item = node_first(list); item < node_end(list);
             item = node_next(item))
            if (lint_types_of(lint, item) == 0)
                return true;
    return false;
}

static void raise_contradiction(struct lint *lint, const struct schema_view *view)
{
    const struct node *all = view->members[KEYWORD_ALL_OF];
    const struct node *place = all ? all : view->schema;

    lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, place,
               "nothing fits: no JSON type is allowed by all parts of this schema");
}

static bool has_false(const struct node *properties)
{
    for (const struct node *key = node_first(properties); key < node_end(properties);
         key = node_next_key(key))
        if (node_is(node_value(key), NODE_FALSE))
            return true;
    return false;
}

/* A property that must be there and whose schema is false. */
static void lint_impossible_properties(struct lint *lint, const struct schema_view *view)
{
    const struct node *required = view->members[KEYWORD_REQUIRED];
    const struct node *properties = view->members[KEYWORD_PROPERTIES];

    if (!node_is(required, NODE_ARRAY) || !node_is(properties, NODE_OBJECT) ||
        !lint->checker->api->version->reference_siblings || !has_false(properties))
        return;
    for (const struct node *name = node_first(required); name < node_end(required);
         name = node_next(name))
        if (lint_may_look(lint, properties->length) &&
            node_is(node_member(properties, node_string(name)), NODE_FALSE))
            lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, name,
                       "no object fits: \"%.*s\" is required and its schema is false",
                       STR_ARGS(node_string(name)));
}

void lint_satisfiable(struct lint *lint, const struct schema_view *view)
{
    bool has_parts = view->members[KEYWORD_ALL_OF] || view->members[KEYWORD_CONST] ||
                     (view->kinds != KIND_EVERY &&
                      (view->members[KEYWORD_ANY_OF] || view->members[KEYWORD_ONE_OF] ||
                       view->members[KEYWORD_REF]));

    lint_impossible_properties(lint, view);
    if (!has_parts || lint_types_of(lint, view->schema) != 0)
        return;
    if (part_is_impossible(lint, view->members[KEYWORD_ALL_OF]) ||
        (node_is(view->members[KEYWORD_ENUM], NODE_ARRAY) &&
         !(types_of_values(view->members[KEYWORD_ENUM]) & view->kinds)))
        return;
    raise_contradiction(lint, view);
}
