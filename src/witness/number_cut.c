#include "witness/number_cut.h"

int number_cut_compare(const struct number_cut *a, const struct number_cut *b)
{
    int order = decimal_compare(&a->at, &b->at);

    return order ? order : (int)a->after - (int)b->after;
}

bool number_cuts_empty(const struct number_cut *from, const struct number_cut *to)
{
    return !from->endless && !to->endless && number_cut_compare(from, to) >= 0;
}

bool number_cuts_single(const struct number_cut *from, const struct number_cut *to)
{
    return !from->endless && !to->endless && !from->after && to->after &&
           decimal_compare(&from->at, &to->at) == 0;
}

bool number_cuts_hold(const struct number_cut *from, const struct number_cut *to,
                      const struct decimal *number)
{
    struct number_cut place = {.at = *number};

    if (!from->endless && number_cut_compare(&place, from) < 0)
        return false;
    place.after = true;
    return to->endless || number_cut_compare(&place, to) <= 0;
}

void decimal_list_add(struct decimal_list *list, struct arena *arena, const struct decimal *number)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;

        list->items = arena_resize(arena, list->items, list->capacity * sizeof *list->items,
                                   capacity * sizeof *list->items);
        list->capacity = capacity;
    }
    list->items[list->count++] = *number;
}
