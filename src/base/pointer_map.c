#include "base/pointer_map.h"

#include <stdlib.h>

#include "base/alloc.h"

static size_t hash_of(const void *key, unsigned number)
{
    uint64_t hash = ((uint64_t)(uintptr_t)key >> 3) + number * UINT64_C(0xff51afd7ed558ccd);

    hash *= UINT64_C(0x9e3779b97f4a7c15); /* Fibonacci hashing: the high bits are the good ones */
    return (size_t)(hash >> 32);
}

static struct pointer_slot *find(const struct pointer_map *map, const void *key, unsigned number)
{
    size_t mask = map->capacity - 1;
    size_t at = hash_of(key, number) & mask;

    while (map->slots[at].key && (map->slots[at].key != key || map->slots[at].number != number))
        at = (at + 1) & mask;
    return &map->slots[at];
}

static void grow(struct pointer_map *map)
{
    struct pointer_map larger = {.capacity = map->capacity ? map->capacity * 2 : 64,
                                 .count = map->count};

    larger.slots = alloc_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key)
            *find(&larger, map->slots[i].key, map->slots[i].number) = map->slots[i];
    free(map->slots);
    *map = larger;
}

void pointer_map_release(struct pointer_map *map)
{
    free(map->slots);
    *map = (struct pointer_map){0};
}

void *pointer_map_get(const struct pointer_map *map, const void *key, unsigned number)
{
    return map->count ? find(map, key, number)->value : NULL;
}

void **pointer_map_put(struct pointer_map *map, const void *key, unsigned number)
{
    struct pointer_slot *slot;

    if (map->count * 2 >= map->capacity)
        grow(map);
    slot = find(map, key, number);
    if (!slot->key) {
        *slot = (struct pointer_slot){.key = key, .number = number};
        map->count++;
    }
    return &slot->value;
}
