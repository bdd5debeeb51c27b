#include "check/condition.h"

#include "base/data_span.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "check/check_value_state.h"
#include "check/operand.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "check/unique.h"
#include "http/placeholder.h"
#include "pattern/pattern.h"

static struct operand operand_of(struct condition_context *context, const struct node *operand)
{
    struct str text = node_string(operand);
    struct operand value = {.exists = true, .node = operand};

    if (!str_starts_with(text, STR("$")))
        return value;
    value.node = NULL;
    if (str_starts_with(text, STR("$$"))) {
        value.text = str_slice(text, 1, SIZE_MAX);
        return value;
    }
    value.expression = text;
    value.exists = expression_evaluate(&context->checker->arena, text, &context->view, &value.node,
                                       &value.text);
    return value;
}

/* The characters of a string, or the text. STR_NONE for other values. */
static struct str characters(const struct operand *operand)
{
    return operand->node ? node_string(operand->node) : operand->text;
}

static struct str pointer_of(struct condition_context *context, const struct node *node)
{
    struct arena *arena = &context->checker->arena;

    return data_url(arena, node_pointer(arena, node));
}

/* ---- what is not known ---- */

/* The placeholder in the operand as it is shown; STR_NONE: there is none. */
static struct str placeholder_in(struct condition_context *context, const struct operand *operand)
{
    struct checker *checker = context->checker;
    struct arena *arena = &checker->arena;

    if (!checker->exchange->recorded || !operand->expression.text)
        return STR_NONE;
    if (str_starts_with(operand->expression, STR("$request.path.")))
        return placeholder_text(arena, placeholder_find_in_segment(arena, operand->text),
                                percent_decoded(arena, operand->text), false);
    if (!operand->node)
        return placeholder_text(arena, placeholder_find(operand->text), operand->text, false);
    for (const struct node *node = operand->node; node < node_end(operand->node); node++)
        if (placeholder_find(node_string(node)).text)
            return placeholder_text(
                arena, placeholder_find(node_string(node)), node_string(node),
                value_at_is_secret(checker, PART_RESPONSE_BODY, STR_NONE, node));
    return STR_NONE;
}

static bool is_unknown(struct condition_context *context, const struct operand *operand)
{
    struct str placeholder = placeholder_in(context, operand);

    if (!placeholder.text)
        return false;
    context->unknown = operand->expression;
    context->reason = str_format(&context->checker->arena, "a placeholder (%.*s) stands for %.*s",
                                 STR_ARGS(placeholder), STR_ARGS(operand->expression));
    return true;
}

/* The value that is blamed is the first operand that lies in a body. */
static enum answer blame(struct condition_context *context, const struct operand *a,
                         const struct operand *b)
{
    const struct operand *in_body = a;

    if (b && !(a->expression.text && a->node) && b->expression.text && b->node)
        in_body = b;
    context->expression = in_body->expression;
    context->blamed = in_body->expression.text ? in_body->node : NULL;
    context->detail = context->expected = STR_NONE;
    context->found = a->exists ? operand_shown(context->checker, a) : STR("nothing");
    if (b) {
        context->expected = operand_shown(context->checker, b);
        context->detail = str_format(&context->checker->arena, "%.*s and %.*s",
                                     STR_ARGS(context->found), STR_ARGS(context->expected));
    }
    return ANSWER_FALSE;
}

/* Not where a placeholder stands for an operand. */
static enum answer blame_known(struct condition_context *context, const struct operand *a,
                               const struct operand *b)
{
    if (is_unknown(context, a) || (b && is_unknown(context, b)))
        return ANSWER_NOT_APPLICABLE;
    return blame(context, a, b);
}

/* ---- operators ---- */

/* Text equals a string of the same characters, a number of the same value, a literal's name. */
static bool text_equals_node(struct str text, const struct node *node)
{
    struct decimal a, b;

    switch ((enum node_kind)node->kind) {
    case NODE_STRING:
        return str_equal(text, node_string(node));
    case NODE_NUMBER:
        if (!decimal_is_number(text))
            return false;
        a = decimal_parse(text);
        b = decimal_parse(node_text(node));
        return decimal_compare(&a, &b) == 0;
    case NODE_TRUE:
        return str_is(text, "true");
    case NODE_FALSE:
        return str_is(text, "false");
    case NODE_NULL:
        return str_is(text, "null");
    case NODE_ARRAY:
    case NODE_OBJECT:
    case NODE_HEADER:
        return false;
    }
    return false;
}

static bool operands_equal(const struct operand *a, const struct operand *b)
{
    if (a->node && b->node)
        return node_equal(a->node, b->node);
    if (a->node)
        return text_equals_node(b->text, a->node);
    if (b->node)
        return text_equals_node(a->text, b->node);
    return str_equal(a->text, b->text);
}

