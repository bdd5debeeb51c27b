/* Yes or no of the instructions about objects: see decide.c. */
#include "base/short_text.h"
#include "schema/decision.h"

/* node_member, inlined: a call would cost as much as the comparing. */
static const struct node *find_member(const struct node *object, const struct name *name)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        if (key->length == name->text.length &&
            short_text_equal(key->text, name->text.text, key->length))
            return node_value(key);
    return NULL;
}

/* May a mark let it off that another schema makes? Then evaluate.c looks (direction.c). */
static bool may_be_let_off(const struct decision *decision, const struct node *instance)
{
    unsigned bit = decision->direction == SCHEMA_REQUEST    ? MARKS_READ_ONLY
                   : decision->direction == SCHEMA_RESPONSE ? MARKS_WRITE_ONLY
                                                            : 0;

    return !decision->strict && decision->subject == instance && decision->applied->kinds & bit;
}

static enum schema_verdict decide_names(struct decision *decision, const struct names *names,
                                        const struct node *instance)
{
    const struct member_table *table = &decision->ev->members;
    bool served = instance->length >= TABLE_MEMBERS &&
                  member_table_serves(&decision->ev->members, instance, names->count);

    if (!decision_spend(decision, served ? names->count : instance->length / 8 * names->count))
        return SCHEMA_UNKNOWN;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->items[i];

        if (served ? member_table_find(table, name->text) != NULL
                   : find_member(instance, name) != NULL)
            continue;
        if (decision->strict || name->exempt == SCHEMA_ANY || name->exempt != decision->direction)
            return names->directed && may_be_let_off(decision, instance) ? decision_warn(decision)
                                                                         : SCHEMA_INVALID;
        decision->let_off = true;
    }
    return SCHEMA_VALID;
}

enum schema_verdict decide_required(struct decision *decision, const struct instruction *at,
                                    const struct node *instance)
{
    return decide_names(decision, at->names, instance);
}

/* A member that no property describes; or, where there are patterns, any. */
static enum schema_verdict decide_other(struct decision *decision, const struct instruction *at,
                                        const struct node *key, bool described)
{
    const struct members *members = at->members;
    enum schema_verdict whole = SCHEMA_VALID;

    if (!decision_spend(decision, PATTERN_STEPS * (uint64_t)members->pattern_count))
        return SCHEMA_UNKNOWN;
    for (uint32_t i = 0; i < members->pattern_count; i++) {
        const struct member_pattern *pattern = &members->patterns[i];
        enum schema_verdict verdict = SCHEMA_UNKNOWN;

        if (pattern->pattern)
            verdict = evaluator_search(decision->ev, pattern->pattern, key, &decision->reason);
        if (verdict == SCHEMA_INVALID)
            continue;
        described = true;
        if (verdict == SCHEMA_VALID)
            verdict = decide_at(decision, at + pattern->block, node_value(key));
        if (decision_ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    if (described || !members->others)
        return whole;
    return decide_at(decision, members->others, node_value(key));
}

/* Of those members that the properties describe. */
static enum schema_verdict decide_gathered(struct decision *decision, const struct instruction *at,
                                           const struct node *instance, size_t first)
{
    const struct members *members = at->members;
    struct member_table *table = &decision->ev->members;
    size_t end = table->found.count;
    uint64_t missing = members->required;
    enum schema_verdict verdict = SCHEMA_VALID;
    uint32_t next = 0;

    for (size_t i = first; i < end && verdict == SCHEMA_VALID; i++) {
        const struct node *key = table->found.items[i];
        const struct property *property = members_find_near(members, key, &next);

        missing &= ~(UINT64_C(1) << property->tick);
        verdict = decide_foregone(decision, property->foregone, property->schema, node_value(key));
    }
    table->found.count = first;
    if (verdict != SCHEMA_VALID || !missing)
        return verdict;
    return may_be_let_off(decision, instance) ? decision_warn(decision) : SCHEMA_INVALID;
}

/* One walk over the members: each is looked up, and the required ones are ticked off. */
enum schema_verdict decide_members(struct decision *decision, const struct instruction *at,
                                   const struct node *instance)
{
    const struct members *members = at->members;
    const struct node *end = node_end(instance);
    uint64_t missing = members->required;
    enum schema_verdict verdict = SCHEMA_VALID, whole = SCHEMA_VALID;
    uint32_t next = 0;
    size_t first;

    if (instance->length >= TABLE_MEMBERS && !decision->choosing &&
        evaluator_gather(decision->ev, members, instance, &first))
        return decision_spend(decision, members->property_count)
                   ? decide_gathered(decision, at, instance, first)
                   : SCHEMA_UNKNOWN;
    if (!decision_spend(decision, instance->length))
        return SCHEMA_UNKNOWN;
    for (const struct node *key = node_first(instance); key < end; key = node_next_key(key)) {
        const struct property *property = members_find_near(members, key, &next);

        if (property) {
            missing &= ~(UINT64_C(1) << property->tick);
            verdict =
                decide_foregone(decision, property->foregone, property->schema, node_value(key));
        }
        if ((members->pattern_count || (members->others && !property)) &&
            !(verdict != SCHEMA_VALID && decision_ends_all(decision, verdict)))
            verdict = worse(verdict, decide_other(decision, at, key, property != NULL));
        if (verdict != SCHEMA_VALID) {
            if (decision_ends_all(decision, verdict))
                return verdict;
            whole = worse(whole, verdict);
            verdict = SCHEMA_VALID;
        }
    }
    if (missing && may_be_let_off(decision, instance))
        return worse(whole, decision_warn(decision));
    return missing ? SCHEMA_INVALID : whole;
}

enum schema_verdict decide_property_names(struct decision *decision, const struct instruction *at,
                                          const struct node *instance)
{
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        enum schema_verdict verdict = decide_at(decision, instruction_first(at), key);

        if (verdict != SCHEMA_VALID)
            return verdict;
    }
    return SCHEMA_VALID;
}

/* dependentRequired and dependentSchemas */
enum schema_verdict decide_dependents(struct decision *decision, const struct instruction *at,
                                      const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (size_t i = 0; i < at->dependents->count; i++) {
        const struct dependent *dependent = &at->dependents->items[i];
        enum schema_verdict verdict;

        if (!node_member(instance, node_text(dependent->key)))
            continue;
        verdict = dependent->names ? decide_names(decision, dependent->names, instance)
                                   : decide_at(decision, at + dependent->block, instance);
        if (decision_ends_all(decision, verdict))
            return verdict;
        whole = worse(whole, verdict);
    }
    return whole;
}
