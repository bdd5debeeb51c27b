#include "pattern/number_rows.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_SLOTS = 16 };

void number_rows_release(struct number_rows *rows)
{
    VEC_RELEASE(&rows->numbers);
    VEC_RELEASE(&rows->ends);
    free(rows->slots);
    *rows = (struct number_rows){.slots = NULL};
}

struct number_row number_rows_get(const struct number_rows *rows, uint32_t index)
{
    size_t start = index ? rows->ends.items[index - 1] : 0;

    return (struct number_row){rows->numbers.items ? rows->numbers.items + start : NULL,
                               rows->ends.items[index] - start};
}

static size_t hash_of(const uint32_t *items, size_t count)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, by numbers */

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ items[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 29);
}

static bool is_row(const struct number_rows *rows, uint32_t index, const uint32_t *items,
                   size_t count)
{
    struct number_row row = number_rows_get(rows, index);

    return row.count == count &&
           (count == 0 || memcmp(row.items, items, count * sizeof *items) == 0);
}

/* Where the row is, or where it would be. */
static size_t find_slot(const struct number_rows *rows, const uint32_t *items, size_t count)
{
    size_t slot = hash_of(items, count) & (rows->slot_count - 1);

    while (rows->slots[slot] && !is_row(rows, rows->slots[slot] - 1, items, count))
        slot = (slot + 1) & (rows->slot_count - 1);
    return slot;
}

static void grow(struct number_rows *rows)
{
    rows->slot_count = rows->slot_count ? rows->slot_count * 2 : FIRST_SLOTS;
    free(rows->slots);
    rows->slots = alloc_zeroed(rows->slot_count, sizeof *rows->slots);
    for (uint32_t i = 0; i < rows->ends.count; i++) {
        struct number_row row = number_rows_get(rows, i);

        rows->slots[find_slot(rows, row.items, row.count)] = i + 1;
    }
}

uint32_t number_rows_index(struct number_rows *rows, const uint32_t *items, size_t count)
{
    size_t slot;

    if (2 * (rows->ends.count + 1) > rows->slot_count)
        grow(rows);
    slot = find_slot(rows, items, count);
    if (!rows->slots[slot]) {
        for (size_t i = 0; i < count; i++)
            VEC_ADD(&rows->numbers, items[i]);
        VEC_ADD(&rows->ends, rows->numbers.count);
        rows->slots[slot] = (uint32_t)rows->ends.count;
    }
    return rows->slots[slot] - 1;
}
