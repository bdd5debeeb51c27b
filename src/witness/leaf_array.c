/* Facts about an array, as rules for its items. */
#include "witness/engine.h"
#include "witness/leaf.h"

static void add_rule(struct array_rules *rules, uint64_t first, uint64_t end,
                     const struct literal *literal, uint32_t trackers)
{
    VEC_ADD(&rules->items, ((struct item_rule){first, end, literal, trackers}));
}

static void at_least(struct array_rules *rules, uint64_t count)
{
    if (count > rules->minimum)
        rules->minimum = count;
}

static void at_most(struct array_rules *rules, uint64_t count)
{
    if (count < rules->maximum)
        rules->maximum = count;
}

/* At least `count`, or not. */
static bool bound(struct array_rules *rules, uint64_t count, bool negated)
{
    if (!negated)
        at_least(rules, count);
    else if (count)
        at_most(rules, count - 1);
    return !negated || count;
}

static void prefix(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct instruction *at = fact->literal->at;
    uint64_t index = 0;

    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block), index++)
        add_rule(rules, index, index + 1,
                 literal_block(search->witness, fact->literal, block, false), fact->trackers);
}

static void items(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct instruction *at = fact->literal->at;
    const struct literal *literal = literal_block(search->witness, fact->literal,
                                                  instruction_first(at), fact->literal->negated);
    uint64_t first = fact->literal->count > at->count ? fact->literal->count : at->count;
    struct item_count some = {
        .first = first, .end = UINT64_MAX, .minimum = 1, .maximum = UINT64_MAX, .literal = literal};

    if (fact->literal->negated)
        VEC_ADD(&rules->counts, some);
    else
        add_rule(rules, first, UINT64_MAX, literal, fact->trackers);
}

static void contains(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;
    const struct contains *bounds = literal->at->contains;
    struct item_count count = {
        .end = UINT64_MAX,
        .minimum = bounds->minimum,
        .maximum = bounds->maximum,
        .literal = literal_block(search->witness, literal, literal->at + bounds->block, false),
        .trackers = literal->at->flags & FLAG_PASSES ? 0 : fact->trackers};

    if (literal->count == CONTAINS_TOO_FEW) {
        count.minimum = 0;
        count.maximum = bounds->minimum - 1;
    } else if (literal->count == CONTAINS_TOO_MANY) {
        count.minimum = bounds->maximum + 1;
        count.maximum = UINT64_MAX;
    } else if (literal->count == CONTAINS_FEWEST) {
        count.maximum = bounds->minimum;
    } else if (literal->count == CONTAINS_MOST) {
        count.minimum = bounds->maximum;
    }
    VEC_ADD(&rules->counts, count);
}

static bool rest(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;
    struct item_rest left = {.tracker = fact->own, .some = literal->negated};

    if (leaf_is_served(search, fact->own, OP_UNEVALUATED_ITEMS))
        return !literal->negated;
    if (leaf_is_open(search, fact->own))
        return true;
    left.literal =
        literal_block(search->witness, literal, instruction_first(literal->at), literal->negated);
    VEC_ADD(&rules->rest, left);
    return true;
}

static bool step(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    switch ((enum op)literal->at->op) {
    case OP_MIN_ITEMS:
        return bound(rules, literal->at->count, literal->negated);
    case OP_MAX_ITEMS:
        return literal->at->count == UINT64_MAX
                   ? !literal->negated
                   : bound(rules, literal->at->count + 1, !literal->negated);
    case OP_UNIQUE_ITEMS:
        rules->unique |= !literal->negated;
        rules->repeated |= literal->negated;
        return true;
    case OP_PREFIX_ITEMS:
        prefix(search, rules, fact);
        return true;
    case OP_ITEMS:
        items(search, rules, fact);
        return true;
    case OP_CONTAINS:
        contains(search, rules, fact);
        return true;
    case OP_UNEVALUATED_ITEMS:
        return rest(search, rules, fact);
    default:
        return true;
    }
}

static bool gather(struct search *search, struct array_rules *rules, const struct entry *fact)
{
    const struct literal *literal = fact->literal;

    switch (literal->kind) {
    case LITERAL_STEP:
        return step(search, rules, fact);
    case LITERAL_SIZE:
        return bound(rules, literal->count, literal->negated);
    case LITERAL_ITEM:
        add_rule(rules, literal->count, literal->count + 1,
                 literal->negated ? literal_not(search->witness, literal->part) : literal->part, 0);
        if (literal->negated)
            at_least(rules, literal->count + 1);
        return true;
    default:
        return true;
    }
}

enum { READABLE_ITEMS = 8 };

/* An array with an item shows more than one without; with one for each place that is described by
   itself, everything. */
static uint64_t readable_count(const struct array_rules *rules)
{
    uint64_t count = 1;

    for (size_t i = 0; i < rules->items.count; i++) {
        const struct item_rule *rule = &rules->items.items[i];

        if (rule->end > count && rule->end <= READABLE_ITEMS)
            count = rule->end;
    }
    return count < rules->maximum ? count : rules->maximum;
}

static enum outcome solve_readable(struct search *search, struct array_rules *rules,
                                   struct array_shape *shape)
{
    enum outcome outcome;

    if (witness_settings_of(search->witness)->minimal || rules->minimum || !rules->items.count)
        return array_rules_solve(search->witness, rules, shape);
    rules->minimum = readable_count(rules);
    outcome = array_rules_solve(search->witness, rules, shape);
    rules->minimum = 0;
    shape->whole = false; /* shorter arrays are not among them */
    return outcome == OUTCOME_VALUE ? outcome : array_rules_solve(search->witness, rules, shape);
}

enum outcome leaf_array(struct search *search, struct shape *shape)
{
    struct array_rules rules = {.maximum = UINT64_MAX};
    enum outcome outcome = OUTCOME_VALUE;

    shape->kind = SHAPE_ARRAY;
    for (size_t i = 0; i < search->facts.count && outcome == OUTCOME_VALUE; i++)
        if (!gather(search, &rules, &search->facts.items[i]))
            outcome = OUTCOME_NONE;
    if (outcome == OUTCOME_VALUE &&
        (rules.minimum > rules.maximum || (rules.unique && rules.repeated)))
        outcome = OUTCOME_NONE;
    if (outcome == OUTCOME_VALUE)
        outcome = solve_readable(search, &rules, &shape->array);
    array_rules_release(&rules);
    return outcome;
}