static enum answer equal(struct condition_context *context, const struct node *argument)
{
    struct operand a = operand_of(context, node_element(argument, 0));
    struct operand b = operand_of(context, node_element(argument, 1));

    if (!a.exists || !b.exists)
        return ANSWER_NOT_APPLICABLE;
    return operands_equal(&a, &b) ? ANSWER_TRUE : blame_known(context, &a, &b);
}

static enum answer not_before(struct condition_context *context, const struct node *argument)
{
    struct operand a = operand_of(context, node_element(argument, 0));
    struct operand b = operand_of(context, node_element(argument, 1));
    struct moment first, second;
    enum answer answer;

    if (!a.exists || !b.exists)
        return ANSWER_NOT_APPLICABLE;
    if (!moment_parse(characters(&a), &first)) {
        is_unknown(context, &a);
        return ANSWER_NOT_APPLICABLE;
    }
    if (!moment_parse(characters(&b), &second)) {
        is_unknown(context, &b);
        return ANSWER_NOT_APPLICABLE;
    }
    if (moment_compare(&first, &second) >= 0)
        return ANSWER_TRUE;
    answer = blame_known(context, &a, &b);
    context->expected =
        str_format(&context->checker->arena, "not before %.*s", STR_ARGS(context->expected));
    return answer;
}

/* Compiled once in the checker's life. */
static const struct pattern *pattern_of(struct checker *checker, const struct node *node)
{
    void **slot = pointer_map_put(&checker->patterns, node, 0);
    struct compiled_pattern *compiled = *slot;
    bool lenient;

    if (!compiled) {
        compiled = *slot = ARENA_NEW(&checker->lasting, struct compiled_pattern);
        compiled->pattern = pattern_compile(&checker->lasting, node_string(node), &lenient, NULL);
    }
    return compiled->pattern;
}

/* "\"x-1\" does not match ^[0-9]+$" */
static struct str unmatched(struct condition_context *context, const struct operand *value,
                            const struct node *pattern)
{
    struct arena *arena = &context->checker->arena;
    struct str text = operand_shown(context->checker, value);

    return str_format(arena, "%.*s does not match %.*s", STR_ARGS(text),
                      STR_ARGS(utf8_cut(node_string(pattern), OPERAND_EXCERPT_BYTES)));
}

static enum answer matches(struct condition_context *context, const struct node *argument)
{
    struct operand a = operand_of(context, node_element(argument, 0));
    struct str text = characters(&a);
    const struct pattern *pattern;
    const char *reason = NULL;
    enum answer answer;

    if (!a.exists || !text.text)
        return ANSWER_NOT_APPLICABLE;
    pattern = pattern_of(context->checker, node_element(argument, 1));
    if (!pattern)
        return ANSWER_NOT_APPLICABLE;
    switch (pattern_match(pattern, text, &reason)) {
    case PATTERN_MATCHES:
        return ANSWER_TRUE;
    case PATTERN_FAILS:
        answer = blame_known(context, &a, NULL);
        context->detail = unmatched(context, &a, node_element(argument, 1));
        context->expected = str_format(
            &context->checker->arena, "a match of %.*s",
            STR_ARGS(utf8_cut(node_string(node_element(argument, 1)), OPERAND_EXCERPT_BYTES)));
        return answer;
    case PATTERN_UNKNOWN:
        break;
    }
    raise_not_checked(context->checker, PART_RESPONSE_BODY, STR_NONE, STR_NONE,
                      "pattern %.*s of an assertion: %s",
                      STR_ARGS(node_string(node_element(argument, 1))), reason ? reason : "?");
    return ANSWER_NOT_APPLICABLE;
}

static enum answer unique(struct condition_context *context, const struct node *argument)
{
    struct operand items = operand_of(context, node_member(argument, STR("items")));
    const struct node *by = node_member(argument, STR("by"));
    struct operand element = items;
    const struct node *first, *again;

    if (!items.exists || !node_is(items.node, NODE_ARRAY))
        return ANSWER_NOT_APPLICABLE;
    switch (elements_are_unique(&context->checker->arena, items.node, by, &first, &again)) {
    case ALL_DIFFER:
        return ANSWER_TRUE;
    case TWO_EQUAL:
        element.node = first;
        if (is_unknown(context, &element))
            return ANSWER_NOT_APPLICABLE;
        blame(context, &items, NULL);
        context->expected = STR("elements that differ");
        context->found = context->detail =
            str_format(&context->checker->arena, "elements %.*s and %.*s",
                       STR_ARGS(pointer_of(context, first)), STR_ARGS(pointer_of(context, again)));
        return ANSWER_FALSE;
    case UNIQUENESS_UNKNOWN:
        break;
    }
    raise_not_checked(context->checker, PART_RESPONSE_BODY, STR_NONE, STR_NONE,
                      "unique: the elements need too many comparisons");
    return ANSWER_NOT_APPLICABLE;
}

