/* Where a discriminator stands, and whether its property is there to be looked at. */
#include "finding/rules.h"
#include "lint/linter.h"

/* Parts inside each other, past which nothing is claimed. */
enum { PARTS_MAX_DEPTH = 12, CHOICES_MAX_DEPTH = 3 };

static bool names(const struct node *list, struct str name)
{
    if (node_is(list, NODE_ARRAY))
        for (const struct node *item = node_first(list); item < node_end(list);
             item = node_next(item))
            if (str_equal(node_string(item), name))
                return true;
    return false;
}

/* Do the schema or what holds with it require the property? true also where that is not known. */
static bool requires(struct lint *lint, const struct node *schema, struct str name)
{
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);
    const struct node *next;
    struct schema_walk walk;
    bool found = false;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while (!found && (next = schema_walk_next(&walk)))
        found = !node_is(next, NODE_OBJECT) || !lint_may_look(lint, next->length) ||
                names(node_member(next, STR("required")), name);
    found = found || walk.cut || walk.lost || walk.dynamic;
    schema_walk_release(&walk);
    return found;
}

static bool is_required(struct lint *lint, const struct node *schema, struct str name,
                        unsigned depth);

/* A branch that does not describe the property is told as that, and null has none. */
static bool may_lack(struct lint *lint, const struct node *branch, struct str name, unsigned depth)
{
    return !str_is(node_member_string(branch, "type"), "null") &&
           schema_describes(lint, branch, name) != DESCRIBED_NOT &&
           !is_required(lint, branch, name, depth + 1);
}

static bool each_requires(struct lint *lint, const struct node *list, struct str name,
                          unsigned depth)
{
    if (!node_is(list, NODE_ARRAY) || list->length == 0)
        return false;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (may_lack(lint, item, name, depth))
            return false;
    return true;
}

/* By the schema, or by each that it chooses from. */
static bool is_required(struct lint *lint, const struct node *schema, struct str name,
                        unsigned depth)
{
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);

    if (depth == CHOICES_MAX_DEPTH || requires(lint, schema, name))
        return true;
    schema = schema_follow(&reader, schema);
    return each_requires(lint, node_member(schema, STR("oneOf")), name, depth) ||
           each_requires(lint, node_member(schema, STR("anyOf")), name, depth);
}

/* 2.0, Schema Object, and 3.0.4, 4.7.24.4: the property is required. Since 3.2 it may be optional
   where the discriminator tells what is meant without it (4.25.3). */
static void lint_presence(struct lint *lint, const struct schema_view *view)
{
    const struct node *discriminator = view->members[KEYWORD_DISCRIMINATOR];
    bool is_32 = lint->checker->api->version->number & VERSION_3_2;
    struct str name = node_is(discriminator, NODE_STRING)
                          ? node_string(discriminator)
                          : node_member_string(discriminator, "propertyName");

    if (!name.text || (is_32 && node_member(discriminator, STR("defaultMapping"))) ||
        is_required(lint, view->schema, name, 0))
        return;
    if (is_32)
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_OFF, discriminator,
                   "\"%.*s\" is optional, and there is no defaultMapping for values without it",
                   STR_ARGS(name));
    else
        lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING, discriminator,
                   "\"%.*s\" is not required, and tells schemas apart", STR_ARGS(name));
}

void lint_discriminator_use(struct lint *lint, const struct schema_view *view)
{
    lint_presence(lint, view);
    if (!(lint->checker->api->version->number & VERSION_2_0) && !view->members[KEYWORD_ONE_OF] &&
        !view->members[KEYWORD_ANY_OF] && !view->members[KEYWORD_ALL_OF])
        VEC_ADD(&lint->discriminated, view->schema);
}

/* 3.1, 4.8.25: it stands beside a composition, or heirs are composed of the schema, or of what that
   is a part of. */
static bool is_composed(struct lint *lint, const struct node *schema)
{
    for (size_t depth = 0; schema && depth < PARTS_MAX_DEPTH; depth++) {
        if (pointer_map_get(&lint->composed, schema, 0))
            return true;
        schema = pointer_map_get(&lint->outers, schema, 0);
    }
    return schema != NULL;
}

void lint_discriminators_finish(struct lint *lint)
{
    for (size_t i = 0; i < lint->discriminated.count; i++) {
        const struct node *schema = lint->discriminated.items[i];

        if (!is_composed(lint, schema))
            lint_raise(lint, RULE_DESCRIPTION_DISCRIMINATOR_INVALID, SEVERITY_WARNING,
                       node_member(schema, STR("discriminator")),
                       "a discriminator stands beside oneOf, anyOf or allOf, or in a schema that "
                       "an allOf refers to, and this is neither");
    }
}
