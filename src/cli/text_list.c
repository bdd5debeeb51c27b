#include "cli/text_list.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"

void text_list_add(struct oasdrift_list *list, const char *text)
{
    const char **items =
        alloc_resize((void *)(uintptr_t)list->items, (list->count + 1) * sizeof *items);

    items[list->count] = text;
    *list = (struct oasdrift_list){items, list->count + 1};
}

void text_list_add_all(struct oasdrift_list *list, const struct oasdrift_list *added)
{
    for (size_t i = 0; i < added->count; i++)
        text_list_add(list, added->items[i]);
}

bool text_list_has(const struct oasdrift_list *list, struct str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_is(text, list->items[i]))
            return true;
    return false;
}

void text_list_release(struct oasdrift_list *list)
{
    free((void *)(uintptr_t)list->items);
    *list = (struct oasdrift_list){NULL, 0};
}
