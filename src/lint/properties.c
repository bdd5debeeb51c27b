/* Names: which properties a schema describes, those it requires and does not describe, and those
   that a closed part of allOf keeps out. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* Parts inside each other, past which a name is left to the whole. */
enum { OUTERS_MAX_DEPTH = 12 };

/* How many members a look for one of them goes past. */
static size_t width_of(const struct node *object)
{
    return node_is(object, NODE_OBJECT) ? object->length : 0;
}

/* Does the schema itself describe the property? */
static enum described describes(const struct node *schema, struct str name)
{
    static const char *const by_name[] = {"patternProperties", "dependentSchemas"};
    const struct node *additional = node_member(schema, STR("additionalProperties"));

    if (node_member(node_member(schema, STR("properties")), name) ||
        node_is(additional, NODE_OBJECT) || node_is(additional, NODE_TRUE))
        return DESCRIBED;
    for (size_t i = 0; i < ARRAY_LENGTH(by_name); i++)
        if (node_member(schema, str_of(by_name[i])))
            return DESCRIBED_UNKNOWN;
    return DESCRIBED_NOT;
}

enum described schema_describes(struct lint *lint, const struct node *schema, struct str name)
{
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);
    enum described answer = DESCRIBED_NOT;
    struct schema_walk walk;
    const struct node *next;

    schema_walk_init(&walk, &reader, WALK_PARTS, schema);
    while (answer != DESCRIBED && (next = schema_walk_next(&walk))) {
        size_t members = next->length + width_of(node_member(next, STR("properties")));
        enum described one =
            lint_may_look(lint, members) ? describes(next, name) : DESCRIBED_UNKNOWN;

        answer = one == DESCRIBED_NOT ? answer : one;
        walk.cut = walk.cut || lint->looks > LINT_MAX_LOOKS;
        if (walk.cut)
            break;
    }
    if (answer == DESCRIBED_NOT && (walk.cut || walk.lost || walk.dynamic))
        answer = DESCRIBED_UNKNOWN;
    schema_walk_release(&walk);
    return answer;
}

/* ---- required ---- */

void lint_required_names(struct lint *lint, const struct schema_view *view,
                         const struct node *outer)
{
    const struct node *required = view->members[KEYWORD_REQUIRED];
    const struct node *properties = view->members[KEYWORD_PROPERTIES];

    if (!node_is(required, NODE_ARRAY) || !(view->kinds & KIND_OBJECT))
        return;
    for (const struct node *name = node_first(required); name < node_end(required);
         name = node_next(name))
        if (node_is(name, NODE_STRING) && lint_may_look(lint, width_of(properties)) &&
            !node_member(properties, node_string(name)) &&
            schema_describes(lint, view->schema, node_string(name)) == DESCRIBED_NOT)
            VEC_ADD(&lint->required, ((struct lint_required){view->schema, name, outer}));
}

/* Is it for others to describe the name? A part of a schema leaves that to the whole, and a schema
   that others use as a part leaves it to them. */
static bool is_left_to_others(struct lint *lint, const struct lint_required *required)
{
    const struct node *schema = required->schema;

    for (unsigned depth = 0; schema && depth < OUTERS_MAX_DEPTH; depth++) {
        if (pointer_map_get(&lint->composed, schema, 0))
            return true;
        schema = pointer_map_get(&lint->outers, schema, 0);
        if (schema && schema_describes(lint, schema, node_string(required->name)) != DESCRIBED_NOT)
            return true;
    }
    return false;
}

static bool is_closed(const struct node *schema)
{
    return node_is(node_member(schema, STR("additionalProperties")), NODE_FALSE) &&
           !node_member(schema, STR("patternProperties"));
}

static const char *property_hint(struct lint *lint, const struct lint_required *required,
                                 struct near_miss *miss)
{
    const struct node *properties = node_member(required->schema, STR("properties"));

    *miss = near_miss_of(node_string(required->name));
    if (node_is(properties, NODE_OBJECT) && lint_may_hint(lint, properties->length))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            near_miss_try(miss, node_string(key));
    return near_miss_hint(miss);
}

/* Reports the first name that a schema requires and does not describe; more: how many such names
   follow. */
