#include "pattern/character_set.h"

enum { SURROGATES = 0xd800, SURROGATES_END = 0xe000 };

static int compare(const void *a, const void *b)
{
    uint32_t one = ((const struct span *)a)->first, other = ((const struct span *)b)->first;

    return (one > other) - (one < other);
}

static void add(struct character_set *set, uint32_t first, uint32_t last)
{
    VEC_ADD(&set->spans, ((struct span){first, last}));
}

void character_set_add(struct character_set *set, struct span_table table)
{
    for (size_t i = 0; i < table.count; i++)
        add(set, table.items[i].first, table.items[i].last);
}

/* Adds the spans between those of the table, which ascend. */
static void add_others(struct character_set *set, struct span_table table)
{
    uint32_t from = 0;

    for (size_t i = 0; i < table.count; i++) {
        if (table.items[i].first > from)
            add(set, from, table.items[i].first - 1);
        from = table.items[i].last + 1;
    }
    if (from < CODE_POINT_END)
        add(set, from, CODE_POINT_END - 1);
}

static void cut_surrogates(struct character_set *set)
{
    size_t count = set->spans.count, kept = 0;

    for (size_t i = 0; i < count; i++) {
        struct span span = set->spans.items[i];

        if (span.first < SURROGATES && span.last >= SURROGATES_END)
            add(set, SURROGATES_END, span.last);
        if (span.first < SURROGATES && span.last >= SURROGATES)
            set->spans.items[i].last = SURROGATES - 1;
        if (span.first >= SURROGATES && span.first < SURROGATES_END)
            set->spans.items[i].first = SURROGATES_END;
    }
    for (size_t i = 0; i < set->spans.count; i++)
        if (set->spans.items[i].first <= set->spans.items[i].last)
            set->spans.items[kept++] = set->spans.items[i];
    set->spans.count = kept;
}

static void sort_and_join(struct character_set *set)
{
    struct span *spans = set->spans.items;
    size_t kept = 0;

    if (set->spans.count == 0)
        return;
    qsort(spans, set->spans.count, sizeof *spans, compare);
    for (size_t i = 1; i < set->spans.count; i++) {
        if (spans[i].first > spans[kept].last + 1)
            spans[++kept] = spans[i];
        else if (spans[i].last > spans[kept].last)
            spans[kept].last = spans[i].last;
    }
    set->spans.count = kept + 1;
}

void character_set_finish(struct character_set *set)
{
    cut_surrogates(set);
    sort_and_join(set);
}

static struct span_table table_of(const struct character_set *set)
{
    return (struct span_table){set->spans.items, set->spans.count};
}

static bool add_item(struct character_set *set, struct property_sets *properties,
                     const struct class_item *item)
{
    struct span range = {item->first, item->last};
    struct span_table table = {&range, 1};

    if (item->kind == CLASS_PROPERTY) {
        const struct character_set *known = property_set(properties, item->property);

        if (!known)
            return false;
        table = table_of(known);
    } else if (item->kind != CLASS_RANGE) {
        table = spans_of_set(item->kind);
    }
    if (item->kind != CLASS_RANGE && item->negated)
        add_others(set, table);
    else
        character_set_add(set, table);
    return true;
}

static bool make_class(struct character_set *set, struct property_sets *properties,
                       const struct term *term)
{
    struct character_set named = {.spans = {.items = NULL}};
    bool made = true;

    for (const struct class_item *item = term->items; item && made; item = item->next)
        made = add_item(&named, properties, item);
    sort_and_join(&named);
    if (term->negated)
        add_others(set, table_of(&named));
    else
        character_set_add(set, table_of(&named));
    character_set_release(&named);
    return made;
}

bool character_set_make(struct character_set *set, struct property_sets *properties,
                        const struct term *term)
{
    struct span_list any;
    bool made = true;

    *set = (struct character_set){.spans = {.items = NULL}};
    if (term->kind == TERM_CLASS)
        made = make_class(set, properties, term);
    else if (spans_of_term(term, &any))
        character_set_add(set, (struct span_table){any.items, any.count});
    else
        made = false;
    character_set_finish(set);
    return made;
}

bool character_set_has(const struct character_set *set, uint32_t code)
{
    size_t low = 0, high = set->spans.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (set->spans.items[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->spans.count && set->spans.items[low].first <= code;
}

void character_set_release(struct character_set *set)
{
    VEC_RELEASE(&set->spans);
}
