/* Discriminators: the schema that a property's value chooses (OpenAPI 3.1, 4.8.25). It is a hint
   and changes no verdict, so what it chooses is held against the value by itself; and what the
   chosen schema describes is described, also where it is an heir of the schema that is referred to,
   which no keyword leads to (the allOf form, and 2.0). */
#include "check/check_value_state.h"

enum {
    DISCRIMINATOR_MAX_SCHEMAS = 100 * 1000, /* looked through for one */
    DISCRIMINATOR_MAX_VISITS = 100 * 1000,  /* pairs of a schema and a value */
    DISCRIMINATOR_MAX_DEPTH = 256
};

/* ---- does a schema lead to one? ---- */

struct pending {
    VEC(const struct node *) schemas;
};

static void add_pending(struct pending *pending, const struct node *schema)
{
    if (node_is(schema, NODE_OBJECT))
        VEC_ADD(&pending->schemas, schema);
}

static void add_members(struct pending *pending, const struct node *object)
{
    for (const struct node *key = node_is(object, NODE_OBJECT) ? node_first(object) : NULL;
         key && key < node_end(object); key = node_next_key(key))
        add_pending(pending, node_value(key));
}

static void add_elements(struct pending *pending, const struct node *array)
{
    for (const struct node *item = node_is(array, NODE_ARRAY) ? node_first(array) : NULL;
         item && item < node_end(array); item = node_next(item))
        add_pending(pending, item);
}

static void add_below(struct checker *checker, struct pending *pending, const struct node *schema)
{
    static const char *const lists[] = {"allOf", "oneOf", "anyOf"};

    if (node_member(schema, STR("$ref")))
        add_pending(pending, openapi_dereference(checker->api, schema));
    add_pending(pending, node_member(schema, STR("items")));
    add_pending(pending, node_member(schema, STR("additionalProperties")));
    add_members(pending, node_member(schema, STR("properties")));
    for (size_t i = 0; i < ARRAY_LENGTH(lists); i++)
        add_elements(pending, node_member(schema, str_of(lists[i])));
}

static bool search(struct checker *checker, const struct node *schema)
{
    struct pending pending = {0};
    struct map seen = {0};
    bool found = false;

    add_pending(&pending, schema);
    while (pending.schemas.count && !found && seen.count < DISCRIMINATOR_MAX_SCHEMAS) {
        const struct node *next = pending.schemas.items[--pending.schemas.count];
        void **mark = node_slot(&checker->lasting, &seen, next);

        if (*mark)
            continue;
        *mark = checker;
        found = node_member(next, STR("discriminator")) != NULL;
        add_below(checker, &pending, next);
    }
    VEC_RELEASE(&pending.schemas);
    map_release(&seen);
    return found;
}

bool discriminators_are_stated(struct checker *checker, const struct node *schema)
{
    void *yes = checker, *no = &checker->discriminators; /* two that differ, and are not NULL */
    void **answer = pointer_map_put(&checker->discriminators, schema, 0);

    if (!*answer)
        *answer = search(checker, schema) ? yes : no;
    return *answer == yes;
}

/* ---- what is chosen ---- */

struct walk {
    struct value_check *check;
    struct map seen; /* a schema's and a value's address */
    bool full;
};

/* A name, or where that is none of a component, a reference from where it is written. */
static const struct node *find_schema(struct walk *walk, const struct node *site, struct str text)
{
    struct api *api = walk->check->checker->api;
    const struct node *components = openapi_components(api, FIELD_COMPONENTS_SCHEMAS);
    const struct node *named =
        node_is(components, NODE_OBJECT) ? node_member(components, text) : NULL;
    struct error unused = {0};

    if (named || !site)
        return named;
    return reference_resolve(api->documents, site, text, &unused);
}

