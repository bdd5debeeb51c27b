#include "document/mutable.h"

#include <assert.h>

#include "document/tape.h"

struct mutable_node *mutable_new(struct arena *arena, const struct node *origin)
{
    struct mutable_node *node = ARENA_NEW(arena, struct mutable_node);

    node->origin = origin;
    return node;
}

static void link_last(struct mutable_node *container, struct mutable_node *child)
{
    child->parent = container;
    child->previous = container->last;
    if (container->last)
        container->last->next = child;
    else
        container->first = child;
    container->last = child;
    container->count++;
}

static void add_child(struct arena *arena, struct mutable_node *container, const struct node *key,
                      const struct node *value)
{
    struct mutable_node *child = mutable_new(arena, value);

    child->key = key;
    link_last(container, child);
}

static void open_node(struct arena *arena, struct mutable_node *node)
{
    const struct node *origin = node->origin;

    if (node->opened)
        return;
    node->opened = true;
    if (origin->kind == NODE_ARRAY)
        for (const struct node *item = node_first(origin); item < node_end(origin);
             item = node_next(item))
            add_child(arena, node, NULL, item);
    else if (origin->kind == NODE_OBJECT)
        for (const struct node *key = node_first(origin); key < node_end(origin);
             key = node_next_key(key))
            add_child(arena, node, key, node_value(key));
}

struct mutable_node *mutable_first(struct arena *arena, struct mutable_node *node)
{
    open_node(arena, node);
    return node->first;
}

size_t mutable_count(const struct mutable_node *node)
{
    bool container = node->origin->kind == NODE_ARRAY || node->origin->kind == NODE_OBJECT;

    if (node->opened)
        return node->count;
    return container ? node->origin->length : 0;
}

struct mutable_node *mutable_member(struct arena *arena, struct mutable_node *node, struct str key)
{
    if (node->origin->kind != NODE_OBJECT)
        return NULL;
    for (struct mutable_node *child = mutable_first(arena, node); child; child = child->next)
        if (str_equal(node_string(child->key), key))
            return child;
    return NULL;
}

static bool objects_equal(struct arena *arena, struct mutable_node *a, struct mutable_node *b)
{
    for (struct mutable_node *x = mutable_first(arena, a); x; x = x->next) {
        struct mutable_node *y = mutable_member(arena, b, node_string(x->key));

        if (!y || !mutable_equal(arena, x, y))
            return false;
    }
    return true;
}

static bool arrays_equal(struct arena *arena, struct mutable_node *a, struct mutable_node *b)
{
    struct mutable_node *y = mutable_first(arena, b);

    for (struct mutable_node *x = mutable_first(arena, a); x; x = x->next, y = y->next)
        if (!mutable_equal(arena, x, y))
            return false;
    return true;
}

bool mutable_equal(struct arena *arena, struct mutable_node *a, struct mutable_node *b)
{
    if (!a->opened && !b->opened)
        return node_equal(a->origin, b->origin);
    if (a->origin->kind != b->origin->kind || mutable_count(a) != mutable_count(b))
        return false;
    return a->origin->kind == NODE_OBJECT ? objects_equal(arena, a, b) : arrays_equal(arena, a, b);
}

/* ---- changes ---- */

void mutable_append(struct arena *arena, struct mutable_node *container, const struct node *key,
                    const struct node *value)
{
    open_node(arena, container);
    add_child(arena, container, key, value);
}

void mutable_replace(struct mutable_node *node, const struct node *value)
{
    node->origin = value;
    node->first = node->last = NULL;
    node->count = 0;
    node->opened = false;
}

void mutable_remove(struct mutable_node *node)
{
    struct mutable_node *parent = node->parent;

    assert(parent); /* the root stays */
    *(node->previous ? &node->previous->next : &parent->first) = node->next;
    *(node->next ? &node->next->previous : &parent->last) = node->previous;
    parent->count--;
    node->parent = NULL;
}

/* ---- the changed document ---- */

struct finisher {
    struct tape tape;
    const struct node **origins;
};

static size_t node_total(const struct mutable_node *node)
{
    size_t total = 1;

    if (!node->opened)
        return node->origin->span;
    for (const struct mutable_node *child = node->first; child; child = child->next)
        total += (child->key ? 1 : 0) + node_total(child);
    return total;
}

/* A subtree as it was read, or (whole = false) its first node only. */
static struct node *write_origin(struct finisher *finisher, const struct node *origin, bool whole)
{
    size_t at = finisher->tape.count;
    struct node *copy;

    if (whole) {
        copy = tape_copy(&finisher->tape, origin);
    } else {
        copy = tape_add(&finisher->tape, origin->kind);
        *copy = *origin;
        copy->index = (uint32_t)at;
        copy->span = 1;
    }
    for (size_t i = 0; i < (whole ? origin->span : 1); i++)
        finisher->origins[at + i] = node_origin(origin + i);
    return copy;
}

static void write_node(struct finisher *finisher, const struct mutable_node *node)
{
    size_t at = finisher->tape.count;

    if (!node->opened) {
        write_origin(finisher, node->origin, true);
        return;
    }
    write_origin(finisher, node->origin, false);
    if (node->origin->kind == NODE_ARRAY || node->origin->kind == NODE_OBJECT)
        finisher->tape.nodes[at].length = node->count;
    for (const struct mutable_node *child = node->first; child; child = child->next) {
        if (child->key)
            write_origin(finisher, child->key, false);
        write_node(finisher, child);
    }
    finisher->tape.nodes[at].span = (uint32_t)(finisher->tape.count - at);
}

struct document *mutable_finish(struct arena *arena, const struct mutable_node *root,
                                const struct document *base)
{
    size_t total = node_total(root);
    struct finisher finisher = {.origins = ARENA_ARRAY(arena, const struct node *, total + 1)};
    struct document *made;

    tape_init(&finisher.tape, arena, total);
    finisher.origins[0] = finisher.tape.nodes;
    write_node(&finisher, root);
    made = tape_finish(&finisher.tape);
    made->file = base->file;
    made->uri = base->uri;
    made->found = base->found;
    made->source = base->source;
    made->format = base->format;
    made->byte_order_mark = base->byte_order_mark;
    made->lines = base->lines; /* of the same source */
    made->origins = finisher.origins;
    return made;
}
