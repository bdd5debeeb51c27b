#include "check/sensitive.h"

#include "redact/request_excerpt.h"
#include "schema/walk.h"

/* Made once: every value asks for it. */
static const struct schema_reader *reader_of(struct checker *checker)
{
    struct sensitive *sensitive = &checker->sensitive;

    if (!sensitive->reader.follow)
        sensitive->reader = openapi_schema_reader(checker->api);
    return &sensitive->reader;
}

static bool leads_to_sensitive(struct checker *checker, const struct node *schema)
{
    struct sensitive *sensitive = &checker->sensitive;
    size_t place = (uintptr_t)schema / sizeof *schema % SENSITIVE_OPEN_SCHEMAS;

    if (!schema || sensitive->open[place] == schema)
        return false;
    if (schema_leads_to_such(reader_of(checker), &sensitive->schemas, schema, schema_is_sensitive))
        return true;
    sensitive->open[place] = schema;
    return false;
}

bool sensitive_may_be_in(struct checker *checker, const struct node *schema)
{
    return leads_to_sensitive(checker, schema);
}

static void note_name(struct checker *checker, struct str name)
{
    struct sensitive *sensitive = &checker->sensitive;

    for (size_t i = 0; i < sensitive->names.count; i++)
        if (str_equal(sensitive->names.items[i], name))
            return;
    if (sensitive->names.count < SENSITIVE_MAX_NAMES)
        VEC_ADD(&sensitive->names, str_copy(&checker->arena, name));
    else
        sensitive->beyond = true;
}

static void note_slice(struct sensitive *sensitive, struct str slice)
{
    if (sensitive->slices.count < SENSITIVE_MAX_SLICES)
        VEC_ADD(&sensitive->slices, slice);
    else
        sensitive->beyond = true;
}

/* ---- a value ---- */

/* Its texts and numbers; names in it are names. */
static void learn(struct checker *checker, const struct node *value)
{
    if (value->kind == NODE_OBJECT)
        for (const struct node *key = node_first(value); key < node_end(value);
             key = node_next_key(key))
            learn(checker, node_value(key));
    else if (value->kind == NODE_ARRAY)
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            learn(checker, item);
    else if (value->kind == NODE_STRING || value->kind == NODE_NUMBER)
        redaction_learn_value(checker->redaction, node_text(value));
}

/* The key of the member that the value is, or that the array is whose element it is. */
static struct str nearest_name(const struct node *root, const struct node *value)
{
    const struct node *nearest = NULL, *key;
    size_t place;

    while (root != value) {
        root = node_child_towards(root, value, &key, &place);
        nearest = key ? key : nearest;
    }
    return node_text(nearest);
}

/* Where the value stands in the request: a JSON body has it at its offset; forms, parts, XML and
   parameters under a name. */
static void note_place(struct checker *checker, const struct checked_value *value,
                       const struct schema_pair *pair)
{
    const struct node *instance = pair->instance;
    struct str element = node_member_string(node_member(pair->schema, STR("xml")), "name");
    struct sensitive *sensitive = &checker->sensitive;
    struct str name;

    if (value->direction != SCHEMA_REQUEST && !checker->is_shown)
        return;
    if (value->positions) {
        bool request = value->direction == SCHEMA_REQUEST;
        const struct body *body = checker_body(checker, request ? SIDE_REQUEST : SIDE_RESPONSE);

        if (checker->is_shown || body->bytes.length <= EXCERPT_BODY_MAX_BYTES)
            note_slice(sensitive, str_slice(body->bytes, node_offset(instance), 1));
        return;
    }
    if (element.length)
        note_name(checker, element);
    name = nearest_name(value->instance, instance);
    if (name.text || value->name.text)
        note_name(checker, name.text ? name : value->name);
}

/* false: it is within what is marked already. */
static bool mark(struct sensitive *sensitive, const struct node *value, const struct node *instance)
{
    size_t at = instance->index - value->index;

    if (sensitive->value != value) {
        if (sensitive->capacity < value->span)
            sensitive->marks = alloc_resize(sensitive->marks, value->span);
        if (sensitive->capacity < value->span)
            sensitive->capacity = value->span;
        memset(sensitive->marks, 0, value->span);
        sensitive->value = value;
    }
    if (sensitive->marks[at])
        return false;
    memset(sensitive->marks + at, 1, instance->span);
    return true;
}

