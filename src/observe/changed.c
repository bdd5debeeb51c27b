#include "observe/changed.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/pointer_map.h"

enum { CHANGED_MAX_DEPTH = 2048 };

struct changed {
    struct api *api, *old;
    struct pointer_map compared; /* node -> the old node it is being, or was, compared with */
    unsigned depth;
};

struct changed *changed_new(struct api *api, struct api *old)
{
    struct changed *changed = alloc_zeroed(1, sizeof *changed);

    changed->api = api;
    changed->old = old;
    return changed;
}

void changed_free(struct changed *changed)
{
    if (!changed)
        return;
    pointer_map_release(&changed->compared);
    free(changed);
}

/* Under these keywords the members are names, and none of them is prose. */
static bool holds_names(struct str key)
{
    enum keyword keyword = keyword_named(key);
    unsigned form =
        keyword == KEYWORD_NONE ? SCHEMAS_NONE : keyword_row(keyword)->schemas & SCHEMAS_FORM;

    return form == SCHEMAS_NAMED || form == SCHEMAS_NAMED_OR_NAMES || str_is(key, "mapping");
}

static bool is_prose(struct str key)
{
    static const char *const keys[] = {"description", "summary",      "title", "example",
                                       "examples",    "externalDocs", "tags"};

    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++)
        if (str_is(key, keys[i]))
            return true;
    return false;
}

static bool is_same(struct changed *changed, const struct node *node, const struct node *old,
                    bool names);

/* Compares each member that matters with the one of the same name. */
static bool same_members(struct changed *changed, const struct node *node, const struct node *old,
                         bool names)
{
    size_t count = 0;

    for (const struct node *key = node_first(node); key < node_end(node);
         key = node_next_key(key)) {
        const struct node *other = node_member(old, node_text(key));

        if (!names && is_prose(node_text(key)))
            continue;
        count++;
        if (!other ||
            !is_same(changed, node_value(key), other, !names && holds_names(node_text(key))))
            return false;
    }
    for (const struct node *key = node_first(old); key < node_end(old); key = node_next_key(key))
        count -= names || !is_prose(node_text(key));
    return count == 0;
}

static bool same_items(struct changed *changed, const struct node *node, const struct node *old)
{
    const struct node *other = node_first(old);

    if (node->length != old->length)
        return false;
    for (const struct node *item = node_first(node); item < node_end(node);
         item = node_next(item), other = node_next(other))
        if (!is_same(changed, item, other, false))
            return false;
    return true;
}

static bool compare(struct changed *changed, const struct node *node, const struct node *old,
                    bool names)
{
    void **with;

    if (node->kind != old->kind)
        return false;
    if (node->kind == NODE_ARRAY)
        return same_items(changed, node, old);
    if (node->kind != NODE_OBJECT)
        return node_equal(node, old);
    with = pointer_map_put(&changed->compared, node, 0);
    if (*with == old) /* a schema that refers to itself, or one that was found to be equal before */
        return true;
    *with = (void *)old;
    return same_members(changed, node, old, names);
}

/* names: the object's members are names. */
static bool is_same(struct changed *changed, const struct node *node, const struct node *old,
                    bool names)
{
    const struct node *target = names ? node : openapi_dereference(changed->api, node);
    const struct node *old_target = names ? old : openapi_dereference(changed->old, old);
    bool same;

    if (!target || !old_target || changed->depth == CHANGED_MAX_DEPTH)
        return !target && !old_target;
    changed->depth++;
    same = compare(changed, target, old_target, names);
    changed->depth--;
    return same;
}

static const struct operation *find_old(const struct changed *changed,
                                        const struct operation *operation)
{
    for (size_t i = 0; i < changed->old->operation_count; i++) {
        const struct operation *old = &changed->old->operations[i];

        if (str_equal(old->method, operation->method) && str_equal(old->path, operation->path))
            return old;
    }
    return NULL;
}

/* The path items' parameters; NULL: none. */
static bool same_shared(struct changed *changed, const struct node *shared, const struct node *old)
{
    return shared && old ? is_same(changed, shared, old, false) : !shared && !old;
}

bool changed_selects(void *context, const struct operation *operation)
{
    struct changed *changed = context;
    const struct operation *old = find_old(changed, operation);

    if (!old)
        return true;
    /* What was found equal while a difference was found elsewhere in the operation proves nothing
       for the next operation. */
    pointer_map_release(&changed->compared);
    return !is_same(changed, operation->place, old->place, false) ||
           !same_shared(changed, operation->shared, old->shared);
}
