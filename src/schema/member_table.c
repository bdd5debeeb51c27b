#include "schema/member_table.h"

#include <stdlib.h>

#include "base/map.h"

void member_table_release(struct member_table *table)
{
    free(table->slots);
    VEC_RELEASE(&table->found);
    *table = (struct member_table){0};
}

static uint32_t first_slot(const struct member_table *table, struct str name)
{
    return (uint32_t)str_hash(name) & table->mask;
}

static void make(struct member_table *table)
{
    const struct node *object = table->object;
    size_t size = 2 * TABLE_MEMBERS;

    while (size / 2 < object->length)
        size *= 2;
    if (table->capacity < size) {
        table->slots = alloc_resize(table->slots, size * sizeof *table->slots);
        table->capacity = size;
    }
    memset(table->slots, 0, size * sizeof *table->slots);
    table->mask = (uint32_t)size - 1;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        uint32_t at = first_slot(table, node_string(key));

        while (table->slots[at])
            at = (at + 1) & table->mask;
        table->slots[at] = (uint32_t)(key - object);
    }
    table->made = true;
}

bool member_table_serves(struct member_table *table, const struct node *object, size_t names)
{
    if (object->length < TABLE_MEMBERS || names > object->length / TABLE_SHARE)
        return false;
    if (table->object != object) {
        table->object = object;
        table->asked = 0;
        table->made = false;
    }
    if (++table->asked < TABLE_AFTER)
        return false;
    if (!table->made)
        make(table);
    return true;
}

/* The next slot from *at on whose key has the name, or a free one. */
static const struct node *next_of(const struct member_table *table, struct str name, uint32_t *at)
{
    for (; table->slots[*at]; *at = (*at + 1) & table->mask)
        if (str_equal(node_string(table->object + table->slots[*at]), name))
            return table->object + table->slots[*at];
    return NULL;
}

const struct node *member_table_find(const struct member_table *table, struct str name)
{
    uint32_t at = first_slot(table, name);

    return next_of(table, name, &at);
}

void member_table_gather(struct member_table *table, struct str name)
{
    uint32_t at = first_slot(table, name);
    const struct node *key;

    while ((key = next_of(table, name, &at))) {
        VEC_ADD(&table->found, key);
        at = (at + 1) & table->mask;
    }
}

static int by_place(const void *a, const void *b)
{
    const struct node *first = *(const struct node *const *)a;
    const struct node *second = *(const struct node *const *)b;

    return (first > second) - (first < second);
}

void member_table_sort(struct member_table *table, size_t first)
{
    size_t count = table->found.count - first;

    if (count > 1)
        qsort(table->found.items + first, count, sizeof *table->found.items, by_place);
}
