#include "call/printed_values.h"

#include "schema/value_hash.h"

struct printed_value {
    const struct node *value;
    uint64_t line;
    struct printed_value *next; /* of the same hash */
};

void printed_values_init(struct printed_values *printed)
{
    *printed = (struct printed_values){.count = 0};
    arena_init(&printed->arena);
}

void printed_values_release(struct printed_values *printed)
{
    map_release(&printed->hashes);
    arena_release(&printed->arena);
}

uint64_t printed_values_note(struct printed_values *printed, const struct node *value)
{
    uint64_t hash = value_hash(value);
    struct str key = {(const char *)&hash, sizeof hash};
    struct printed_value *same = map_get(&printed->hashes, key), *one;

    for (one = same; one; one = one->next)
        if (node_equal(one->value, value))
            return one->line;
    one = arena_alloc(&printed->arena, sizeof *one);
    *one = (struct printed_value){.value = value, .line = ++printed->count, .next = same};
    *map_put(&printed->hashes, same ? key : str_copy(&printed->arena, key)) = one;
    return 0;
}
