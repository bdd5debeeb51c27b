#include "schema/verdict_table.h"

#include <stdlib.h>

#include "base/alloc.h"

/* A verdict has one of so many neighbouring places. */
enum { PLACES = 4 };

void verdict_table_release(struct verdict_table *table)
{
    free(table->entries);
    *table = (struct verdict_table){0};
}

void verdict_table_start(struct verdict_table *table)
{
    if (++table->evaluation == 0) { /* the numbers begin again */
        free(table->entries);
        *table = (struct verdict_table){.evaluation = 1};
    }
}

/* The first of its places. Instructions and nodes lie in rows, so that their addresses differ in
   the low bits, which multiplying spreads upwards. */
static struct remembered *places_of(const struct verdict_table *table,
                                    const struct verdict_key *key)
{
    uint64_t mixed = (uint64_t)(uintptr_t)key->instance * UINT64_C(0x9e3779b97f4a7c15) ^
                     (uint64_t)(uintptr_t)key->schema * UINT64_C(0xc2b2ae3d27d4eb4f) ^
                     (uint64_t)(uintptr_t)key->applied * UINT64_C(0x165667b19e3779f9) ^ key->way;

    mixed = (mixed ^ mixed >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    return &table->entries[(mixed >> 32) % (REMEMBERED_MAX / PLACES) * PLACES];
}

static bool is_of(const struct verdict_table *table, const struct remembered *entry,
                  const struct verdict_key *key)
{
    return entry->evaluation == table->evaluation && entry->key.instance == key->instance &&
           entry->key.schema == key->schema && entry->key.applied == key->applied &&
           entry->key.way == key->way;
}

const struct remembered *verdict_table_find(const struct verdict_table *table,
                                            const struct verdict_key *key)
{
    const struct remembered *places;

    if (!table->entries)
        return NULL;
    places = places_of(table, key);
    for (unsigned i = 0; i < PLACES; i++)
        if (is_of(table, &places[i], key))
            return &places[i];
    return NULL;
}

struct remembered *verdict_table_add(struct verdict_table *table, const struct verdict_key *key)
{
    struct remembered *places, *place;

    if (!table->entries)
        table->entries = alloc_zeroed(REMEMBERED_MAX, sizeof *table->entries);
    places = places_of(table, key);
    place = &places[table->turn++ % PLACES];
    for (unsigned i = 0; i < PLACES; i++)
        if (places[i].evaluation != table->evaluation || is_of(table, &places[i], key))
            place = &places[i];
    *place = (struct remembered){.key = *key, .evaluation = table->evaluation};
    return place;
}