static void raise_undescribed(struct lint *lint, const struct lint_required *required, size_t more)
{
    struct str name = node_string(required->name);
    struct near_miss miss;
    const char *hint = property_hint(lint, required, &miss);
    struct str others = more ? str_format(&lint->checker->arena, " and %zu more", more) : STR("");

    if (is_closed(required->schema))
        lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, required->name,
                   "no object fits: \"%.*s\"%.*s must be there, and additionalProperties: false "
                   "keeps out what properties does not describe%s",
                   STR_ARGS(name), STR_ARGS(others), hint);
    else
        lint_raise(lint, RULE_DESCRIPTION_REQUIRED_UNDESCRIBED, SEVERITY_OFF, required->name,
                   "required: no schema describes \"%.*s\"%.*s%s", STR_ARGS(name), STR_ARGS(others),
                   hint);
}

void lint_schemas_finish(struct lint *lint)
{
    size_t kept = 0;

    for (size_t i = 0; i < lint->required.count; i++)
        if (!is_left_to_others(lint, &lint->required.items[i]))
            lint->required.items[kept++] = lint->required.items[i];
    for (size_t i = 0, next; i < kept; i = next) {
        for (next = i + 1; next < kept; next++)
            if (lint->required.items[next].schema != lint->required.items[i].schema)
                break;
        raise_undescribed(lint, &lint->required.items[i], next - i - 1);
    }
}

/* ---- allOf that closes itself out ---- */

static bool is_named(const struct node *names, struct str name)
{
    if (node_is(names, NODE_ARRAY))
        for (const struct node *item = node_first(names); item < node_end(names);
             item = node_next(item))
            if (str_equal(node_string(item), name))
                return true;
    return false;
}

/* The first property that the schema itself names and the closed one does not; one that the schema
   requires goes before the others. NULL: it knows all. */
static const struct node *first_unknown(const struct node *closed, const struct node *schema,
                                        bool *required)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *names = node_member(schema, STR("required")), *found = NULL;

    if (!node_is(properties, NODE_OBJECT))
        return NULL;
    for (const struct node *key = node_first(properties); key < node_end(properties);
         key = node_next_key(key)) {
        if (node_member(node_member(closed, STR("properties")), node_string(key)))
            continue;
        *required = is_named(names, node_string(key));
        if (*required)
            return key;
        found = found ? found : key;
    }
    return found;
}

/* What first_unknown compares at most. */
static size_t comparisons(const struct node *closed, const struct node *schema)
{
    const struct node *names = node_member(schema, STR("required"));

    return width_of(node_member(schema, STR("properties"))) *
           (1 + width_of(node_member(closed, STR("properties"))) +
            (node_is(names, NODE_ARRAY) ? names->length : 0));
}

/* The first property of the schema, or of a part of it, that the closed schema does not know; NULL.
   required: only one that must be there. */
static const struct node *kept_out(struct lint *lint, const struct node *closed,
                                   const struct node *schema, bool *required)
{
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);
    const struct node *found = NULL, *next;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while (!*required && (next = schema_walk_next(&walk))) {
        const struct node *first;

        if (next == closed) {
            if (next != schema)
                schema_walk_leave(&walk); /* what its own parts describe is told of itself */
            continue;
        }
        if (!lint_may_look(lint, comparisons(closed, next)))
            break;
        first = first_unknown(closed, next, required);
        found = *required || !found ? first : found;
    }
    schema_walk_release(&walk);
    return found;
}

static bool lint_closed(struct lint *lint, const struct schema_view *view,
                        const struct node *closed, const struct node *place)
{
    bool required = false;
    const struct node *name = kept_out(lint, closed, view->schema, &required);

    if (!name)
        return false;
    lint_raise(lint, RULE_DESCRIPTION_ALL_OF_CLOSED, required ? SEVERITY_OFF : SEVERITY_WARNING,
               place, "additionalProperties: false keeps out \"%.*s\" of another part of allOf%s%s",
               STR_ARGS(node_string(name)), required ? ", which is required: no object fits" : "",
               lint->checker->api->version->reference_siblings
                   ? "; unevaluatedProperties: false around allOf says what is meant"
                   : "");
    return true;
}

/* Closed parts that keep each other out are one mistake. */
void lint_all_of(struct lint *lint, const struct schema_view *view)
{
    const struct schema_reader reader = schema_set_reader(lint->checker->api->schemas);
    const struct node *all = view->members[KEYWORD_ALL_OF];

    if (!node_is(all, NODE_ARRAY))
        return;
    if (is_closed(view->schema) &&
        lint_closed(lint, view, view->schema, view->members[KEYWORD_ADDITIONAL_PROPERTIES]))
        return;
    for (const struct node *item = node_first(all); item < node_end(all); item = node_next(item)) {
        const struct node *part = schema_follow(&reader, item);

        if (part && is_closed(part) && lint_closed(lint, view, part, item))
            return;
    }
}
