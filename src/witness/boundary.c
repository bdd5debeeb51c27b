/* What lies at the boundary of an instruction, and one step beyond it. */
#include "witness/aim.h"
#include "witness/engine.h"
#include "witness/number_format.h"
#include "witness/search.h"

/* What is asked of the value at the target. */
struct wish {
    const struct literal *wanted, *also;
    bool beyond;
    const char *what;
    const char *keyword; /* as of struct witness_boundary */
};

static const struct node *number_node(struct witness *witness, const struct decimal *number,
                                      int step)
{
    struct strbuf text;
    const struct node *node = NULL;
    int64_t value;

    strbuf_init(&text, SIZE_MAX);
    if (step == 0)
        strbuf_add(&text, number->lexeme);
    else if (decimal_to_int64(number, &value) && value > INT64_MIN && value < INT64_MAX)
        strbuf_addf(&text, "%lld", (long long)value + step);
    if (text.length)
        node = witness_node(witness, strbuf_str(&text));
    strbuf_release(&text);
    return node;
}

/* At the bound, and one beyond it; of an excluded one, next to it, and at it. */
static bool wish_number(struct witness *witness, const struct instruction *at, size_t index,
                        struct wish *wish)
{
    bool low = at->op == OP_MINIMUM || at->op == OP_EXCLUSIVE_MINIMUM;
    bool exclusive = at->op == OP_EXCLUSIVE_MINIMUM || at->op == OP_EXCLUSIVE_MAXIMUM;
    int inwards = low ? 1 : -1;
    const struct node *node;

    if (index > 1)
        return false;
    wish->beyond = index == 1;
    node = number_node(witness, at->number,
                       exclusive ? (index ? 0 : inwards) : (index ? -inwards : 0));
    if (exclusive)
        wish->what = index ? "at the bound, which is excluded" : "inside the bound";
    else
        wish->what = index ? "one step beyond the bound" : "at the bound";
    if (node)
        wish->wanted = literal_const(witness, node, false);
    return true;
}

static bool wish_size(struct witness *witness, const struct instruction *at, size_t index,
                      struct wish *wish)
{
    bool low = at->op == OP_MIN_LENGTH || at->op == OP_MIN_ITEMS || at->op == OP_MIN_PROPERTIES;
    uint64_t size = index == 0 ? at->count : low ? at->count - 1 : at->count + 1;
    unsigned kinds = at->kinds & KIND_ANY;

    if (index > 1 || (index == 1 && (low ? at->count == 0 : at->count == UINT64_MAX)))
        return false;
    wish->beyond = index == 1;
    wish->what = index ? "one step beyond the bound" : "at the bound";
    wish->wanted = literal_size(witness, kinds, size, false);
    if (size < UINT64_MAX)
        wish->also = literal_size(witness, kinds, size + 1, true);
    return true;
}

static bool wish_value(struct witness *witness, const struct instruction *at, size_t index,
                       struct wish *wish)
{
    if (at->op == OP_CONST ? index > 1 : index > at->values->count)
        return false;
    wish->beyond = at->op == OP_CONST ? index == 1 : index == at->values->count;
    wish->what = wish->beyond ? "another value" : "each value";
    if (!wish->beyond)
        wish->wanted =
            literal_const(witness, at->op == OP_CONST ? at->node : at->values->nodes[index], false);
    return true;
}

/* Each type once, and of booleans each value. */
static bool wish_type(struct witness *witness, const struct instruction *at, size_t index,
                      struct wish *wish)
{
    static const unsigned truths[] = {KIND_BOOLEAN & ~(1u << NODE_FALSE),
                                      KIND_BOOLEAN & ~(1u << NODE_TRUE)};
    const unsigned types = at->types & KIND_LEXEME ? at->types | KIND_INTEGER : at->types;
    const char *name;
    unsigned kinds;

    for (size_t i = 0; (name = kinds_name_at(i, &kinds)); i++) {
        size_t ways = kinds == KIND_BOOLEAN ? ARRAY_LENGTH(truths) : 1;

        if (!(kinds & types))
            continue;
        if (index < ways) {
            wish->wanted = literal_kinds(witness, ways > 1 ? truths[index] : kinds);
            wish->what = name;
            return true;
        }
        index -= ways;
    }
    wish->beyond = true;
    wish->what = "another type";
    return index == 0;
}

/* Each name is missing once. */
static bool wish_required(struct witness *witness, const struct instruction *at, size_t index,
                          struct wish *wish)
{
    if (index >= at->names->count)
        return false;
    wish->beyond = true;
    wish->what = "a required property is absent";
    wish->wanted = literal_present(witness, at->names->items[index].text, true);
    return true;
}

static bool wish_branch(struct witness *witness, const struct witness_target *target, size_t index,
                        struct wish *wish)
{
    const struct instruction *at = target->step.at, *block = instruction_first(at);
    const struct literal around = {.program = target->step.program};

