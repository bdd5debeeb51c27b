#include "http/query.h"

#include "base/percent.h"

bool query_next(struct str *rest, struct str *name, struct str *value)
{
    while (rest->text) {
        struct str pair = str_cut(rest, '&');

        if (pair.length == 0)
            continue;
        *name = str_cut(&pair, '=');
        *value = pair;
        return true;
    }
    return false;
}

static size_t count_pairs(struct str query)
{
    struct str name, value;
    size_t count = 0;

    while (count <= QUERY_MAX_PAIRS && query_next(&query, &name, &value))
        count++;
    return count;
}

bool query_pairs_read(struct arena *arena, struct str query, struct query_pairs *pairs)
{
    size_t count = count_pairs(query);
    bool all = count <= QUERY_MAX_PAIRS;
    struct query_pair *items;
    struct str name, value;

    if (!all)
        count = QUERY_MAX_PAIRS;
    items = ARENA_ARRAY(arena, struct query_pair, count);
    for (size_t i = 0; i < count && query_next(&query, &name, &value); i++) {
        percent_decode(arena, name, PLUS_IS_SPACE, &items[i].name);
        items[i].value = value.text ? value : STR("");
    }
    *pairs = (struct query_pairs){items, count};
    return all;
}

size_t query_pairs_find(const struct query_pairs *pairs, struct arena *arena, struct str name,
                        const struct str **values)
{
    struct str *found;
    size_t count = 0;

    for (size_t i = 0; i < pairs->count; i++)
        count += str_equal(pairs->items[i].name, name);
    *values = found = ARENA_ARRAY(arena, struct str, count);
    for (size_t i = 0; i < pairs->count; i++)
        if (str_equal(pairs->items[i].name, name))
            *found++ = pairs->items[i].value;
    return count;
}

bool query_pairs_have(const struct query_pairs *pairs, struct str name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (str_equal(pairs->items[i].name, name))
            return pairs->items[i].value.length > 0;
    return false;
}
