#include "check/documented_values.h"

#include "check/raise.h"

enum { VALUE_MAX_BYTES = 80, VALUES_MAX_BYTES = 200 };

struct walk {
    struct checker *checker;
    void (*found)(void *context, const struct undocumented_value *value);
    void *context;
    size_t steps;
};

static const struct node *dereferenced(struct checker *checker, const struct node *schema)
{
    return schema ? openapi_dereference(checker->api, schema) : NULL;
}

/* ---- does a schema state any? ---- */

/* The schemas that the walk may enter from this one are added to the list. */
struct pending {
    VEC(const struct node *) schemas;
};

static void add_pending(struct pending *pending, const struct node *schema)
{
    if (node_is(schema, NODE_OBJECT))
        VEC_ADD(&pending->schemas, schema);
}

static void add_children(struct checker *checker, struct pending *pending,
                         const struct node *schema)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *all = node_member(schema, STR("allOf"));

    add_pending(pending, node_member(schema, STR("items")));
    if (node_member(schema, STR("$ref")))
        add_pending(pending, dereferenced(checker, schema));
    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            add_pending(pending, node_value(key));
    if (node_is(all, NODE_ARRAY))
        for (const struct node *part = node_first(all); part < node_end(all);
             part = node_next(part))
            add_pending(pending, part);
}

static bool search(struct checker *checker, const struct node *schema)
{
    struct pending pending = {0};
    struct map seen = {0};
    bool found = false;

    add_pending(&pending, schema);
    while (pending.schemas.count && !found) {
        const struct node *next = pending.schemas.items[--pending.schemas.count];
        void **mark = node_slot(&checker->arena, &seen, next);

        if (*mark)
            continue;
        *mark = checker;
        found = node_member(next, STR(DOCUMENTED_VALUES_KEY)) != NULL;
        add_children(checker, &pending, next);
    }
    VEC_RELEASE(&pending.schemas);
    map_release(&seen);
    return found;
}

/* Asked once for each schema: most descriptions have none, and bodies need no walk then. */
static bool states_any(struct checker *checker, const struct node *schema)
{
    void *yes = checker, *no = &checker->literals; /* two that differ, and are not NULL */
    void **answer = pointer_map_put(&checker->literals, schema, 0);

    if (!*answer)
        *answer = search(checker, schema) ? yes : no;
    return *answer == yes;
}

/* ---- the walk ---- */

static bool is_listed(const struct node *values, const struct node *instance)
{
    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        if (node_equal(value, instance))
            return true;
    return false;
}

static void walk(struct walk *state, const struct node *schema, const struct node *instance,
                 unsigned depth);

static void walk_children(struct walk *state, const struct node *schema,
                          const struct node *instance, unsigned depth)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *items = node_member(schema, STR("items"));

    if (node_is(instance, NODE_OBJECT) && node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            walk(state, node_value(key), node_member(instance, node_string(key)), depth + 1);
    if (node_is(instance, NODE_ARRAY) && node_is(items, NODE_OBJECT))
        for (const struct node *item = node_first(instance); item < node_end(instance);
             item = node_next(item))
            walk(state, items, item, depth + 1);
}

static void walk(struct walk *state, const struct node *schema, const struct node *instance,
                 unsigned depth)
{
    const struct node *all, *values, *target;

    if (!instance || !node_is(schema, NODE_OBJECT))
        return;
    if (depth == DOCUMENTED_VALUES_MAX_DEPTH || state->steps > DOCUMENTED_VALUES_MAX_STEPS) {
        state->steps = DOCUMENTED_VALUES_MAX_STEPS + 1;
        return;
    }
    state->steps++;
    values = node_member(schema, STR(DOCUMENTED_VALUES_KEY));
    if (node_is(values, NODE_ARRAY) && !is_listed(values, instance))
        state->found(state->context, &(struct undocumented_value){instance, values});
    target = node_member(schema, STR("$ref")) ? dereferenced(state->checker, schema) : schema;
    if (target != schema)
        walk(state, target, instance, depth + 1);
    all = node_member(schema, STR("allOf"));
    if (node_is(all, NODE_ARRAY))
        for (const struct node *part = node_first(all); part < node_end(all);
             part = node_next(part))
            walk(state, part, instance, depth + 1);
    walk_children(state, schema, instance, depth);
}

bool documented_values_walk(struct checker *checker, const struct node *schema,
                            const struct node *instance,
                            void (*found)(void *context, const struct undocumented_value *value),
                            void *context)
{
    struct walk state = {checker, found, context, 0};

    if (schema && states_any(checker, schema))
        walk(&state, schema, instance, 0);
    return state.steps <= DOCUMENTED_VALUES_MAX_STEPS;
}

struct str documented_values_message(struct checker *checker,
                                     const struct undocumented_value *value)
{
    struct arena *arena = &checker->arena;
    struct str instance = node_excerpt(arena, value->instance, VALUE_MAX_BYTES);
    struct str values = node_excerpt(arena, value->values, VALUES_MAX_BYTES);

    return str_format(arena, "%.*s is not among the documented values %.*s", STR_ARGS(instance),
                      STR_ARGS(values));
}

/* ---- response.value-undocumented ---- */

struct response_context {
    struct checker *checker;
    const struct media_type *media_type;
};

static void raise_value(void *context, const struct undocumented_value *value)
{
    const struct response_context *response = context;
    struct checker *checker = response->checker;
    struct position position = node_position(value->instance);

    raise_finding(checker,
                  &(struct raised){.rule = RULE_RESPONSE_VALUE_UNDOCUMENTED,
                                   .part = PART_RESPONSE_BODY,
                                   .media_type = response->media_type->key,
                                   .pointer = node_pointer(&checker->arena, value->instance),
                                   .line = position.line,
                                   .column = position.column,
                                   .place = value->values,
                                   .message = documented_values_message(checker, value)});
}

void check_documented_values(struct checker *checker, const struct media_type *media_type,
                             const struct node *body)
{
    struct response_context context = {checker, media_type};

    if (!documented_values_walk(checker, media_type->schema, body, raise_value, &context))
        raise_not_checked(checker, PART_RESPONSE_BODY, STR_NONE, media_type->key,
                          "documented values: the schema is too deep to be followed");
}