/* mapping first, then the names of components. 2.0 has neither object nor mapping. */
static const struct node *choose(struct walk *walk, const struct node *discriminator,
                                 struct str value)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    const struct node *mapped = node_is(mapping, NODE_OBJECT) ? node_member(mapping, value) : NULL;
    const struct node *by_default = node_member(discriminator, STR("defaultMapping"));
    const struct node *chosen = NULL;

    if (node_is(mapped, NODE_STRING))
        return find_schema(walk, mapped, node_string(mapped));
    if (value.text)
        chosen = find_schema(walk, NULL, value);
    if (!chosen && node_is(by_default, NODE_STRING)) /* OpenAPI 3.2, 4.25 */
        chosen = find_schema(walk, by_default, node_string(by_default));
    return chosen;
}

/* ---- holding it against the value ---- */

static enum schema_verdict ask(struct walk *walk, const struct node *schema,
                               const struct node *instance, bool coverage)
{
    struct checker *checker = walk->check->checker;
    const struct schema *program = schema_compile(checker->api->schemas, schema, NULL);
    const struct schema_question question = {.direction = walk->check->value->direction,
                                             .coverage = coverage};

    return program ? schema_evaluate(checker->evaluator, program, instance, &question)
                   : SCHEMA_UNKNOWN;
}

static bool is_within(const struct node *node, const struct node *value)
{
    return value <= node && node < node_end(value);
}

/* What the chosen schema describes is not undocumented. */
static void drop_described(struct walk *walk, const struct node *chosen,
                           const struct node *instance)
{
    struct value_check *check = walk->check;
    bool some = false;

    for (size_t i = 0; i < check->undocumented.count && !some; i++)
        some = is_within(check->undocumented.items[i].member.key, instance);
    if (!some || ask(walk, chosen, instance, true) == SCHEMA_UNKNOWN)
        return;
    for (size_t i = 0; i < check->undocumented.count; i++) {
        struct undocumented *undocumented = &check->undocumented.items[i];

        if (is_within(undocumented->member.key, instance) &&
            evaluator_described(check->checker->evaluator, undocumented->member.key))
            undocumented->dropped = true;
    }
}

static void raise_mismatch(struct walk *walk, const struct node *instance,
                           const struct node *discriminator, struct str message)
{
    struct value_check *check = walk->check;
    struct raised raised = raised_at(check, instance);

    if (check->value->direction != SCHEMA_RESPONSE || value_check_is_full(check))
        return;
    raised.rule = RULE_RESPONSE_DISCRIMINATOR_MISMATCH;
    raised.place = discriminator;
    raised.message = message;
    raise_finding(check->checker, &raised);
}

/* The value's text is shown only where the property is no secret: names of schemas are none. */
static void hold(struct walk *walk, const struct node *schema, const struct node *instance,
                 const struct node *chosen, struct str property)
{
    struct arena *arena = &walk->check->checker->arena;
    const struct node *discriminator = node_member(schema, STR("discriminator"));
    struct str value = str_slice(node_string(node_member(instance, property)), 0, 100);

    if (!chosen && ask(walk, schema, instance, false) == SCHEMA_VALID)
        raise_mismatch(walk, instance, discriminator,
                       str_format(arena, "%.*s is \"%.*s\", which names no schema",
                                  STR_ARGS(property), STR_ARGS(value)));
    if (!chosen)
        return;
    if (ask(walk, chosen, instance, false) == SCHEMA_INVALID &&
        ask(walk, schema, instance, false) == SCHEMA_VALID)
        raise_mismatch(walk, instance, discriminator,
                       str_format(arena,
                                  "%.*s chooses a schema that does not hold, and yet the "
                                  "value is valid",
                                  STR_ARGS(property)));
    drop_described(walk, chosen, instance);
}

/* ---- the walk ---- */

static void visit(struct walk *walk, const struct node *schema, const struct node *instance,
                  unsigned depth);