static bool enters(void *context, const struct schema_pair *pair, unsigned how)
{
    (void)how;
    return leads_to_sensitive(context, pair->schema);
}

void sensitive_collect(struct checker *checker, const struct checked_value *value)
{
    struct sensitive *sensitive = &checker->sensitive;
    struct schema_pairs pairs;
    struct schema_pair pair;

    sensitive->value = NULL;
    if (!checker->exchange || !leads_to_sensitive(checker, value->schema))
        return;
    schema_pairs_init(&pairs, reader_of(checker), WALK_PARTS);
    pairs.enters = enters;
    pairs.context = checker;
    schema_pairs_add(&pairs, value->schema, value->instance);
    while (schema_pairs_next(&pairs, &pair)) {
        if (!schema_is_sensitive(pair.schema) || !mark(sensitive, value->instance, pair.instance))
            continue;
        learn(checker, pair.instance);
        note_place(checker, value, &pair);
    }
    if (pairs.cut) /* whatever was not looked at may be secret */
        mark(sensitive, value->instance, value->instance);
    schema_pairs_release(&pairs);
}

/* ---- what has no value ---- */

static bool says_sensitive(struct checker *checker, const struct node *schema)
{
    struct schema_walk walk;
    const struct node *next;
    bool found = false;

    schema_walk_init(&walk, reader_of(checker), WALK_PARTS, schema);
    while (!found && (next = schema_walk_next(&walk)))
        found = schema_is_sensitive(next);
    schema_walk_release(&walk);
    return found;
}

static void note_path_value(struct checker *checker, struct str name)
{
    const struct route *route = &checker->route;

    for (size_t i = 0; i < route->parameter_count; i++)
        if (str_equal(route->parameters[i].name, name))
            VEC_ADD(&checker->sensitive.slices, route->parameters[i].value);
}

void sensitive_path_value(struct checker *checker, struct str name)
{
    const struct route *route = &checker->route;

    note_path_value(checker, name);
    for (size_t i = 0; i < route->parameter_count; i++)
        if (str_equal(route->parameters[i].name, name))
            redaction_learn_value(checker->redaction, route->parameters[i].value);
}

bool sensitive_parameter(struct checker *checker, const struct parameter *parameter)
{
    const struct node *schema = parameter->content ? parameter->content->schema : parameter->schema;

    if (!leads_to_sensitive(checker, schema) || !says_sensitive(checker, schema))
        return false;
    if (parameter->in == IN_PATH)
        note_path_value(checker, parameter->name);
    else
        note_name(checker, parameter->name);
    return true;
}

void sensitive_names(struct checker *checker, const struct node *schema)
{
    struct schema_walk walk;
    const struct node *next;

    if (!leads_to_sensitive(checker, schema))
        return;
    schema_walk_init(&walk, reader_of(checker), WALK_ALL, schema);
    while ((next = schema_walk_next(&walk))) {
        const struct node *properties = node_member(next, STR("properties"));

        if (!node_is(properties, NODE_OBJECT))
            continue;
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            if (leads_to_sensitive(checker, node_value(key)) &&
                says_sensitive(checker, node_value(key)))
                note_name(checker, node_text(key));
    }
    schema_walk_release(&walk);
}

/* ---- messages ---- */

bool sensitive_is_met(const struct checker *checker, const struct node *node)
{
    const struct sensitive *sensitive = &checker->sensitive;
    const struct node *value = sensitive->value;

    return value && node >= value && node < node_end(value) &&
           memchr(sensitive->marks + (node - value), 1, node->span) != NULL;
}

struct secret_places sensitive_places(const struct checker *checker)
{
    const struct sensitive *sensitive = &checker->sensitive;

    return (struct secret_places){.slices = sensitive->slices.items,
                                  .slice_count = sensitive->slices.count,
                                  .names = sensitive->names.items,
                                  .name_count = sensitive->names.count,
                                  .every_name = sensitive->beyond};
}

bool sensitive_is_noted(const struct checker *checker, struct str name, struct str value)
{
    const struct secret_places places = sensitive_places(checker);

    for (size_t i = 0; i < places.name_count; i++)
        if (name.length && str_equal_ignoring_case(places.names[i], name))
            return true;
    for (size_t i = 0; i < places.slice_count; i++)
        if (places.slices[i].text == value.text ||
            (name.length && str_equal(places.slices[i], value)))
            return true;
    return places.every_name;
}
