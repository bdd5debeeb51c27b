/* In which ways something can be true, one after the other. */
#include "witness/omission.h"
#include "witness/search.h"

static void add(struct search *search, const struct literal *literal, uint32_t trackers)
{
    search_add(search, &(struct entry){.literal = literal, .trackers = trackers});
}

static void add_block(struct search *search, const struct entry *fork,
                      const struct instruction *block, bool negated)
{
    add(search, literal_block(search->witness, fork->literal, block, negated),
        negated ? 0 : fork->trackers);
}

/* Whether it is true counts for what is evaluated, and nothing else asks for it. */
static void add_either(struct search *search, const struct entry *fork,
                       const struct instruction *block)
{
    struct literal either = *fork->literal;

    if (!fork->trackers)
        return;
    either.kind = LITERAL_EITHER;
    either.negated = false;
    either.at = block;
    either.count = (fork->trackers & search->exact) != 0;
    add(search, literal_of(search->witness, &either), fork->trackers);
}

static bool holds_never(const struct search *search, const struct entry *fork,
                        const struct instruction *block)
{
    return !fork->literal->without && search_foresees(search, block, false);
}

static const struct instruction *nth_block(const struct instruction *at, size_t index)
{
    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        if (index-- == 0)
            return block;
    return NULL;
}

/* ---- the keywords that combine schemas ---- */

static bool take_any_of(struct search *search, const struct entry *fork, size_t index,
                        bool *possible)
{
    const struct instruction *at = fork->literal->at, *chosen = nth_block(at, index);

    if (!chosen)
        return false;
    *possible = !holds_never(search, fork, chosen);
    if (!*possible)
        return true;
    add_block(search, fork, chosen, false);
    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        if (block != chosen)
            add_either(search, fork, block);
    return true;
}

static void add_all_but(struct search *search, const struct entry *fork,
                        const struct instruction *chosen)
{
    const struct instruction *at = fork->literal->at;

    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        if (block != chosen)
            add_block(search, fork, block, true);
}

static bool take_one_of(struct search *search, const struct entry *fork, size_t index,
                        bool *possible)
{
    const struct instruction *chosen = nth_block(fork->literal->at, index);

    if (!chosen)
        return false;
    *possible = !holds_never(search, fork, chosen);
    if (*possible) {
        add_block(search, fork, chosen, false);
        add_all_but(search, fork, chosen);
    }
    return true;
}

/* That two branches hold is impossible where the oneOf also holds without a step, and they fit what
   is left of them. */
static bool may_both_hold(const struct search *search, const struct literal *literal,
                          const struct instruction *first, const struct instruction *second)
{
    for (size_t i = 0; i < search->entries.count; i++) {
        const struct literal *other = search->entries.items[i].literal;

        if (other->kind == LITERAL_STEP && other->at == literal->at && !other->negated &&
            other->scope == literal->scope && other->without != literal->without &&
            !literal->without)
            return !omission_widens(other->without, literal->program, literal->at) &&
                   (omission_matters(other->without, literal->program, first) ||
                    omission_matters(other->without, literal->program, second));
    }
    return true;
}

/* None of them holds, or two do. */
static bool take_not_one_of(struct search *search, const struct entry *fork, size_t index,
                            bool *possible)
{
    size_t count = fork->literal->at->branches->count, first = 0;

    if (index == 0) {
        add_all_but(search, fork, NULL);
        return true;
    }
    for (index--; first + 1 < count && index >= count - 1 - first; first++)
        index -= count - 1 - first;
    if (first + 1 >= count)
        return false;
    *possible = may_both_hold(search, fork->literal, nth_block(fork->literal->at, first),
                              nth_block(fork->literal->at, first + 1 + index));
    for (size_t i = 0; i < 2 && *possible; i++) {
        const struct instruction *block =
            nth_block(fork->literal->at, i ? first + 1 + index : first);

        *possible = *possible && !holds_never(search, fork, block);
        add_block(search, fork, block, false);
    }
    return true;
}

static bool take_not_all_of(struct search *search, const struct entry *fork, size_t index)
{
    const struct instruction *chosen = nth_block(fork->literal->at, index);

    if (chosen)
        add_block(search, fork, chosen, true);
    return chosen != NULL;
}

static bool take_if(struct search *search, const struct entry *fork, size_t index, bool *possible)
{
    const struct instruction *at = fork->literal->at;
    const struct conditional *conditional = at->conditional;
    uint32_t then = index == 0 ? conditional->consequence : conditional->alternative;
    bool negated = fork->literal->negated;

    if (index > 1)
        return false;
    add_block(search, fork, at + conditional->condition, index == 1);
    *possible = then || !negated;
    if (then)
        add_block(search, fork, at + then, negated);
    return true;
}

