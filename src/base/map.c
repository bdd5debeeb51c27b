#include "base/map.h"

#include <stdlib.h>
#include <sys/auxv.h>

#include "base/alloc.h"

enum { FIRST_SLOTS = 16, CLEARED_SLOTS_MAX = 1024 };

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

/* The sixteen random bytes the kernel gives every process; read before main, the same ever after.
 */
static uint64_t hash_key[2];

__attribute__((constructor)) static void read_key(void)
{
    const char *random = (const char *)(uintptr_t)getauxval(AT_RANDOM);

    if (random)
        memcpy(hash_key, random, sizeof hash_key);
}

/* Aumasson and Bernstein, SipHash, with one round a word and three at the end. */
uint64_t str_hash(struct str text)
{
    uint64_t last = (uint64_t)text.length << 56;
    uint64_t v[4];
    size_t at = 0;

    v[0] = hash_key[0] ^ 0x736f6d6570736575u;
    v[1] = hash_key[1] ^ 0x646f72616e646f6du;
    v[2] = hash_key[0] ^ 0x6c7967656e657261u;
    v[3] = hash_key[1] ^ 0x7465646279746573u;
    for (; text.length - at >= 8; at += 8) {
        uint64_t word;

        memcpy(&word, text.text + at, 8);
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
    }
    for (size_t i = 0; at + i < text.length; i++)
        last |= (uint64_t)(unsigned char)text.text[at + i] << (8 * i);
    v[3] ^= last;
    sip_round(v);
    v[0] ^= last;
    v[2] ^= 0xff;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void map_release(struct map *map)
{
    free(map->entries);
    free(map->slots);
    *map = (struct map){0};
}

/* A map that was large once is given up, not cleared slot by slot again and again. */
void map_clear(struct map *map)
{
    if (map->slot_count > CLEARED_SLOTS_MAX) {
        map_release(map);
        return;
    }
    if (map->count)
        memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    map->count = 0;
}

/* The slot that holds the key, or the free one where it would go. */
static uint32_t *find_slot(const struct map *map, struct str key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;

    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &map->slots[at];
        const struct map_entry *entry;

        if (*slot == 0)
            return slot;
        entry = &map->entries[*slot - 1];
        if (entry->hash == hash && str_equal(entry->key, key))
            return slot;
    }
}

void *map_get(const struct map *map, struct str key)
{
    uint32_t slot;

    if (map->count == 0)
        return NULL;
    slot = *find_slot(map, key, str_hash(key));
    return slot ? map->entries[slot - 1].value : NULL;
}

static void grow(struct map *map)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
    map->capacity = map->slot_count / 2;
    map->entries = alloc_resize(map->entries, map->capacity * sizeof *map->entries);
    free(map->slots);
    map->slots = alloc_zeroed(map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++) {
        const struct map_entry *entry = &map->entries[i];

        *find_slot(map, entry->key, entry->hash) = (uint32_t)i + 1;
    }
}

void **map_put(struct map *map, struct str key)
{
    uint64_t hash = str_hash(key);
    uint32_t *slot;

    if (map->count == map->capacity)
        grow(map);
    slot = find_slot(map, key, hash);
    if (*slot == 0) {
        map->entries[map->count] = (struct map_entry){.key = key, .hash = hash};
        *slot = (uint32_t)++map->count;
    }
    return &map->entries[*slot - 1].value;
}
