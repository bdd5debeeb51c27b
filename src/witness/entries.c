/* All that is asked of a value, each thing once: few are compared one by one, of many the place is
   found by the literal's number. */
#include "witness/engine.h"
#include "witness/search.h"

static bool covers(const struct entry *have, const struct entry *entry)
{
    return have->literal == entry->literal && have->own == entry->own &&
           (have->trackers | entry->trackers) == have->trackers;
}

static bool is_among_few(const struct search *search, const struct entry *entry)
{
    for (size_t i = search->entries.count; i-- > 0;)
        if (covers(&search->entries.items[i], entry))
            return true;
    return false;
}

/* The slot of the literal, or a free one. Slots of entries that were taken back stay taken, for
   others may have been put behind them. */
static uint32_t *place_of(const struct search *search, const struct literal *literal)
{
    size_t at = hash_mix(0, literal->number) & (search->place_count - 1);

    for (; search->places[at]; at = (at + 1) & (search->place_count - 1)) {
        size_t index = search->places[at] - 1u;

        if (index < search->entries.count && search->entries.items[index].literal == literal)
            break;
    }
    return &search->places[at];
}

static void make_places(struct search *search)
{
    free(search->places);
    search->place_count = 4 * SEARCH_FEW_ENTRIES;
    while (search->place_count < 4 * search->entries.count)
        search->place_count *= 2;
    search->places = alloc_zeroed(search->place_count, sizeof *search->places);
    search->places_used = search->entries.count;
    for (size_t i = 0; i < search->entries.count; i++)
        *place_of(search, search->entries.items[i].literal) = (uint32_t)i + 1;
}

/* Where there are many, the last entry of each literal is found by its number. */
static bool is_among_many(struct search *search, const struct entry *entry)
{
    uint32_t *place;

    if (2 * (search->places_used + 1) > search->place_count)
        make_places(search);
    place = place_of(search, entry->literal);
    if (*place && covers(&search->entries.items[*place - 1], entry))
        return true;
    search->places_used += *place == 0;
    *place = (uint32_t)search->entries.count + 1;
    return false;
}

void search_add(struct search *search, const struct entry *entry)
{
    bool few = search->entries.count < SEARCH_FEW_ENTRIES;

    if (!(few ? is_among_few(search, entry) : is_among_many(search, entry)))
        VEC_ADD(&search->entries, *entry);
}

bool search_is_asked(const struct search *search, const struct literal *literal)
{
    if (search->entries.count > SEARCH_FEW_ENTRIES)
        return *place_of(search, literal) != 0;
    for (size_t i = search->entries.count; i-- > 0;)
        if (search->entries.items[i].literal == literal)
            return true;
    return false;
}
