#include "openapi/model.h"

/* The message without the place of the reference itself, which the problem already has. */
static const char *without_place(struct api *api, const struct node *site, const char *message)
{
    struct position position = node_position(site);
    struct str place = str_format(openapi_arena(api), "%.*s:%zu:%zu: ", STR_ARGS(node_file(site)),
                                  position.line, position.column);

    return str_starts_with(str_of(message), place) ? message + place.length : message;
}

/* The reference was not followed, which is not the same as leading nowhere. These are the words
   that document/ and the fetcher use for it. */
static bool is_remote(const char *message)
{
    return strstr(message, "remote references are off") ||
           strstr(message, "is not allowed (see --allow-ref)");
}

/* Where one $ref leads, or NULL and a problem. */
static const struct node *resolve(struct api *api, const struct node *reference)
{
    struct error err = {0};
    const struct node *target =
        reference_resolve(api->documents, reference, node_string(reference), &err);

    if (!target)
        openapi_problem(api, reference, is_remote(err.message) ? PROBLEM_REMOTE : PROBLEM_REFERENCE,
                        "%s", without_place(api, reference, err.message));
    return target;
}

/* The same, resolved once: exchanges ask again and again, and each resolving leaves texts in the
   description's arena. */
const struct node *openapi_reference_target(struct api *api, const struct node *reference)
{
    static const struct node nowhere = {.kind = NODE_HEADER};
    const struct node *target;
    void **slot;

    pthread_mutex_lock(&api->lock);
    slot = node_slot(openapi_arena(api), &api->targets, reference);
    target = *slot;
    if (!target) {
        target = resolve(api, reference);
        if (!target)
            target = &nowhere;
        *slot = (void *)target;
    }
    pthread_mutex_unlock(&api->lock);
    return target == &nowhere ? NULL : target;
}

static const struct node *follow_schema(void *context, const struct node *reference)
{
    struct api *api = context;
    const struct node *target;
    struct error err = {0};

    pthread_mutex_lock(&api->lock);
    target = schema_reference_target(api->schemas, reference, &err);
    if (!target)
        openapi_problem(api, reference, is_remote(err.message) ? PROBLEM_REMOTE : PROBLEM_REFERENCE,
                        "%s", without_place(api, reference, err.message));
    pthread_mutex_unlock(&api->lock);
    return target;
}

struct schema_reader openapi_schema_reader(struct api *api)
{
    struct schema_reader reader = schema_set_reader(api->schemas);

    reader.follow = follow_schema;
    reader.context = api;
    return reader;
}

const struct node *openapi_follow(struct api *api, const struct node *reference)
{
    void **slot = node_slot(openapi_arena(api), &api->targets, reference);
    struct error err = {0};
    const struct node *target;

    if (*slot)
        return node_is(*slot, NODE_HEADER) ? NULL : *slot;
    target = reference_resolve(api->documents, reference, node_string(reference), &err);
    if (target) /* resolving may have put more into the map */
        *node_slot(openapi_arena(api), &api->targets, reference) = (void *)target;
    return target;
}

const struct node *openapi_dereference(struct api *api, const struct node *node)
{
    const struct node *reference;
    const struct node *start = node;

    for (size_t steps = 0; (reference = node_member(node, STR("$ref"))); steps++) {
        if (!node_is(reference, NODE_STRING)) {
            openapi_problem(api, reference, PROBLEM_INVALID, "$ref must be a string");
            return NULL;
        }
        if (steps == REFERENCE_MAX_CHAIN) {
            openapi_problem(api, node_member(start, STR("$ref")), PROBLEM_REFERENCE,
                            "$ref \"%.*s\" leads in a circle, or over more than %d references",
                            STR_ARGS(node_string(node_member(start, STR("$ref")))),
                            REFERENCE_MAX_CHAIN);
            return NULL;
        }
        node = openapi_reference_target(api, reference);
        if (!node)
            return NULL;
    }
    return node;
}
