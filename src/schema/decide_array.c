/* Yes or no of the instructions about arrays: see decide.c. */
#include "schema/decision.h"

/* Does the schema hold for all elements of an array, or all values in an object, whatever they are?
   The reader has noted their kinds. */
static inline bool hold_foregone(const struct instruction *schema, const struct node *container)
{
    unsigned kinds = node_child_kinds(container);

    return kinds && !(kinds & ~(unsigned)schema->foregone.verdicts.holds);
}

enum schema_verdict decide_items(struct decision *decision, const struct instruction *at,
                                 const struct node *instance)
{
    const struct instruction *schema = instruction_first(at);
    const struct node *end = node_end(instance);
    enum schema_verdict whole = SCHEMA_VALID;
    uint64_t index = 0;

    if (hold_foregone(schema, instance))
        return SCHEMA_VALID;
    if (!decision_spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *item = node_first(instance); item < end; item = node_next(item)) {
        enum schema_verdict verdict;

        if (index++ < at->count)
            continue;
        verdict = decide_at(decision, schema, item);
        if (verdict != SCHEMA_VALID) {
            if (decision_ends_all(decision, verdict))
                return verdict;
            whole = worse(whole, verdict);
        }
    }
    return whole;
}

enum schema_verdict decide_prefix_items(struct decision *decision, const struct instruction *at,
                                        const struct node *instance)
{
    const struct node *item = node_first(instance);
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct instruction *schema = instruction_first(at);
         schema < instruction_end(at) && item < node_end(instance);
         schema = instruction_next(schema), item = node_next(item)) {
        enum schema_verdict verdict = decide_at(decision, schema, item);

        if (decision_ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    return whole;
}

enum schema_verdict decide_contains(struct decision *decision, const struct instruction *at,
                                    const struct node *instance)
{
    const struct contains *contains = at->contains;
    uint64_t matched = 0, open = 0;

    if (!decision_spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *item = node_first(instance); item < node_end(instance);
         item = node_next(item)) {
        enum schema_verdict verdict = decide_supposed(decision, at + contains->block, item);

        if (verdict == SCHEMA_UNKNOWN && !decision->choosing)
            return SCHEMA_UNKNOWN;
        matched += verdict == SCHEMA_VALID;
        open += verdict == SCHEMA_UNKNOWN;
    }
    if (matched > contains->maximum || matched + open < contains->minimum)
        return SCHEMA_INVALID;
    return matched >= contains->minimum && matched + open <= contains->maximum ? SCHEMA_VALID
                                                                               : SCHEMA_UNKNOWN;
}

enum schema_verdict decide_unique_items(struct decision *decision, const struct instruction *at,
                                        const struct node *instance)
{
    (void)at;
    if (!decision_spend(decision, instance->span))
        return SCHEMA_UNKNOWN;
    if (decision->choosing && choosing_note_all(decision, instance, false))
        return SCHEMA_UNKNOWN;
    return verdict_of(!evaluator_repeated_item(decision->ev, instance));
}