/* Of a body that could not be read nothing is known. */
static bool body_is_known(struct condition_context *context, struct str expression)
{
    enum side side = str_starts_with(expression, STR("$request.")) ? SIDE_REQUEST : SIDE_RESPONSE;

    if (str_find(expression, STR(".body")) == SIZE_MAX)
        return true;
    /* HEAD leaves out the body that GET would have. */
    if (side == SIDE_RESPONSE && str_is(context->checker->exchange->request.method, "HEAD"))
        return false;
    return checker_body(context->checker, side)->state == BODY_EMPTY ||
           (side == SIDE_REQUEST ? context->view.request_body : context->view.response_body);
}

/* Why the recording may lack the header or the parameter of the query; NULL: it does not. */
static const char *reason_absent(struct condition_context *context, struct str expression)
{
    struct checker *checker = context->checker;
    const struct exchange *exchange = checker->exchange;
    struct str rest = expression, message = str_cut(&rest, '.'), place = str_cut(&rest, '.');

    if (str_is(place, "query"))
        return query_unknown(checker);
    if (!str_is(place, "header"))
        return NULL;
    if (exchange->credentials_hidden && redaction_recalls_header(checker->redaction, rest))
        return "the recorder takes credentials out";
    return (str_is(message, "$request") ? exchange->request.headers : exchange->response.headers)
                   .partial
               ? "the recording does not have every header"
               : NULL;
}

static enum answer present(struct condition_context *context, const struct node *argument)
{
    struct operand value = operand_of(context, argument);
    const char *reason;

    if (value.exists)
        return ANSWER_TRUE;
    if (!body_is_known(context, value.expression))
        return ANSWER_NOT_APPLICABLE;
    reason = reason_absent(context, value.expression);
    if (reason) {
        context->unknown = value.expression;
        context->reason = str_format(&context->checker->arena, "%.*s is absent, and %s",
                                     STR_ARGS(value.expression), reason);
        return ANSWER_NOT_APPLICABLE;
    }
    blame(context, &value, NULL);
    context->expected = value.expression;
    return ANSWER_FALSE;
}

static enum answer all(struct condition_context *context, const struct node *argument)
{
    enum answer worst = ANSWER_TRUE;

    for (const struct node *part = node_first(argument); part < node_end(argument);
         part = node_next(part)) {
        enum answer answer = condition_evaluate(context, part);

        if (answer == ANSWER_FALSE)
            return ANSWER_FALSE;
        if (answer == ANSWER_NOT_APPLICABLE)
            worst = ANSWER_NOT_APPLICABLE;
    }
    return worst;
}

static enum answer any(struct condition_context *context, const struct node *argument)
{
    enum answer best = ANSWER_FALSE;

    for (const struct node *part = node_first(argument); part < node_end(argument);
         part = node_next(part)) {
        enum answer answer = condition_evaluate(context, part);

        if (answer == ANSWER_TRUE)
            return ANSWER_TRUE;
        if (answer == ANSWER_NOT_APPLICABLE)
            best = ANSWER_NOT_APPLICABLE;
    }
    /* The last of them is not all that would have held. */
    if (argument->length > 1)
        context->expected = STR_NONE;
    return best;
}

static enum answer negation(struct condition_context *context, const struct node *argument)
{
    switch (condition_evaluate(context, argument)) {
    case ANSWER_FALSE:
        return ANSWER_TRUE;
    case ANSWER_TRUE:
        context->expected = context->found = STR_NONE;
        return ANSWER_FALSE;
    case ANSWER_NOT_APPLICABLE:
        break;
    }
    return ANSWER_NOT_APPLICABLE;
}

static const struct {
    const char *name;
    enum answer (*evaluate)(struct condition_context *context, const struct node *argument);
} operators[] = {
#define OPERATOR(name, check, evaluate) {name, evaluate},
#include "rules/operators.def"
#undef OPERATOR
};

/* Recursion: RULE_SET_MAX_CONDITION_DEPTH limits the depth when the set is read. */
enum answer condition_evaluate(struct condition_context *context, const struct node *condition)
{
    const struct node *key = node_first(condition);

    for (size_t i = 0; i < ARRAY_LENGTH(operators); i++)
        if (str_is(node_string(key), operators[i].name))
            return operators[i].evaluate(context, node_value(key));
    return ANSWER_NOT_APPLICABLE;
}
