/* Text to pointer, in the order of insertion. Keys are borrowed and must outlive the map. The hash
   is keyed per process, so that hostile keys do not collide on purpose. */
#ifndef OASDRIFT_BASE_MAP_H
#define OASDRIFT_BASE_MAP_H

#include "base/str.h"

struct map_entry {
    struct str key;
    uint64_t hash;
    void *value;
};

struct map {
    struct map_entry *entries; /* count of them, in the order of insertion */
    size_t count;
    size_t capacity;
    uint32_t *slots; /* entry index + 1; 0: free */
    size_t slot_count;
};

/* A zeroed struct map is an empty one. */
void map_release(struct map *map);
/* Empties it and keeps its memory. */
void map_clear(struct map *map);
/* NULL when absent. */
void *map_get(const struct map *map, struct str key);
/* The place of the value, made with NULL when the key is new; valid until the next insertion. */
void **map_put(struct map *map, struct str key);
/* The keyed hash (SipHash-1-3) the map uses. */
uint64_t str_hash(struct str text);

#endif