/* Is the pair seen for the first time? */
static bool enter(struct walk *walk, const struct node *schema, const struct node *instance,
                  unsigned depth)
{
    const struct node *pair[2] = {schema, instance};
    struct str key = {(const char *)pair, sizeof pair};
    void **seen;

    if (walk->full || map_get(&walk->seen, key))
        return false;
    if (walk->seen.count == DISCRIMINATOR_MAX_VISITS || depth == DISCRIMINATOR_MAX_DEPTH) {
        walk->full = true;
        return false;
    }
    seen = map_put(&walk->seen, str_copy(&walk->check->checker->arena, key));
    *seen = walk;
    return true;
}

static void visit_each(struct walk *walk, const struct node *list, const struct node *instance,
                       bool only_what_holds, unsigned depth)
{
    if (!node_is(list, NODE_ARRAY))
        return;
    for (const struct node *part = node_first(list); part < node_end(list); part = node_next(part))
        if (!only_what_holds ||
            (node_is(part, NODE_OBJECT) && discriminators_are_stated(walk->check->checker, part) &&
             ask(walk, part, instance, false) == SCHEMA_VALID))
            visit(walk, part, instance, depth + 1);
}

static void visit_members(struct walk *walk, const struct node *schema, const struct node *instance,
                          unsigned depth)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *rest = node_member(schema, STR("additionalProperties"));

    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        const struct node *property =
            node_is(properties, NODE_OBJECT) ? node_member(properties, node_text(key)) : NULL;

        visit(walk, property ? property : rest, node_value(key), depth + 1);
    }
}

static void visit_items(struct walk *walk, const struct node *schema, const struct node *instance,
                        unsigned depth)
{
    const struct node *items = node_member(schema, STR("items"));

    for (const struct node *item = node_first(instance);
         node_is(items, NODE_OBJECT) && item < node_end(instance); item = node_next(item))
        visit(walk, items, item, depth + 1);
}

/* true: a schema is chosen, and visited instead of the branches. */
static bool visit_chosen(struct walk *walk, const struct node *schema, const struct node *instance,
                         unsigned depth)
{
    const struct node *discriminator = node_member(schema, STR("discriminator")), *chosen;
    struct str property = node_is(discriminator, NODE_STRING)
                              ? node_string(discriminator)
                              : node_member_string(discriminator, "propertyName");
    struct str value = node_string(node_member(instance, property));

    if (!property.text || (!value.text && !node_member(discriminator, STR("defaultMapping"))))
        return false;
    chosen = choose(walk, discriminator, value);
    hold(walk, schema, instance, chosen, property);
    visit(walk, chosen, instance, depth + 1);
    return chosen != NULL;
}

static void visit(struct walk *walk, const struct node *schema, const struct node *instance,
                  unsigned depth)
{
    const struct api *api = walk->check->checker->api;
    bool chosen = false;

    if (!node_is(schema, NODE_OBJECT) || !discriminators_are_stated(walk->check->checker, schema) ||
        !enter(walk, schema, instance, depth))
        return;
    if (node_member(schema, STR("$ref"))) {
        visit(walk, openapi_dereference(walk->check->checker->api, schema), instance, depth + 1);
        if (!api->version->reference_siblings)
            return;
    }
    if (node_is(instance, NODE_OBJECT)) {
        chosen = visit_chosen(walk, schema, instance, depth);
        visit_members(walk, schema, instance, depth);
    } else if (node_is(instance, NODE_ARRAY)) {
        visit_items(walk, schema, instance, depth);
    }
    visit_each(walk, node_member(schema, STR("allOf")), instance, false, depth);
    if (chosen)
        return;
    visit_each(walk, node_member(schema, STR("oneOf")), instance, true, depth);
    visit_each(walk, node_member(schema, STR("anyOf")), instance, true, depth);
}

void discriminators_follow(struct value_check *check)
{
    struct walk walk = {.check = check};

    visit(&walk, check->value->schema, check->value->instance, 0);
    map_release(&walk.seen);
    if (walk.full)
        raise_not_checked(check->checker, check->value->part, check->value->name,
                          check->value->media_type,
                          "discriminators: there are more values, or deeper ones, than are "
                          "followed");
}
