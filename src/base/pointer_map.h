/* Address and number to pointer. For lookups in the middle of judging, where base/map.h's
   keyed hash of a text would cost more than what is looked up. */
#ifndef OASDRIFT_BASE_POINTER_MAP_H
#define OASDRIFT_BASE_POINTER_MAP_H

#include <stddef.h>
#include <stdint.h>

struct pointer_slot {
    const void *key; /* NULL: free */
    unsigned number;
    void *value;
};

struct pointer_map {
    struct pointer_slot *slots;
    size_t count, capacity; /* capacity: a power of two; 0 before the first */
};

/* A zeroed map is an empty one. */
void pointer_map_release(struct pointer_map *map);
/* NULL when absent. */
void *pointer_map_get(const struct pointer_map *map, const void *key, unsigned number);
/* The place of the value, made with NULL when the key is new; valid until the next insertion. */
void **pointer_map_put(struct pointer_map *map, const void *key, unsigned number);

#endif