/* ---- a schema that does not hold ---- */

/* The unevaluated keyword fails: then all others may be taken to hold, for that one of them does
   not is another way. What they evaluate has to be known exactly. */
static void add_rest_fails(struct search *search, const struct literal *inside,
                           const struct instruction *failing)
{
    uint32_t own = 0;

    if (!search_new_tracker(search, &own)) {
        undecided(search->witness, WITNESS_STEPS);
        return;
    }
    search->exact |= own;
    for (const struct instruction *step = instruction_first(inside->at);
         step < instruction_end(inside->at); step = instruction_next(step)) {
        struct entry entry = {.literal =
                                  literal_step(search->witness, inside, step, 0, step == failing)};

        if (!(step->kinds & kind_bit(search->kind)))
            continue;
        *(step == failing ? &entry.own : &entry.trackers) = own;
        search_add(search, &entry);
    }
}

static bool take_not_block(struct search *search, const struct entry *fork, size_t index)
{
    struct literal inside = literal_within(search->witness, fork->literal);

    inside.negated = false;
    for (const struct instruction *step = instruction_first(inside.at);
         step < instruction_end(inside.at); step = instruction_next(step)) {
        if (!(step->kinds & kind_bit(search->kind)) || index-- > 0)
            continue;
        if (is_unevaluated(step))
            add_rest_fails(search, &inside, step);
        else
            add(search, literal_step(search->witness, &inside, step, 0, true), 0);
        return true;
    }
    return false;
}

static bool take_either(struct search *search, const struct entry *fork, size_t index)
{
    if (index > 1)
        return false;
    if (index == 0 || fork->literal->count)
        add_block(search, &(struct entry){fork->literal, fork->trackers, 0}, fork->literal->at,
                  index == 1);
    return true;
}

/* ---- objects ---- */

static void add_presence(struct search *search, struct str name, bool absent)
{
    add(search, literal_present(search->witness, name, absent), 0);
}

static bool take_not_required(struct search *search, const struct entry *fork, size_t index,
                              bool *possible)
{
    const struct names *names = fork->literal->at->names;

    if (index >= names->count)
        return false;
    *possible = search_asks_for(search, fork->literal, &names->items[index]);
    for (size_t i = 0; i < names->count; i++)
        if (i == index || fork->literal->count == REQUIRED_JUST_ONE)
            add_presence(search, names->items[i].text, i == index);
    return true;
}

/* The names are there; or the evaluator is to let off those that are not. */
static bool take_required(struct search *search, const struct entry *fork, size_t index)
{
    if (index == 0)
        search_add_required(search, fork->literal);
    return index < 2;
}

/* One dependent: its key is not there, or it is and what it asks for. */
static bool take_dependent(struct search *search, const struct entry *fork, size_t index)
{
    const struct instruction *at = fork->literal->at;
    const struct dependent *dependent = &at->dependents->items[fork->literal->count - 1];

    if (index > 1)
        return false;
    add_presence(search, node_text(dependent->key), index == 0);
    if (index == 0)
        return true;
    if (!dependent->names)
        add_block(search, fork, at + dependent->block, false);
    for (size_t i = 0; dependent->names && i < dependent->names->count; i++)
        add_presence(search, dependent->names->items[i].text, false);
    return true;
}

/* A key is there, and one thing that it asks for is not. */
static bool take_not_dependents(struct search *search, const struct entry *fork, size_t index)
{
    const struct instruction *at = fork->literal->at;

    for (size_t i = 0; i < at->dependents->count; i++) {
        const struct dependent *dependent = &at->dependents->items[i];
        size_t ways = dependent->names ? dependent->names->count : 1;

        if (index >= ways) {
            index -= ways;
            continue;
        }
        add_presence(search, node_text(dependent->key), false);
        if (dependent->names)
            add_presence(search, dependent->names->items[index].text, true);
        else
            add_block(search, fork, at + dependent->block, true);
        return true;
    }
    return false;
}

/* ---- other than a value ---- */

static const struct literal *member_other_than(struct search *search, const struct node *key)
{
    return literal_of(
        search->witness,
        &(struct literal){.kind = LITERAL_MEMBER,
                          .name = node_text(key),
                          .part = literal_const(search->witness, node_value(key), true)});
}

