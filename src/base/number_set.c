#include "base/number_set.h"

#include <stdlib.h>

#include "base/alloc.h"

enum { CAPACITY_MIN = 64 };

void number_set_release(struct number_set *set)
{
    free(set->slots);
    *set = (struct number_set){0};
}

/* The slot that holds the number, or the free one where it would go. */
static uint64_t *slot_of(const struct number_set *set, uint64_t number)
{
    size_t at = number & (set->capacity - 1);

    while (set->slots[at] && set->slots[at] != number)
        at = (at + 1) & (set->capacity - 1);
    return &set->slots[at];
}

static void grow(struct number_set *set)
{
    struct number_set larger = {.capacity = set->capacity ? set->capacity * 2 : CAPACITY_MIN,
                                .count = set->count};

    larger.slots = alloc_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i])
            *slot_of(&larger, set->slots[i]) = set->slots[i];
    free(set->slots);
    *set = larger;
}

bool number_set_add(struct number_set *set, uint64_t number)
{
    uint64_t *slot;

    if (set->count * 2 >= set->capacity)
        grow(set);
    number += number == 0;
    slot = slot_of(set, number);
    if (*slot)
        return false;
    *slot = number;
    set->count++;
    return true;
}

bool number_set_has(const struct number_set *set, uint64_t number)
{
    return set->count > 0 && *slot_of(set, number + (number == 0));
}
