/* Names: which properties a schema describes, those it requires and does not describe, and those
   that a closed part of allOf keeps out. */
#include "base/near_miss.h"
#include "lint/linter.h"

/* Parts inside each other, and schemas looked at for one name; past them nothing is claimed. */
enum { NAMES_MAX_DEPTH = 12, NAMES_MAX_SCHEMAS = 300 };

struct search {
    struct lint *lint;
    struct str name;
    size_t schemas;
};

static enum described search_schema(struct search *search, const struct node *schema,
                                    unsigned depth);

static enum described search_list(struct search *search, const struct node *list, unsigned depth)
{
    enum described answer = DESCRIBED_NOT;

    if (!node_is(list, NODE_ARRAY))
        return DESCRIBED_NOT;
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        enum described one = search_schema(search, item, depth + 1);

        if (one == DESCRIBED)
            return DESCRIBED;
        if (one == DESCRIBED_UNKNOWN)
            answer = DESCRIBED_UNKNOWN;
    }
    return answer;
}

/* Keywords whose schemas speak of the same object. */
static enum described search_parts(struct search *search, const struct node *schema, unsigned depth)
{
    static const char *const lists[] = {"allOf", "anyOf", "oneOf"};
    static const char *const single[] = {"if", "then", "else"};
    enum described answer = DESCRIBED_NOT;

    for (size_t i = 0; i < ARRAY_LENGTH(lists) && answer != DESCRIBED; i++) {
        enum described one = search_list(search, node_member(schema, str_of(lists[i])), depth);

        answer = one == DESCRIBED_NOT ? answer : one;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(single) && answer != DESCRIBED; i++) {
        const struct node *part = node_member(schema, str_of(single[i]));
        enum described one = part ? search_schema(search, part, depth + 1) : DESCRIBED_NOT;

        answer = one == DESCRIBED_NOT ? answer : one;
    }
    return answer;
}

static enum described search_schema(struct search *search, const struct node *schema,
                                    unsigned depth)
{
    const struct node *additional;

    if (depth > NAMES_MAX_DEPTH || search->schemas++ > NAMES_MAX_SCHEMAS)
        return DESCRIBED_UNKNOWN;
    if (!node_is(schema, NODE_OBJECT))
        return DESCRIBED_NOT;
    if (!lint_may_look(search->lint, schema->length))
        return DESCRIBED_UNKNOWN;
    if (node_member(schema, STR("$ref"))) {
        const struct node *target = lint_schema_target(search->lint, schema);
        enum described answer =
            target ? search_schema(search, target, depth + 1) : DESCRIBED_UNKNOWN;

        if (answer != DESCRIBED_NOT || !search->lint->checker->api->version->reference_siblings)
            return answer;
    }
    if (node_member(node_member(schema, STR("properties")), search->name))
        return DESCRIBED;
    additional = node_member(schema, STR("additionalProperties"));
    if (node_is(additional, NODE_OBJECT) || node_is(additional, NODE_TRUE))
        return DESCRIBED;
    if (node_member(schema, STR("patternProperties")) ||
        node_member(schema, STR("dependentSchemas")) || node_member(schema, STR("$dynamicRef")) ||
        node_member(schema, STR("$recursiveRef")))
        return DESCRIBED_UNKNOWN;
    return search_parts(search, schema, depth);
}

enum described schema_describes(struct lint *lint, const struct node *schema, struct str name)
{
    return search_schema(&(struct search){.lint = lint, .name = name}, schema, 0);
}

/* ---- required ---- */

void lint_required_names(struct lint *lint, const struct schema_view *view,
                         const struct node *outer)
{
    const struct node *required = view->members[KEYWORD_REQUIRED];

    if (!node_is(required, NODE_ARRAY) || !(view->kinds & KIND_OBJECT))
        return;
    for (const struct node *name = node_first(required); name < node_end(required);
         name = node_next(name))
        if (node_is(name, NODE_STRING) &&
            !node_member(view->members[KEYWORD_PROPERTIES], node_string(name)) &&
            schema_describes(lint, view->schema, node_string(name)) == DESCRIBED_NOT)
            VEC_ADD(&lint->required, ((struct lint_required){view->schema, name, outer}));
}

/* A part of a schema leaves describing to the whole; one that others take as a part leaves it to
   them. */
static bool is_left_to_others(struct lint *lint, const struct lint_required *required)
{
    const struct node *schema = required->schema;

    for (unsigned depth = 0; schema && depth < NAMES_MAX_DEPTH; depth++) {
        const struct node *const *outer;

        if (map_get(&lint->composed, (struct str){(const char *)&schema, sizeof schema}))
            return true;
        outer = map_get(&lint->outers, (struct str){(const char *)&schema, sizeof schema});
        schema = (const struct node *)outer;
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

/* The first name of a schema that is not described; more: how many stand after it. */
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

/* The first property of `other` that the closed schema does not know; NULL. required: only one that
   must be there. */
static const struct node *kept_out(struct lint *lint, const struct node *closed,
                                   const struct node *other, unsigned depth, bool *required)
{
    const struct node *properties, *names, *all;
    const struct node *found = NULL;

    other = lint_schema_target(lint, other);
    if (!node_is(other, NODE_OBJECT) || (depth && other == closed) || depth > NAMES_MAX_DEPTH)
        return NULL;
    properties = node_member(other, STR("properties"));
    if (!lint_may_look(lint, properties ? properties->length : 0))
        return NULL;
    names = node_member(other, STR("required"));
    all = node_member(other, STR("allOf"));
    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key)) {
            if (node_member(node_member(closed, STR("properties")), node_string(key)))
                continue;
            found = found ? found : key;
            if (!node_is(names, NODE_ARRAY))
                continue;
            for (const struct node *name = node_first(names); name < node_end(names);
                 name = node_next(name))
                if (str_equal(node_string(name), node_string(key))) {
                    *required = true;
                    return key;
                }
        }
    if (node_is(all, NODE_ARRAY))
        for (const struct node *item = node_first(all); item < node_end(all) && !*required;
             item = node_next(item)) {
            const struct node *inner = kept_out(lint, closed, item, depth + 1, required);

            found = *required || !found ? inner : found;
        }
    return found;
}

static bool lint_closed(struct lint *lint, const struct schema_view *view,
                        const struct node *closed, const struct node *place)
{
    bool required = false;
    const struct node *name = kept_out(lint, closed, view->schema, 0, &required);

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
    const struct node *all = view->members[KEYWORD_ALL_OF];

    if (!node_is(all, NODE_ARRAY))
        return;
    if (is_closed(view->schema) &&
        lint_closed(lint, view, view->schema, view->members[KEYWORD_ADDITIONAL_PROPERTIES]))
        return;
    for (const struct node *item = node_first(all); item < node_end(all); item = node_next(item)) {
        const struct node *part = lint_schema_target(lint, item);

        if (part && is_closed(part) && lint_closed(lint, view, part, item))
            return;
    }
}
