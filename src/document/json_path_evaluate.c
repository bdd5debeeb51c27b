#include "document/json_path.h"

#include <stdio.h>

#include "base/utf8.h"

struct evaluation {
    struct path_selection *selection;
    struct mutable_node *current; /* what '@' is */
};

typedef VEC(struct mutable_node *) node_list;

static bool select_nodes(struct evaluation *evaluation, const struct path_query *query,
                         node_list *found);

/* Counts a step; false when there have been too many. */
static bool step(const struct evaluation *evaluation)
{
    return ++evaluation->selection->steps <= JSON_PATH_MAX_STEPS;
}

/* ---- values ---- */

/* A scalar or a whole subtree; neither: Nothing (RFC 9535, 2.4.1). */
struct value {
    const struct node *scalar;
    struct mutable_node *tree;
    struct node made; /* what a function counted; scalar points here then */
    char digits[24];
};

static const struct node *shown(const struct value *value)
{
    return value->tree ? value->tree->origin : value->scalar;
}

static void count_value(struct value *value, size_t count)
{
    int length = snprintf(value->digits, sizeof value->digits, "%zu", count);

    value->made = (struct node){.kind = NODE_NUMBER,
                                .flags = NODE_INTEGER_LEXEME,
                                .length = (uint32_t)length,
                                .span = 1,
                                .text = value->digits};
    value->scalar = &value->made;
}

static void operand_value(struct evaluation *evaluation, const struct path_operand *operand,
                          struct value *value);

static void length_value(struct evaluation *evaluation, const struct path_operand *operand,
                         struct value *value)
{
    struct value argument;
    const struct node *node;

    operand_value(evaluation, operand, &argument);
    node = shown(&argument);
    if (node_is(node, NODE_STRING))
        count_value(value, utf8_length(node_text(node)));
    else if (argument.tree && (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT))
        count_value(value, mutable_count(argument.tree));
}

/* The only node of a query, for value() and singular queries; for count(), how many. */
static void query_value(struct evaluation *evaluation, const struct path_query *query, bool counted,
                        struct value *value)
{
    node_list found = {0};

    select_nodes(evaluation, query, &found);
    if (counted)
        count_value(value, found.count);
    else if (found.count == 1)
        value->tree = found.items[0];
    VEC_RELEASE(&found);
}

static void function_value(struct evaluation *evaluation, const struct path_operand *operand,
                           struct value *value)
{
    switch (operand->function) {
    case FUNCTION_LENGTH:
        length_value(evaluation, operand->arguments[0], value);
        return;
    case FUNCTION_COUNT:
    case FUNCTION_VALUE:
        query_value(evaluation, operand->arguments[0]->query, operand->function == FUNCTION_COUNT,
                    value);
        return;
    case FUNCTION_MATCH:
    case FUNCTION_SEARCH:
        return; /* the parser lets no test stand where a value is asked for */
    }
}

static void operand_value(struct evaluation *evaluation, const struct path_operand *operand,
                          struct value *value)
{
    value->scalar = NULL;
    value->tree = NULL;
    switch (operand->kind) {
    case OPERAND_LITERAL:
        value->scalar = operand->literal;
        return;
    case OPERAND_QUERY:
        query_value(evaluation, operand->query, false, value);
        return;
    case OPERAND_FUNCTION:
        function_value(evaluation, operand, value);
        return;
    }
}

/* ---- comparing (RFC 9535, 2.3.5.2.2) ---- */

static bool values_equal(struct evaluation *evaluation, const struct value *a,
                         const struct value *b)
{
    const struct node *x = shown(a);
    const struct node *y = shown(b);

    if (!x || !y)
        return !x && !y;
    if (a->tree && b->tree)
        return mutable_equal(evaluation->selection->arena, a->tree, b->tree);
    if (x->kind == NODE_ARRAY || x->kind == NODE_OBJECT)
        return false; /* the other is a scalar */
    return node_equal(x, y);
}

static bool is_less(const struct value *a, const struct value *b)
{
    const struct node *x = shown(a);
    const struct node *y = shown(b);
    struct decimal left, right;

    if (!x || !y || x->kind != y->kind)
        return false;
    if (x->kind == NODE_STRING)
        return str_compare(node_text(x), node_text(y)) < 0;
    if (x->kind != NODE_NUMBER)
        return false;
    left = decimal_parse(node_text(x));
    right = decimal_parse(node_text(y));
    return decimal_compare(&left, &right) < 0;
}

static bool compare(struct evaluation *evaluation, const struct path_test *test)
{
    struct value a, b;

    operand_value(evaluation, test->operand, &a);
    operand_value(evaluation, test->other, &b);
    switch (test->comparison) {
    case PATH_EQUAL:
        return values_equal(evaluation, &a, &b);
    case PATH_NOT_EQUAL:
        return !values_equal(evaluation, &a, &b);
    case PATH_LESS:
        return is_less(&a, &b);
    case PATH_LESS_EQUAL:
        return is_less(&a, &b) || values_equal(evaluation, &a, &b);
    case PATH_GREATER:
        return is_less(&b, &a);
    case PATH_GREATER_EQUAL:
        return is_less(&b, &a) || values_equal(evaluation, &a, &b);
    }
    return false;
}

/* ---- filters ---- */

static bool expression_fits(struct evaluation *evaluation, const struct path_operand *function)
{
    const struct path_selection *selection = evaluation->selection;
    struct value text, expression;

    operand_value(evaluation, function->arguments[0], &text);
    operand_value(evaluation, function->arguments[1], &expression);
    return selection->matches && node_is(shown(&text), NODE_STRING) &&
           node_is(shown(&expression), NODE_STRING) &&
           selection->matches(node_text(shown(&expression)), node_text(shown(&text)),
                              function->function == FUNCTION_MATCH);
}

