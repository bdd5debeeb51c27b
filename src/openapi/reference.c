#include "openapi/model.h"

static void note_nowhere(struct api *api, const struct node *reference, const struct error *err)
{
    openapi_error_problem(api, reference, err->unread ? PROBLEM_REMOTE : PROBLEM_REFERENCE, false,
                          err);
}

static const struct node *resolve(struct api *api, const struct node *reference)
{
    struct error err = {0};
    const struct node *target =
        reference_resolve(api->documents, reference, node_string(reference), &err);

    if (!target)
        note_nowhere(api, reference, &err);
    return target;
}

const struct node *openapi_reference_target(struct api *api, const struct node *reference)
{
    static const struct node nowhere = {.kind = NODE_HEADER};
    const struct node *target;

    pthread_mutex_lock(&api->lock);
    /* Each is resolved once: exchanges ask again and again, and each resolving leaves texts in the
       description's arena. */
    target = pointer_map_get(&api->targets, reference, 0);
    if (!target) {
        target = resolve(api, reference);
        *pointer_map_put(&api->targets, reference, 0) = (void *)(target ? target : &nowhere);
    }
    pthread_mutex_unlock(&api->lock);
    return target == &nowhere ? NULL : target;
}

const struct node *openapi_follow(struct api *api, const struct node *reference, struct error *err)
{
    const struct node *target;

    pthread_mutex_lock(&api->lock);
    target = schema_reference_target(api->schemas, reference, err);
    pthread_mutex_unlock(&api->lock);
    return target;
}

static const struct node *schema_target(struct api *api, const struct node *reference)
{
    const struct node *target;
    struct error err = {0};

    pthread_mutex_lock(&api->lock);
    target = schema_reference_target(api->schemas, reference, &err);
    if (target && !schema_has_form(target) &&
        object_of_reference(api, node_string(reference)) != OBJECT_SCHEMA) {
        error_about_node(&err, target, STR_NONE);
        error_raise(&err, "$ref leads to no schema but to a value of type %s: \"%.*s\" (line %zu)",
                    node_type_name(target), STR_ARGS(node_string(reference)),
                    node_position(target).line);
        target = NULL;
    }
    if (!target)
        note_nowhere(api, reference, &err);
    pthread_mutex_unlock(&api->lock);
    return target;
}

static const struct node *follow_schema(void *context, const struct node *reference)
{
    return schema_target(context, reference);
}

struct schema_reader openapi_schema_reader(struct api *api)
{
    struct schema_reader reader = schema_set_reader(api->schemas);

    reader.follow = follow_schema;
    reader.context = api;
    return reader;
}

static void note_other(struct api *api, const struct node *reference, const struct node *target,
                       enum object named, enum object object)
{
    struct error err = {0};

    error_about_node(&err, target, str_of(object_row(object)->name));
    error_raise(&err, "$ref leads to %s, and %s is needed here: \"%.*s\" (line %zu)",
                object_row(named)->name, object_row(object)->name, STR_ARGS(node_string(reference)),
                node_position(target).line);
    openapi_error_problem(api, reference, PROBLEM_REFERENCE, false, &err);
}

/* What a reference to a component of another kind leads to is not what is asked for. */
bool openapi_names_other(struct api *api, const struct node *reference, const struct node *target,
                         enum object object)
{
    enum object named = object_of_reference(api, node_string(reference));

    if (named == OBJECT_COUNT || named == object || object == OBJECT_COUNT)
        return false;
    note_other(api, reference, target, named, object);
    return true;
}

/* One name for all references that lead into the circle: the first of its nodes; or along a chain
   that is too long: its end. */
static struct str circle_of(struct api *api, const struct node *node,
                            const struct node *(*step)(struct api *api,
                                                       const struct node *reference))
{
    const struct node *first = node, *reference;
    struct str name;

    for (size_t steps = 0; steps < REFERENCE_MAX_CHAIN; steps++) {
        reference = node_member(node, STR("$ref"));
        node = node_is(reference, NODE_STRING) ? step(api, reference) : NULL;
        if (!node)
            break;
        first = node < first || !node_member(node, STR("$ref")) ? node : first;
    }
    pthread_mutex_lock(&api->lock);
    name = str_format(openapi_arena(api), "circle %p", (const void *)first);
    pthread_mutex_unlock(&api->lock);
    return name;
}

/* `step` follows one reference. object: what is looked for; OBJECT_COUNT: anything. */
static const struct node *dereference(struct api *api, const struct node *node, enum object object,
                                      const struct node *(*step)(struct api *api,
                                                                 const struct node *reference))
{
    const struct node *reference;
    const struct node *start = node;

    for (size_t steps = 0; (reference = node_member(node, STR("$ref"))); steps++) {
        if (!node_is(reference, NODE_STRING)) {
            openapi_problem(api, reference, PROBLEM_INVALID, "$ref must be a string");
            return NULL;
        }
        if (steps == REFERENCE_MAX_CHAIN) {
            openapi_caused_problem(
                api, node_member(start, STR("$ref")), circle_of(api, node, step), PROBLEM_REFERENCE,
                "$ref \"%.*s\" leads in a circle, or over more than %d references",
                STR_ARGS(node_string(node_member(start, STR("$ref")))), REFERENCE_MAX_CHAIN);
            return NULL;
        }
        node = step(api, reference);
        if (!node || openapi_names_other(api, reference, node, object))
            return NULL;
    }
    return node;
}

const struct node *openapi_dereference(struct api *api, const struct node *node)
{
    return dereference(api, node, OBJECT_COUNT, openapi_reference_target);
}

const struct node *openapi_dereference_as(struct api *api, const struct node *node,
                                          enum object object)
{
    return dereference(api, node, object, openapi_reference_target);
}

const struct node *openapi_dereference_schema(struct api *api, const struct node *node)
{
    return dereference(api, node, OBJECT_COUNT, schema_target);
}
