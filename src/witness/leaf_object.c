/* Facts about an object, as rules for its members. */
#include "witness/engine.h"
#include "witness/leaf.h"

static bool bound(struct object_rules *rules, uint64_t count, bool negated)
{
    if (!negated && count > rules->minimum)
        rules->minimum = count;
    if (negated && count && count - 1 < rules->maximum)
        rules->maximum = count - 1;
    return !negated || count;
}

static const struct literal *block_of(struct search *search, const struct literal *step)
{
    return literal_block(search->witness, step, instruction_first(step->at), step->negated);
}

static bool rest(struct search *search, struct object_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;
    struct member_rest left = {.tracker = fact->own, .some = literal->negated};

    if (leaf_is_served(search, fact->own, OP_UNEVALUATED_PROPERTIES))
        return !literal->negated;
    if (leaf_is_open(search, fact->own))
        return true;
    left.literal = block_of(search, literal);
    VEC_ADD(&rules->rest, left);
    return true;
}

static void members(struct search *search, struct object_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    if (literal->negated)
        VEC_ADD(&rules->breaches, ((struct member_breach){literal_not(search->witness, literal)}));
    else
        VEC_ADD(&rules->members, ((struct member_rule){literal, fact->trackers}));
}

static bool step(struct search *search, struct object_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    switch ((enum op)literal->at->op) {
    case OP_MIN_PROPERTIES:
        return bound(rules, literal->at->count, literal->negated);
    case OP_MAX_PROPERTIES:
        return literal->at->count == UINT64_MAX
                   ? !literal->negated
                   : bound(rules, literal->at->count + 1, !literal->negated);
    case OP_MEMBERS:
        members(search, rules, fact);
        return true;
    case OP_PROPERTY_NAMES:
        VEC_ADD(&rules->names, ((struct name_rule){literal->negated, block_of(search, literal)}));
        return true;
    case OP_UNEVALUATED_PROPERTIES:
        return rest(search, rules, fact);
    default:
        return true;
    }
}

static void member(struct search *search, struct object_rules *rules, const struct literal *literal)
{
    const struct literal *part =
        literal->negated ? literal_not(search->witness, literal->part) : literal->part;

    VEC_ADD(&rules->named, ((struct named_rule){literal->name, part}));
    if (literal->negated)
        VEC_ADD(&rules->presences, ((struct presence){literal->name, false}));
}

static bool gather(struct search *search, struct object_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    switch (literal->kind) {
    case LITERAL_STEP:
        return step(search, rules, fact);
    case LITERAL_SIZE:
        return bound(rules, literal->count, literal->negated);
    case LITERAL_PRESENT:
        VEC_ADD(&rules->presences, ((struct presence){literal->name, literal->negated}));
        return true;
    case LITERAL_MEMBER:
        member(search, rules, literal);
        return true;
    default:
        return true;
    }
}

enum outcome leaf_object(struct search *search, struct shape *shape)
{
    struct object_rules rules = {.maximum = UINT64_MAX};
    enum outcome outcome = OUTCOME_VALUE;

    shape->kind = SHAPE_OBJECT;
    for (size_t i = 0; i < search->facts.count && outcome == OUTCOME_VALUE; i++)
        if (!gather(search, &rules, &search->facts.items[i]))
            outcome = OUTCOME_NONE;
    if (outcome == OUTCOME_VALUE && rules.minimum > rules.maximum)
        outcome = OUTCOME_NONE;
    if (outcome == OUTCOME_VALUE)
        outcome = object_rules_solve(search->witness, &rules, &shape->object);
    object_rules_release(&rules);
    return outcome;
}