static bool exists(struct evaluation *evaluation, const struct path_operand *operand)
{
    node_list found = {0};
    bool any;

    if (operand->kind == OPERAND_FUNCTION)
        return expression_fits(evaluation, operand);
    select_nodes(evaluation, operand->query, &found);
    any = found.count > 0;
    VEC_RELEASE(&found);
    return any;
}

static bool holds(struct evaluation *evaluation, const struct path_test *test)
{
    if (!step(evaluation))
        return false;
    switch (test->kind) {
    case TEST_OR:
        return holds(evaluation, test->left) || holds(evaluation, test->right);
    case TEST_AND:
        return holds(evaluation, test->left) && holds(evaluation, test->right);
    case TEST_NOT:
        return !holds(evaluation, test->left);
    case TEST_COMPARISON:
        return compare(evaluation, test);
    case TEST_EXISTS:
        return exists(evaluation, test->operand);
    }
    return false;
}

/* ---- selectors ---- */

static struct mutable_node *element(struct arena *arena, struct mutable_node *array, int64_t index)
{
    struct mutable_node *child;

    if (index < 0)
        index += (int64_t)mutable_count(array);
    if (index < 0 || index >= (int64_t)mutable_count(array))
        return NULL;
    child = mutable_first(arena, array);
    while (index--)
        child = child->next;
    return child;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    if (value < low)
        return low;
    return value < high ? value : high;
}

/* The bounds of RFC 9535, 2.3.4.2.2: from *start on, as long as *end is not reached. */
static void slice_bounds(const struct path_selector *selector, int64_t count, int64_t *start,
                         int64_t *end)
{
    bool forward = selector->step > 0;
    int64_t low = forward ? 0 : -1;
    int64_t high = forward ? count : count - 1;

    *start = forward ? 0 : count - 1;
    *end = forward ? count : -1;
    if (selector->has_start)
        *start = clamp(selector->start < 0 ? selector->start + count : selector->start, low, high);
    if (selector->has_end)
        *end = clamp(selector->end < 0 ? selector->end + count : selector->end, low, high);
}

static void select_slice(struct evaluation *evaluation, const struct path_selector *selector,
                         struct mutable_node *array, node_list *found)
{
    node_list children = {0};
    int64_t start, end;

    for (struct mutable_node *child = mutable_first(evaluation->selection->arena, array);
         child && step(evaluation); child = child->next)
        VEC_ADD(&children, child);
    slice_bounds(selector, (int64_t)children.count, &start, &end);
    if (selector->step > 0)
        for (int64_t i = start; i < end; i += selector->step)
            VEC_ADD(found, children.items[i]);
    else if (selector->step < 0)
        for (int64_t i = start; i > end; i += selector->step)
            VEC_ADD(found, children.items[i]);
    VEC_RELEASE(&children);
}

static void select_children(struct evaluation *evaluation, const struct path_selector *selector,
                            struct mutable_node *node, node_list *found)
{
    struct evaluation inner = *evaluation;

    for (struct mutable_node *child = mutable_first(evaluation->selection->arena, node);
         child && step(evaluation); child = child->next) {
        inner.current = child;
        if (!selector->filter || holds(&inner, selector->filter))
            VEC_ADD(found, child);
    }
}

static void select_by(struct evaluation *evaluation, const struct path_selector *selector,
                      struct mutable_node *node, node_list *found)
{
    struct arena *arena = evaluation->selection->arena;
    bool array = node->origin->kind == NODE_ARRAY;
    struct mutable_node *child = NULL;

    switch (selector->kind) {
    case SELECT_NAME:
        child = mutable_member(arena, node, selector->name);
        break;
    case SELECT_INDEX:
        child = array ? element(arena, node, selector->start) : NULL;
        break;
    case SELECT_SLICE:
        if (array)
            select_slice(evaluation, selector, node, found);
        break;
    case SELECT_WILDCARD:
    case SELECT_FILTER:
        select_children(evaluation, selector, node, found);
        break;
    }
    if (child)
        VEC_ADD(found, child);
}

/* ---- segments ---- */

static void select_in(struct evaluation *evaluation, const struct path_segment *segment,
                      struct mutable_node *node, node_list *found)
{
    if (!step(evaluation))
        return;
    for (const struct path_selector *selector = segment->selectors; selector;
         selector = selector->next)
        select_by(evaluation, selector, node, found);
    if (!segment->descendant)
        return;
    for (struct mutable_node *child = mutable_first(evaluation->selection->arena, node); child;
         child = child->next)
        select_in(evaluation, segment, child, found);
}

static bool select_nodes(struct evaluation *evaluation, const struct path_query *query,
                         node_list *found)
{
    struct mutable_node *start =
        query->relative ? evaluation->current : evaluation->selection->root;

    VEC_ADD(found, start);
    for (const struct path_segment *segment = query->segments; segment; segment = segment->next) {
        node_list next = {0};

        for (size_t i = 0; i < found->count; i++)
            select_in(evaluation, segment, found->items[i], &next);
        VEC_RELEASE(found);
        *found = next;
    }
    return evaluation->selection->steps <= JSON_PATH_MAX_STEPS;
}

bool json_path_select(const struct path_query *query, struct path_selection *selection)
{
    struct evaluation evaluation = {selection, selection->root};
    node_list found = {0};
    bool complete;

    selection->steps = 0;
    complete = select_nodes(&evaluation, query, &found);
    selection->nodes.items = found.items;
    selection->nodes.count = found.count;
    selection->nodes.capacity = found.capacity;
    return complete;
}
