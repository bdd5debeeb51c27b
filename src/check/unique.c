#include "check/unique.h"

#include <stdlib.h>

#include "schema/value_hash.h"

/* An element by the hash of what is compared; equal ones have equal hashes. */
struct hashed {
    uint64_t hash;
    size_t index;
    const struct node *element;
};

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static bool hash_element(const struct node *element, const struct node *by, uint64_t *hash)
{
    *hash = 0;
    if (!by) {
        *hash = value_hash(element);
        return true;
    }
    for (const struct node *pointer = node_first(by); pointer < node_end(by);
         pointer = node_next(pointer)) {
        const struct node *member = pointer_resolve(element, node_string(pointer));

        if (!member)
            return false;
        *hash = mix(*hash, value_hash(member));
    }
    return true;
}

static bool equal_by(const struct node *a, const struct node *b, const struct node *by)
{
    if (!by)
        return node_equal(a, b);
    for (const struct node *pointer = node_first(by); pointer < node_end(by);
         pointer = node_next(pointer))
        if (!node_equal(pointer_resolve(a, node_string(pointer)),
                        pointer_resolve(b, node_string(pointer))))
            return false;
    return true;
}

static int order(const void *left, const void *right)
{
    const struct hashed *a = left, *b = right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static size_t hash_all(const struct node *array, const struct node *by, struct hashed *elements)
{
    size_t count = 0, index = 0;

    for (const struct node *element = node_first(array); element < node_end(array);
         element = node_next(element), index++)
        if (hash_element(element, by, &elements[count].hash)) {
            elements[count].index = index;
            elements[count++].element = element;
        }
    return count;
}

enum uniqueness elements_are_unique(struct arena *arena, const struct node *array,
                                    const struct node *by, const struct node **first,
                                    const struct node **again)
{
    struct hashed *elements = ARENA_ARRAY(arena, struct hashed, array->length);
    size_t count = hash_all(array, by, elements), comparisons = 0;

    qsort(elements, count, sizeof *elements, order);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && elements[j].hash == elements[i].hash; j++) {
            if (comparisons++ == UNIQUE_MAX_COMPARISONS)
                return UNIQUENESS_UNKNOWN;
            if (!equal_by(elements[i].element, elements[j].element, by))
                continue;
            *first = elements[i].element;
            *again = elements[j].element;
            return TWO_EQUAL;
        }
    return ALL_DIFFER;
}
