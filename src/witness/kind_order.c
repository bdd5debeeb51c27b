#include "witness/kind_order.h"

#include "document/kinds.h"
#include "witness/search.h"

enum { MENTIONS_MAX_DEPTH = 8 };

static const enum node_kind telling[] = {NODE_OBJECT, NODE_ARRAY, NODE_STRING, NODE_NUMBER,
                                         NODE_TRUE,   NODE_FALSE, NODE_NULL};
static const enum node_kind plain[] = {NODE_STRING, NODE_NUMBER, NODE_TRUE, NODE_FALSE,
                                       NODE_OBJECT, NODE_ARRAY,  NODE_NULL};

/* Adds the kinds of the set that are not in it yet. */
static void add_kinds(struct kind_order *order, unsigned set,
                      const enum node_kind in[KIND_ORDER_KINDS])
{
    for (size_t i = 0; i < KIND_ORDER_KINDS; i++) {
        bool there = !(set & kind_bit(in[i]));

        for (size_t j = 0; j < order->count && !there; j++)
            there = order->kinds[j] == in[i];
        if (!there)
            order->kinds[order->count++] = in[i];
    }
}

static void add_types(struct kind_order *order, unsigned types)
{
    if (types & (KIND_INTEGER | KIND_LEXEME))
        types |= KIND_NUMBER;
    add_kinds(order, types & KIND_ANY & ~(unsigned)KIND_NULL, plain);
}

static unsigned kinds_of_values(const struct values *values)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < values->count; i++)
        kinds |= kinds_of(values->nodes[i]);
    return kinds;
}

/* The kinds that a schema speaks of and not of all others: what its author had in mind; what stands
   in a first branch before what stands in the next. null says nothing and comes last. */
static void add_mentions(struct kind_order *order, const struct instruction *block, unsigned depth)
{
    for (const struct instruction *step = instruction_first(block);
         depth < MENTIONS_MAX_DEPTH && step < instruction_end(block);
         step = instruction_next(step)) {
        if (step->op == OP_TYPE)
            add_types(order, step->types);
        else if (step->op == OP_CONST)
            add_types(order, kinds_of(step->node));
        else if (step->op == OP_ENUM)
            add_types(order, kinds_of_values(step->values));
        else if (step->op == OP_CALL && step->schema->program)
            add_mentions(order, schema_entry(step->schema), depth + 1);
        else if (step->op == OP_ALL_OF || step->op == OP_ANY_OF || step->op == OP_ONE_OF)
            for (const struct instruction *branch = instruction_first(step);
                 branch < instruction_end(step); branch = instruction_next(branch))
                add_mentions(order, branch, depth + 1);
        else if ((step->kinds & KIND_ANY) != KIND_ANY)
            add_kinds(order, step->kinds & ~(unsigned)KIND_NULL, telling);
    }
}

static void add_goal_mentions(struct kind_order *order, const struct goal *goal)
{
    size_t count;
    const struct literal *const *literals = goal_literals(goal, &count);

    for (size_t i = 0; i < count; i++)
        if (literals[i]->kind == LITERAL_BLOCK && !literals[i]->negated)
            add_mentions(order, literals[i]->at, 0);
}

/* The kind that a schema's format is about; 0: it has none, or it is about several. */
static unsigned format_kind(const struct instruction *block)
{
    for (const struct instruction *step = instruction_first(block); step < instruction_end(block);
         step = instruction_next(step))
        if (step->op == OP_FORMAT)
            return step->format->kinds == KIND_NUMBER || step->format->kinds == KIND_STRING
                       ? step->format->kinds
                       : 0;
    return 0;
}

/* The kind of the first value that a schema itself gives. */
static unsigned example_kind(const struct node *schema)
{
    const struct node *value = node_element(node_member(schema, STR("examples")), 0);

    if (!value)
        value = node_member(schema, STR("example"));
    if (!value)
        value = node_member(schema, STR("default"));
    return value ? kind_bit((enum node_kind)value->kind) : 0;
}

static unsigned goal_example_kinds(const struct goal *goal)
{
    size_t count;
    const struct literal *const *literals = goal_literals(goal, &count);
    unsigned kinds = 0;

    for (size_t i = 0; i < count; i++) {
        const struct literal *literal = literals[i];

        if (literal->kind == LITERAL_BLOCK && !literal->negated)
            kinds |=
                format_kind(literal->at) |
                example_kind(literal->program->origins[literal->at - literal->program->code].place);
    }
    return kinds;
}

void kind_order_of(const struct witness *witness, const struct goal *goal, struct kind_order *order)
{
    static const enum node_kind least[] = {NODE_NULL,   NODE_FALSE, NODE_TRUE,  NODE_NUMBER,
                                           NODE_STRING, NODE_ARRAY, NODE_OBJECT};

    order->count = 0;
    if (witness_settings_of(witness)->minimal) {
        add_kinds(order, KIND_ANY, least);
        return;
    }
    add_kinds(order, goal_example_kinds(goal), telling);
    add_goal_mentions(order, goal);
    add_kinds(order, KIND_ANY, plain);
}
