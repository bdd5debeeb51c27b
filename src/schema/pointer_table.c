/* JSON Pointers into large objects. A description with ten thousand components is asked for each of
   them, so the names of a large object are put into a table at the first question. */
#include "base/strbuf.h"
#include "schema/compiler.h"

enum { TABLE_MEMBERS = 64 }; /* objects with fewer are walked */

/* Name -> key node, the first of that name. */
static const struct map *table_of(struct schema_set *set, const struct node *object)
{
    struct map *table = pointer_map_get(&set->tables, object, 0);

    if (table)
        return table;
    table = ARENA_NEW(&set->arena, struct map);
    *pointer_map_put(&set->tables, object, 0) = table;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        void **place = map_put(table, node_text(key));

        if (!*place)
            *place = (void *)key;
    }
    return table;
}

static const struct node *step(void *context, const struct node *node, struct str token)
{
    struct schema_set *set = context;
    const struct node *key;

    if (node->kind != NODE_OBJECT || node->length < TABLE_MEMBERS)
        return pointer_step(node, token);
    key = map_get(table_of(set, node), pointer_token_text(&set->arena, token));
    return key ? node_value(key) : NULL;
}

const struct node *schema_set_resolve(struct schema_set *set, const struct node *root,
                                      struct str pointer)
{
    return pointer_follow(root, pointer, step, set);
}

void pointer_tables_release(struct schema_set *set)
{
    for (size_t i = 0; i < set->tables.capacity; i++)
        if (set->tables.slots[i].key)
            map_release(set->tables.slots[i].value);
    pointer_map_release(&set->tables);
}
