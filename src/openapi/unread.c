/* Why what the description says at a place cannot be read, and what else cannot be read for the
   same reason. */
#include "openapi/model.h"

/* The string of the $ref that stands at the place, or is it. */
static const struct node *reference_at(const struct node *place)
{
    const struct node *reference = place->kind == NODE_OBJECT ? node_member(place, STR("$ref"))
                                   : str_is(node_string(node_key_of(place)), "$ref") ? place
                                                                                     : NULL;

    return node_is(reference, NODE_STRING) ? reference : NULL;
}

/* Along references to what is at fault. That may be a reference, or what the last one leads to; of
   a circle the first of its nodes that lie behind one another. */
static void follow(struct api *api, const struct node *place, struct error *err)
{
    const struct node *reference = reference_at(place), *target = place, *first = NULL;

    for (size_t steps = 0; reference && steps < 2 * REFERENCE_MAX_CHAIN; steps++) {
        target = reference_resolve(api->documents, reference, node_string(reference), err);
        if (!target)
            return;
        if (steps >= REFERENCE_MAX_CHAIN && (!first || target < first))
            first = target;
        reference = reference_at(target);
    }
    target = reference && first ? first : target;
    error_about_node(err, target, STR_NONE);
    if (reference)
        error_raise_node(err, reference_at(place), "$ref leads in a circle: \"%.*s\"",
                         STR_ARGS(node_string(reference_at(place))));
}

/* The first requirement for which there is no scheme tells. */
static void find_undeclared(struct api *api, const struct node *place, struct error *err)
{
    if (!node_is(place, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(place); key < node_end(place);
         key = node_next_key(key)) {
        if (map_get(&api->schemes_by_name, node_string(key)))
            continue;
        if (!security_raise_undeclared(api, key, err))
            reference_resolve(api->documents, key, node_string(key), err);
        return;
    }
}

/* Each is looked into once: exchanges ask again and again. */
static const struct error *known(struct api *api, const struct node *place,
                                 void (*find)(struct api *api, const struct node *place,
                                              struct error *err))
{
    struct error *err;

    pthread_mutex_lock(&api->lock);
    err = pointer_map_get(&api->unread, place, 0);
    if (!err) {
        err = ARENA_NEW(openapi_arena(api), struct error);
        find(api, place, err);
        *pointer_map_put(&api->unread, place, 0) = err;
    }
    pthread_mutex_unlock(&api->lock);
    return err;
}

const struct error *openapi_why_unread(struct api *api, const struct node *place)
{
    return known(api, place, follow);
}

const struct error *openapi_why_security_unread(struct api *api, const struct node *place)
{
    return known(api, place, find_undeclared);
}
