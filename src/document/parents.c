#include "document/parents.h"

#include "base/vec.h"
#include "document/wide.h"

static void note_members(uint32_t *parents, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        parents[key->index] = object->index;
        parents[node_value(key)->index] = key->index;
    }
}

static void note_elements(uint32_t *parents, const struct node *array)
{
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        parents[item->index] = array->index;
}

void parents_build(struct document *document, struct arena *arena)
{
    uint32_t *parents = ARENA_ARRAY(arena, uint32_t, document->node_count);
    VEC(uint32_t) wide = {0};

    for (const struct node *node = document->root; node < node_end(document->root); node++) {
        if (node->kind == NODE_OBJECT)
            note_members(parents, node);
        else if (node->kind == NODE_ARRAY)
            note_elements(parents, node);
        else
            continue;
        if (node->length >= WIDE_CONTAINER)
            VEC_ADD(&wide, node->index);
    }
    document->parents = parents;
    document->wide = wide_new(arena, wide.items, wide.count);
    VEC_RELEASE(&wide);
}

const struct node *node_parent(const struct node *node)
{
    const uint32_t *parents = node_document(node)->parents;

    return parents && parents[node->index] ? node - node->index + parents[node->index] : NULL;
}
