#include "document/wide.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"

static bool is_wide(const struct node *node)
{
    return node->length >= WIDE_CONTAINER &&
           (node->kind == NODE_OBJECT || node->kind == NODE_ARRAY);
}

struct wide_containers *wide_new(struct arena *arena, const uint32_t *indexes, size_t count)
{
    struct wide_containers *wide;

    if (count == 0)
        return NULL;
    wide = arena_alloc(arena, sizeof *wide + count * sizeof wide->items[0]);
    wide->count = count;
    for (size_t i = 0; i < count; i++) {
        wide->items[i].index = indexes[i];
        atomic_init(&wide->items[i].table, NULL);
    }
    return wide;
}

void wide_release(struct wide_containers *wide)
{
    for (size_t i = 0; wide && i < wide->count; i++)
        free(atomic_load(&wide->items[i].table));
}

/* ---- the tables ---- */

static uint32_t *make_elements(const struct node *array)
{
    uint32_t *table = alloc_zeroed(array->length, sizeof *table), *at = table;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        *at++ = item->index;
    return table;
}

/* The slot of the name, or the free one where it would be. */
static uint32_t *slot_of(uint32_t *table, const struct node *header, struct str name)
{
    uint32_t mask = table[0], *slots = table + 1;
    uint32_t at = (uint32_t)str_hash(name) & mask;

    while (slots[at] && !str_equal(node_string(header + slots[at]), name))
        at = (at + 1) & mask;
    return &slots[at];
}

static uint32_t *make_slots(const struct node *object)
{
    uint32_t *table, *slot;
    uint32_t size = 2 * WIDE_CONTAINER;

    while (size / 2 < object->length)
        size *= 2;
    table = alloc_zeroed((size_t)size + 1, sizeof *table);
    table[0] = size - 1;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        slot = slot_of(table, key - key->index, node_string(key));
        *slot = *slot ? *slot : key->index; /* a key may stand twice */
    }
    return table;
}

static struct wide_container *container_of(const struct node *node)
{
    const struct node *header = node - node->index;
    const struct document *document = header->kind == NODE_HEADER ? header->document : NULL;
    struct wide_containers *wide = document ? document->wide : NULL;
    size_t low = 0, high = wide ? wide->count : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (wide->items[middle].index == node->index)
            return &wide->items[middle];
        if (wide->items[middle].index < node->index)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Two threads may make it at the same time; one of the two is kept. */
static uint32_t *table_of(const struct node *node)
{
    struct wide_container *container = container_of(node);
    uint32_t *table, *other = NULL;

    if (!container)
        return NULL;
    table = atomic_load_explicit(&container->table, memory_order_acquire);
    if (table)
        return table;
    table = node->kind == NODE_ARRAY ? make_elements(node) : make_slots(node);
    if (atomic_compare_exchange_strong(&container->table, &other, table))
        return table;
    free(table);
    return other;
}

/* ---- finding ---- */

bool wide_find_key(const struct node *object, struct str name, const struct node **key)
{
    const struct node *header = object - object->index;
    uint32_t *table = is_wide(object) ? table_of(object) : NULL;
    uint32_t found;

    if (!table)
        return false;
    found = *slot_of(table, header, name);
    *key = found ? header + found : NULL;
    return true;
}

bool wide_find_element(const struct node *array, size_t place, const struct node **element)
{
    const uint32_t *table = is_wide(array) ? table_of(array) : NULL;

    if (!table)
        return false;
    *element = place < array->length ? array - array->index + table[place] : NULL;
    return true;
}

bool wide_find_place(const struct node *array, const struct node *node, size_t *place)
{
    const uint32_t *table = is_wide(array) ? table_of(array) : NULL;
    size_t low = 0, high = array->length;

    if (!table)
        return false;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        *(table[middle] <= node->index ? &low : &high) = middle;
    }
    *place = low;
    return true;
}
