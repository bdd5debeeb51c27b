#include "document/node_slot.h"

void **node_slot(struct arena *arena, struct map *map, const struct node *node)
{
    struct str probe = {(const char *)&node, sizeof node};

    if (!map_get(map, probe)) {
        const struct node **key = arena_alloc(arena, sizeof(const struct node *));

        *key = node;
        probe.text = (const char *)key;
    }
    return map_put(map, probe);
}
