#include "pattern/spans.h"

#include <stdlib.h>

enum { CODE_POINT_MAX = 0x10ffff };

static const struct span digits[] = {{'0', '9'}};
static const struct span words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const struct span spaces[] = {
    {0x9, 0xd},       {0x20, 0x20},     {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
    {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
};
/* What . does not match: LineTerminator (ECMA-262, 12.3). */
static const struct span line_ends[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

struct span_table spans_of_set(enum class_kind kind)
{
    switch (kind) {
    case CLASS_DIGIT:
        return (struct span_table){digits, ARRAY_LENGTH(digits)};
    case CLASS_WORD:
        return (struct span_table){words, ARRAY_LENGTH(words)};
    case CLASS_SPACE:
        return (struct span_table){spaces, ARRAY_LENGTH(spaces)};
    case CLASS_RANGE:
    case CLASS_PROPERTY:
        break;
    }
    return (struct span_table){NULL, 0};
}

static bool add(struct span_list *list, uint32_t first, uint32_t last)
{
    if (list->count == SPANS_MAX)
        return false;
    list->items[list->count++] = (struct span){first, last};
    return true;
}

static bool add_table(struct span_list *list, struct span_table table)
{
    for (size_t i = 0; i < table.count; i++)
        if (!add(list, table.items[i].first, table.items[i].last))
            return false;
    return true;
}

/* Adds the spans between those of the table, which ascend. */
static bool add_others(struct span_list *list, struct span_table table)
{
    uint32_t from = 0;

    for (size_t i = 0; i < table.count; i++) {
        if (table.items[i].first > from && !add(list, from, table.items[i].first - 1))
            return false;
        from = table.items[i].last + 1;
    }
    return from > CODE_POINT_MAX || add(list, from, CODE_POINT_MAX);
}

static int compare(const void *a, const void *b)
{
    uint32_t one = ((const struct span *)a)->first, other = ((const struct span *)b)->first;

    return (one > other) - (one < other);
}

static void sort_and_join(struct span_list *list)
{
    size_t kept = 0;

    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof *list->items, compare);
    for (size_t i = 1; i < list->count; i++) {
        struct span *last = &list->items[kept];
        const struct span *next = &list->items[i];

        if (next->first > last->last + 1)
            list->items[++kept] = *next;
        else if (next->last > last->last)
            last->last = next->last;
    }
    list->count = kept + 1;
}

static bool add_item(struct span_list *list, const struct class_item *item)
{
    if (item->kind == CLASS_PROPERTY)
        return false;
    if (item->kind == CLASS_RANGE)
        return add(list, item->first, item->last);
    return item->negated ? add_others(list, spans_of_set(item->kind))
                         : add_table(list, spans_of_set(item->kind));
}

static bool add_class(struct span_list *list, const struct term *term)
{
    struct span_list named = {.count = 0};

    for (const struct class_item *item = term->items; item; item = item->next)
        if (!add_item(&named, item))
            return false;
    sort_and_join(&named);
    return term->negated ? add_others(list, (struct span_table){named.items, named.count})
                         : add_table(list, (struct span_table){named.items, named.count});
}

bool spans_of_term(const struct term *term, struct span_list *list)
{
    list->count = 0;
    if (term->kind == TERM_CHARACTER)
        return add(list, term->value, term->value);
    if (term->kind == TERM_ANY)
        return add_others(list, (struct span_table){line_ends, ARRAY_LENGTH(line_ends)});
    return term->kind == TERM_CLASS && add_class(list, term);
}
