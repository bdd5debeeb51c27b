#include "rules/condition_read.h"

#include "base/near_miss.h"
#include "format/grammars.h"
#include "openapi/expression.h"
#include "pattern/pattern.h"
#include "rules/rule_set.h"

static bool check(const struct node *condition, int depth, struct error *err);

/* ---- operands ---- */

static bool is_expression(const struct node *operand)
{
    struct str text = node_string(operand);

    return str_starts_with(text, STR("$")) && !str_starts_with(text, STR("$$"));
}

static bool check_expression(const struct node *operand, struct error *err)
{
    if (!is_expression(operand))
        return error_raise_node(err, operand,
                                "an expression such as $response.body#/id is needed here");
    if (!expression_is_valid(node_string(operand)))
        return error_raise_node(err, operand, "\"%.*s\" is no runtime expression",
                                STR_ARGS(node_string(operand)));
    return true;
}

static bool check_operand(const struct node *operand, struct error *err)
{
    return is_expression(operand) ? check_expression(operand, err) : true;
}

static bool check_pair(const struct node *argument, struct error *err)
{
    const struct node *second;

    if (!node_is(argument, NODE_ARRAY) || argument->length != 2)
        return error_raise_node(err, argument, "a list of two operands is needed here");
    second = node_element(argument, 1);
    if (!is_expression(node_first(argument)) && !is_expression(second))
        return error_raise_node(err, argument, "one of the two operands must be an expression");
    return check_operand(node_first(argument), err) && check_operand(second, err);
}

/* ---- operators ---- */

static bool check_two(const struct node *argument, int depth, struct error *err)
{
    (void)depth;
    return check_pair(argument, err);
}

static bool check_matches(const struct node *argument, int depth, struct error *err)
{
    const struct node *text;
    const struct pattern *pattern;
    struct error why = {0};
    struct arena arena;
    bool lenient;

    (void)depth;
    if (!check_pair(argument, err))
        return false;
    text = node_element(argument, 1);
    if (!check_expression(node_first(argument), err))
        return false;
    if (!node_is(text, NODE_STRING))
        return error_raise_node(err, text, "a pattern is needed here");
    if (str_starts_with(node_string(text), STR("$")))
        return error_raise_node(err, text,
                                "a pattern is a literal, and \"%.*s\" is none: nothing can follow "
                                "the end of a text (equal compares with an expression)",
                                STR_ARGS(node_string(text)));
    arena_init(&arena);
    pattern = pattern_compile(&arena, node_string(text), &lenient, &why);
    pattern_release(pattern);
    arena_release(&arena);
    return pattern ? true : error_raise_node(err, text, "%s", why.message);
}

static bool check_pointer(const struct node *pointer, struct error *err)
{
    struct str text = node_string(pointer);

    if (!str_starts_with(text, STR("/")))
        return error_raise_node(err, pointer, "a JSON Pointer such as /status is needed here");
    return format_json_pointer(text) ||
           error_raise_node(err, pointer, "in a JSON Pointer '~' is written ~0");
}

static bool check_by(const struct node *by, struct error *err)
{
    if (!node_is(by, NODE_ARRAY) || by->length == 0)
        return error_raise_node(err, by, "a list of JSON Pointers is needed here");
    for (const struct node *item = node_first(by); item < node_end(by); item = node_next(item)) {
        if (!check_pointer(item, err))
            return false;
    }
    return true;
}

static bool check_unique(const struct node *argument, int depth, struct error *err)
{
    (void)depth;
    if (!node_is(argument, NODE_OBJECT) || !node_member(argument, STR("items")))
        return error_raise_node(err, argument, "{items: EXPRESSION, by: [...]} is needed here");
    for (const struct node *key = node_first(argument); key < node_end(argument);
         key = node_next_key(key)) {
        struct str name = node_string(key);
        bool sound = str_is(name, "items") ? check_expression(node_value(key), err)
                     : str_is(name, "by")
                         ? check_by(node_value(key), err)
                         : error_raise_node(err, key, "unknown field \"%.*s\" (known: items, by)",
                                            STR_ARGS(name));

        if (!sound)
            return false;
    }
    return true;
}

static bool check_present(const struct node *argument, int depth, struct error *err)
{
    (void)depth;
    return check_expression(argument, err);
}

static bool check_list(const struct node *argument, int depth, struct error *err)
{
    if (!node_is(argument, NODE_ARRAY) || argument->length == 0)
        return error_raise_node(err, argument, "a list of conditions is needed here");
    for (const struct node *item = node_first(argument); item < node_end(argument);
         item = node_next(item)) {
        if (!check(item, depth + 1, err))
            return false;
    }
    return true;
}

static bool check_not(const struct node *argument, int depth, struct error *err)
{
    return check(argument, depth + 1, err);
}

static const struct {
    const char *name;
    bool (*check)(const struct node *argument, int depth, struct error *err);
} operators[] = {
#define OPERATOR(name, check, evaluate) {name, check},
#include "rules/operators.def"
#undef OPERATOR
};

static bool unknown_operator(const struct node *key, struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(key));

    for (size_t i = 0; i < ARRAY_LENGTH(operators); i++)
        near_miss_try(&miss, str_of(operators[i].name));
    return error_raise_node(err, key, "unknown operator \"%.*s\"%s", STR_ARGS(node_string(key)),
                            near_miss_hint(&miss));
}

static bool check(const struct node *condition, int depth, struct error *err)
{
    const struct node *key;

    if (depth > RULE_SET_MAX_CONDITION_DEPTH)
        return error_raise_node(err, condition, "conditions go deeper than %d",
                                RULE_SET_MAX_CONDITION_DEPTH);
    if (!node_is(condition, NODE_OBJECT) || condition->length != 1)
        return error_raise_node(err, condition,
                                "a condition is an object with one operator, {equal: [A, B]}");
    key = node_first(condition);
    for (size_t i = 0; i < ARRAY_LENGTH(operators); i++) {
        if (str_is(node_string(key), operators[i].name))
            return operators[i].check(node_value(key), depth, err);
    }
    return unknown_operator(key, err);
}

bool condition_is_sound(const struct node *condition, struct error *err)
{
    return check(condition, 1, err);
}
