#include "openapi/model.h"

#include <stdio.h>

/* The message without the place of the reference itself, which the problem already has. */
static const char *without_place(const struct node *site, const char *message)
{
    struct position position = node_position(site);
    char place[ERROR_MESSAGE_BYTES];

    snprintf(place, sizeof place, "%.*s:%zu:%zu: ", STR_ARGS(node_file(site)), position.line,
             position.column);
    return str_starts_with(str_of(message), str_of(place)) ? message + strlen(place) : message;
}

/* The reference was not followed, which is not the same as leading nowhere. These are the words
   that document/ and the fetcher use for it. */
static bool is_remote(const char *message)
{
    return strstr(message, "remote references are off") ||
           strstr(message, "is not allowed (see --allow-ref)");
}

static void note_nowhere(struct api *api, const struct node *reference, const char *message)
{
    openapi_problem(api, reference, is_remote(message) ? PROBLEM_REMOTE : PROBLEM_REFERENCE, "%s",
                    without_place(reference, message));
}

static const struct node *resolve(struct api *api, const struct node *reference, bool noting)
{
    struct error err = {0};
    const struct node *target =
        reference_resolve(api->documents, reference, node_string(reference), &err);

    if (!target && noting)
        note_nowhere(api, reference, err.message);
    return target;
}

/* Each reference is resolved once: exchanges ask again and again, and each resolving leaves texts
   in the description's arena. One that leads nowhere is resolved once more when that is first to
   be noted. */
static const struct node *target_of(struct api *api, const struct node *reference, bool noting)
{
    static const struct node noted = {.kind = NODE_HEADER}, unnoted = {.kind = NODE_HEADER};
    const struct node *target;

    pthread_mutex_lock(&api->lock);
    target = pointer_map_get(&api->targets, reference, 0);
    if (!target || (noting && target == &unnoted)) {
        target = resolve(api, reference, noting);
        if (!target)
            target = noting ? &noted : &unnoted;
        *pointer_map_put(&api->targets, reference, 0) = (void *)target;
    }
    pthread_mutex_unlock(&api->lock);
    return target == &noted || target == &unnoted ? NULL : target;
}

const struct node *openapi_reference_target(struct api *api, const struct node *reference)
{
    return target_of(api, reference, true);
}

const struct node *openapi_follow(struct api *api, const struct node *reference)
{
    return target_of(api, reference, false);
}

static const struct node *follow_schema(void *context, const struct node *reference)
{
    struct api *api = context;
    const struct node *target;
    struct error err = {0};

    pthread_mutex_lock(&api->lock);
    target = schema_reference_target(api->schemas, reference, &err);
    if (!target)
        note_nowhere(api, reference, err.message);
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
