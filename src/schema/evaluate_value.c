/* enum and format. */
#include "schema/evaluator.h"
#include "schema/value_hash.h"

enum { FEW_STRINGS = 8 }; /* comparing them in turn is quicker than a hash */

static const struct property *find_string(const struct members *strings,
                                          const struct node *instance)
{
    if (strings->property_count > FEW_STRINGS)
        return members_find(strings, instance, members_key_hash(strings, instance));
    for (uint32_t i = 0; i < strings->property_count; i++) {
        const struct property *string = &strings->properties[i];

        if (string->length == instance->length &&
            short_text_equal(string->text, instance->text, instance->length))
            return string;
    }
    return NULL;
}

const struct node *values_find(const struct values *values, const struct node *instance)
{
    uint64_t hash;
    size_t low = 0, high = values->count;

    if (instance->kind == NODE_STRING && values->strings) {
        const struct property *string = find_string(values->strings, instance);

        return string ? values->nodes[string->block] : NULL;
    }
    if (!values->hashes) {
        for (size_t i = 0; i < values->count; i++)
            if (node_equal(values->nodes[i], instance))
                return values->nodes[i];
        return NULL;
    }
    hash = value_hash(instance);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (values->hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < values->count && values->hashes[low] == hash; low++)
        if (node_equal(values->nodes[low], instance))
            return values->nodes[low];
    return NULL;
}

enum schema_verdict evaluate_enum(struct evaluator *ev, const struct instruction *at,
                                  const struct node *instance)
{
    if (!values_find(at->values, instance)) {
        ev->failures += at->values->count == 1 ? WEIGHT_LITERAL - 1 : 0;
        return evaluator_fail(ev, at, instance, NULL);
    }
    ev->hits++;
    return SCHEMA_VALID;
}

enum schema_verdict evaluate_null_outside_enum(struct evaluator *ev, const struct instruction *at,
                                               const struct node *instance)
{
    ev->warned = true;
    if (ev->report)
        evaluator_describe_failure(ev, at, instance, &(struct detail){.count = 0}, true);
    return SCHEMA_VALID;
}

enum schema_verdict evaluate_format(struct evaluator *ev, const struct instruction *at,
                                    const struct node *instance)
{
    struct detail detail = {.text = at->format->name};

    if (at->format->holds(node_text(instance)))
        return SCHEMA_VALID;
    if (!(at->flags & FLAG_WARNS))
        return evaluator_fail(ev, at, instance, &detail);
    ev->warned = true;
    if (ev->report)
        evaluator_describe_failure(ev, at, instance, &detail, true);
    return SCHEMA_VALID;
}
