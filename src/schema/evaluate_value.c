/* enum, format, and the bounds of numbers. */
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
    return values_find(at->values, instance)
               ? evaluator_meet_literal(ev, at, instance)
               : evaluator_miss_literal(ev, at, instance, at->values->count == 1);
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

/* ---- minimum and its kin, multipleOf ---- */

enum { WORD_DIGITS = 18 }; /* any number of so many digits fits an int64_t */

/* Nearly all are integers of a few digits, and compare as words. false: these are others. */
static bool compare_integers(const struct node *number, const struct decimal *bound, int *order)
{
    int64_t value = 0, limit = (int64_t)bound->digits;
    size_t negative = number->text[0] == '-';

    if (!(number->flags & NODE_INTEGER_LEXEME) || number->length > WORD_DIGITS ||
        bound->digit_count > WORD_DIGITS || bound->exponent || bound->vast)
        return false;
    for (size_t i = negative; i < number->length; i++)
        value = value * 10 + (number->text[i] - '0');
    value = negative ? -value : value;
    limit = bound->negative ? -limit : limit;
    *order = (value > limit) - (value < limit);
    return true;
}

bool evaluator_in_bound(const struct instruction *at, const struct node *number)
{
    struct decimal value;
    int order;

    if (at->op == OP_MULTIPLE_OF || !compare_integers(number, at->number, &order)) {
        value = decimal_parse(node_text(number));
        if (at->op == OP_MULTIPLE_OF)
            return decimal_is_multiple(&value, at->number);
        order = decimal_compare(&value, at->number);
    }
    return at->op == OP_MINIMUM             ? order >= 0
           : at->op == OP_MAXIMUM           ? order <= 0
           : at->op == OP_EXCLUSIVE_MINIMUM ? order > 0
                                            : order < 0;
}