    for (; block < instruction_end(at) && index > 0; index--)
        block = instruction_next(block);
    wish->beyond = block == instruction_end(at);
    wish->what = wish->beyond ? "no branch" : "each branch";
    if (!wish->beyond)
        wish->wanted = literal_block(witness, &around, block, false);
    return !wish->beyond || index == 0;
}

static bool wish_any(size_t index, struct wish *wish)
{
    wish->beyond = index == 1;
    wish->what = index ? "it fails" : "it holds";
    return index < 2;
}

/* Items that match: as few and as many as may, and one step beyond. minContains and maxContains are
   parts of `contains`. */
static bool wish_contains(struct witness *witness, const struct witness_target *target,
                          size_t index, struct wish *wish)
{
    static const struct {
        enum contains_part part;
        bool low, beyond;
        const char *what;
    } parts[] = {{CONTAINS_FEWEST, true, false, "as few items match as may"},
                 {CONTAINS_MOST, false, false, "as many items match as may"},
                 {CONTAINS_TOO_FEW, true, true, "fewer items match"},
                 {CONTAINS_TOO_MANY, false, true, "more items match"}};
    const struct literal around = {.program = target->step.program};
    const struct contains *contains = target->step.at->contains;

    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        bool low = parts[i].low;

        if ((low ? contains->minimum == 0 : contains->maximum == UINT64_MAX) || index-- > 0)
            continue;
        wish->beyond = parts[i].beyond;
        wish->what = parts[i].what;
        if (low ? contains->minimum_place : contains->maximum_place)
            wish->keyword = low ? "minContains" : "maxContains";
        wish->wanted =
            literal_step(witness, &around, target->step.at, parts[i].part, parts[i].beyond);
        return true;
    }
    return false;
}

/* int32 and the like: the least and the greatest number, and one beyond each. */
static bool wish_format(struct witness *witness, const struct instruction *at, size_t index,
                        struct wish *wish)
{
    enum { BOUNDS = 2 };
    struct number_format range;
    const struct node *node;
    bool low = index % BOUNDS == 0;

    if (!number_format_applies(at->format) || !number_format_find(at->format, &range) ||
        !number_format_is_whole(&range))
        return wish_any(index, wish);
    wish->beyond = index >= BOUNDS;
    wish->what = wish->beyond ? "one step beyond the format's range" : "at the format's bound";
    node = number_node(witness, low ? &range.from.at : &range.to.at,
                       !wish->beyond ? 0
                       : low         ? -1
                                     : 1);
    if (node)
        wish->wanted = literal_const(witness, node, false);
    return index < 2 * BOUNDS;
}

static bool wish_at(struct witness *witness, const struct witness_target *target, size_t index,
                    struct wish *wish)
{
    const struct instruction *at = target->step.at;

    switch ((enum op)at->op) {
    case OP_MINIMUM:
    case OP_MAXIMUM:
    case OP_EXCLUSIVE_MINIMUM:
    case OP_EXCLUSIVE_MAXIMUM:
        return wish_number(witness, at, index, wish);
    case OP_MIN_LENGTH:
    case OP_MAX_LENGTH:
    case OP_MIN_ITEMS:
    case OP_MAX_ITEMS:
    case OP_MIN_PROPERTIES:
    case OP_MAX_PROPERTIES:
        return wish_size(witness, at, index, wish);
    case OP_CONST:
    case OP_ENUM:
        return wish_value(witness, at, index, wish);
    case OP_TYPE:
        return wish_type(witness, at, index, wish);
    case OP_REQUIRED:
        return wish_required(witness, at, index, wish);
    case OP_ANY_OF:
    case OP_ONE_OF:
        return wish_branch(witness, target, index, wish);
    case OP_FORMAT:
        return wish_format(witness, at, index, wish);
    case OP_CONTAINS:
        return wish_contains(witness, target, index, wish);
    case OP_NEVER:
        return wish_any(index + 1, wish);
    default:
        return wish_any(index, wish);
    }
}

/* The path of a target, with another end. */
static const struct aim *with_wish(struct witness *witness, const struct aim *aim,
                                   const struct wish *wish)
{
    struct aim *copy;

    if (!aim)
        return NULL;
    copy = witness_alloc(witness, sizeof *copy);
    *copy = *aim;
    copy->breaks = wish->beyond;
    copy->next = with_wish(witness, aim->next, wish);
    copy->wanted = aim->block ? NULL : wish->wanted;
    copy->also = aim->block ? NULL : wish->also;
    return copy;
}

bool witness_ask_boundary(struct witness *witness, struct program_block block,
                          const struct witness_target *target, size_t index,
                          struct witness_boundary *boundary)
{
    struct wish wish = {.what = ""};

    if (!wish_at(witness, target, index, &wish))
        return false;
    boundary->question =
        question_of(witness, aim_goal(witness, block, with_wish(witness, target->aim, &wish)));
    boundary->beyond = wish.beyond;
    boundary->what = wish.what;
    boundary->keyword = wish.keyword;
    return true;
}