/* Member by member: it is not there, or it is another value; else there is one more. */
static bool take_other_object(struct search *search, const struct node *object, size_t index)
{
    const struct node *key = node_first(object);

    if (index == 2 * (size_t)object->length) {
        add(search, literal_size(search->witness, KIND_OBJECT, object->length + UINT64_C(1), false),
            0);
        return true;
    }
    if (index > 2 * (size_t)object->length)
        return false;
    for (size_t i = 0; i < index / 2; i++)
        key = node_next_key(key);
    add_presence(search, node_text(key), index % 2 == 0);
    if (index % 2)
        add(search, member_other_than(search, key), 0);
    return true;
}

static bool take_other_array(struct search *search, const struct node *array, size_t index)
{
    struct literal item = {.kind = LITERAL_ITEM};

    if (index < 2) { /* shorter, longer */
        uint64_t count = array->length + (index ? UINT64_C(1) : 0);

        if (index == 0 && array->length == 0)
            count = 0;
        add(search, literal_size(search->witness, KIND_ARRAY, count, index == 0), 0);
        return true;
    }
    if (index - 2 >= array->length)
        return false;
    item.count = index - 2;
    item.part = literal_const(search->witness, node_element(array, index - 2), true);
    add(search, literal_of(search->witness, &item), 0);
    add(search, literal_size(search->witness, KIND_ARRAY, item.count + 1, false), 0);
    return true;
}

static bool take_other_than(struct search *search, const struct node *node, size_t index)
{
    return search->kind == NODE_OBJECT ? take_other_object(search, node, index)
                                       : take_other_array(search, node, index);
}

/* ---- arrays ---- */

static bool take_not_prefix_items(struct search *search, const struct entry *fork, size_t index)
{
    const struct instruction *block = nth_block(fork->literal->at, index);
    struct literal item = {.kind = LITERAL_ITEM, .count = index};

    if (!block)
        return false;
    item.part = literal_block(search->witness, fork->literal, block, true);
    add(search, literal_of(search->witness, &item), 0);
    add(search, literal_size(search->witness, KIND_ARRAY, index + UINT64_C(1), false), 0);
    return true;
}

static bool take_not_contains(struct search *search, const struct entry *fork, size_t index)
{
    if (index > 1)
        return false;
    add(search,
        literal_step(search->witness, fork->literal, fork->literal->at,
                     index == 0 ? CONTAINS_TOO_FEW : CONTAINS_TOO_MANY, true),
        0);
    return true;
}

static bool take_step(struct search *search, const struct entry *fork, size_t index, bool *possible)
{
    const struct literal *literal = fork->literal;
    bool negated = literal->negated;

    switch ((enum op)literal->at->op) {
    case OP_CONST:
        return take_other_than(search, literal->at->node, index);
    case OP_PREFIX_ITEMS:
        return take_not_prefix_items(search, fork, index);
    case OP_CONTAINS:
        return take_not_contains(search, fork, index);
    case OP_REQUIRED:
        return negated ? take_not_required(search, fork, index, possible)
                       : take_required(search, fork, index);
    case OP_DEPENDENT_REQUIRED:
    case OP_DEPENDENT_SCHEMAS:
        return negated ? take_not_dependents(search, fork, index)
                       : take_dependent(search, fork, index);
    case OP_ALL_OF:
        return take_not_all_of(search, fork, index);
    case OP_ANY_OF:
        return take_any_of(search, fork, index, possible);
    case OP_ONE_OF:
        return negated ? take_not_one_of(search, fork, index, possible)
                       : take_one_of(search, fork, index, possible);
    case OP_IF:
        return take_if(search, fork, index, possible);
    case OP_SCHEMA:
    case OP_CALL:
    case OP_DYNAMIC_CALL:
    case OP_DOUBT:
    case OP_NEVER:
    case OP_TYPE:
    case OP_ENUM:
    case OP_NULL_BESIDE:
    case OP_NULL_OUTSIDE_ENUM:
    case OP_MULTIPLE_OF:
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_PATTERN:
    case OP_FORMAT:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_UNIQUE_ITEMS:
    case OP_ITEMS:
    case OP_UNEVALUATED_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
    case OP_MEMBERS:
    case OP_PROPERTY_NAMES:
    case OP_UNEVALUATED_PROPERTIES:
    case OP_NOT:
    case OP_COUNT: /* facts, or what becomes no entry */
        break;
    }
    return false;
}

bool search_take(struct search *search, const struct entry *fork, size_t index, bool *possible)
{
    *possible = true;
    switch (fork->literal->kind) {
    case LITERAL_BLOCK:
        return take_not_block(search, fork, index);
    case LITERAL_STEP:
        return take_step(search, fork, index, possible);
    case LITERAL_CONST:
        return take_other_than(search, fork->literal->node, index);
    case LITERAL_EITHER:
        return take_either(search, fork, index);
    default: /* facts */
        break;
    }
    return false;
}
