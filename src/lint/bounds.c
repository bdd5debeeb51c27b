/* Bounds that exclude each other: nothing of their type can hold both. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "finding/rules.h"
#include "lint/linter.h"

/* Pairs of keywords: the lower one may not be above the upper one; strict: nor equal to it. */
static const struct {
    enum keyword lower, upper;
    bool strict;
} pairs[] = {
    {KEYWORD_MINIMUM, KEYWORD_MAXIMUM, false},
    {KEYWORD_MIN_LENGTH, KEYWORD_MAX_LENGTH, false},
    {KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS, false},
    {KEYWORD_MIN_PROPERTIES, KEYWORD_MAX_PROPERTIES, false},
    {KEYWORD_MIN_CONTAINS, KEYWORD_MAX_CONTAINS, false},
    {KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_MAXIMUM, true},
    {KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, true},
    {KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, true},
};

/* 3.0's exclusive bounds make minimum and maximum strict. */
static bool is_strict(const struct schema_view *view, enum keyword lower)
{
    return lower == KEYWORD_MINIMUM &&
           (node_is(view->members[KEYWORD_EXCLUSIVE_MINIMUM], NODE_TRUE) ||
            node_is(view->members[KEYWORD_EXCLUSIVE_MAXIMUM], NODE_TRUE));
}

/* Is there no integer between them? Past what a double tells exactly nothing is claimed. */
static bool leave_no_integer(const struct schema_view *view, size_t pair, struct str low,
                             struct str high)
{
    static const double exact = 1e15;
    bool opens = pairs[pair].lower == KEYWORD_EXCLUSIVE_MINIMUM ||
                 node_is(view->members[KEYWORD_EXCLUSIVE_MINIMUM], NODE_TRUE);
    bool closes = pairs[pair].upper == KEYWORD_EXCLUSIVE_MAXIMUM ||
                  node_is(view->members[KEYWORD_EXCLUSIVE_MAXIMUM], NODE_TRUE);
    char text[64];
    double lower, upper;

    if (low.length >= sizeof text || high.length >= sizeof text)
        return false;
    snprintf(text, sizeof text, "%.*s", STR_ARGS(low));
    lower = strtod(text, NULL);
    snprintf(text, sizeof text, "%.*s", STR_ARGS(high));
    upper = strtod(text, NULL);
    if (fabs(lower) > exact || fabs(upper) > exact)
        return false;
    lower = opens ? floor(lower) + 1 : ceil(lower);
    upper = closes ? ceil(upper) - 1 : floor(upper);
    return lower > upper;
}

static bool is_of_numbers(enum keyword keyword)
{
    return keyword == KEYWORD_MINIMUM || keyword == KEYWORD_EXCLUSIVE_MINIMUM;
}

/* " with exclusiveMinimum", where that is 3.0's flag. */
static const char *strict_text(const struct schema_view *view, enum keyword bound)
{
    if (bound == KEYWORD_MINIMUM && node_is(view->members[KEYWORD_EXCLUSIVE_MINIMUM], NODE_TRUE))
        return " with exclusiveMinimum";
    if (bound == KEYWORD_MAXIMUM && node_is(view->members[KEYWORD_EXCLUSIVE_MAXIMUM], NODE_TRUE))
        return " with exclusiveMaximum";
    return "";
}

static void lint_pair(struct lint *lint, const struct schema_view *view, size_t pair)
{
    const struct node *lower = view->members[pairs[pair].lower];
    const struct node *upper = view->members[pairs[pair].upper];
    struct decimal low, high;
    const char *what = "value";
    int order;

    if (!node_is(lower, NODE_NUMBER) || !node_is(upper, NODE_NUMBER))
        return;
    low = decimal_parse(node_text(lower));
    high = decimal_parse(node_text(upper));
    order = decimal_compare(&low, &high);
    if (order <= 0 && is_of_numbers(pairs[pair].lower) && view->kinds == KIND_INTEGER &&
        leave_no_integer(view, pair, node_text(lower), node_text(upper))) {
        what = order < 0 ? "integer" : what;
        order = 1;
    }
    if (order < 0 || (order == 0 && !pairs[pair].strict && !is_strict(view, pairs[pair].lower)))
        return;
    lint_raise(lint, RULE_DESCRIPTION_BOUNDS_CONTRADICTORY, SEVERITY_OFF, lower,
               "%.*s %.*s%s and %.*s %.*s%s leave no %s", STR_ARGS(keyword_name(pairs[pair].lower)),
               STR_ARGS(node_text(lower)), strict_text(view, pairs[pair].lower),
               STR_ARGS(keyword_name(pairs[pair].upper)), STR_ARGS(node_text(upper)),
               strict_text(view, pairs[pair].upper), what);
}

/* More properties are required than may be there. */
static void lint_required_count(struct lint *lint, const struct schema_view *view)
{
    const struct node *required = view->members[KEYWORD_REQUIRED];
    const struct node *most = view->members[KEYWORD_MAX_PROPERTIES];
    struct decimal number;
    int64_t limit;

    if (!node_is(required, NODE_ARRAY) || !node_is(most, NODE_NUMBER))
        return;
    number = decimal_parse(node_text(most));
    if (decimal_to_int64(&number, &limit) && (int64_t)required->length > limit)
        lint_raise(lint, RULE_DESCRIPTION_BOUNDS_CONTRADICTORY, SEVERITY_OFF, most,
                   "%u %s required and maxProperties is %.*s", required->length,
                   str_counted(required->length, "property is", "properties are"),
                   STR_ARGS(node_text(most)));
}

void lint_bounds(struct lint *lint, const struct schema_view *view)
{
    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++)
        if (view->members[pairs[i].lower] && view->members[pairs[i].upper])
            lint_pair(lint, view, i);
    if (view->members[KEYWORD_MAX_PROPERTIES])
        lint_required_count(lint, view);
}
