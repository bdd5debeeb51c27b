#include "run/source_counts.h"

void source_counts_release(struct source_counts *counts)
{
    VEC_RELEASE(&counts->items);
    map_release(&counts->places);
}

size_t source_counts_place(const struct source_counts *counts, struct str name)
{
    const size_t *place = map_get(&counts->places, name);

    return place ? *place : counts->items.count;
}

void source_counts_add(struct source_counts *counts, struct arena *arena,
                       const struct event_source *source)
{
    struct event_source added = *source;
    size_t place = source_counts_place(counts, source->name);
    size_t *kept;

    if (place < counts->items.count) {
        counts->items.items[place].records += source->records;
        counts->items.items[place].shown |= source->shown;
        return;
    }
    kept = ARENA_NEW(arena, size_t);
    *kept = place;
    added.name = str_copy(arena, source->name);
    *map_put(&counts->places, added.name) = kept;
    VEC_ADD(&counts->items, added);
}
