/* Conditions of rule sets, evaluated over one exchange: rules/README.md tells what they mean. */
#ifndef OASDRIFT_CHECK_CONDITION_H
#define OASDRIFT_CHECK_CONDITION_H

#include "check/checker.h"
#include "openapi/expression.h"

enum answer { ANSWER_FALSE, ANSWER_TRUE, ANSWER_NOT_APPLICABLE };

struct condition_context {
    struct checker *checker;
    struct exchange_view view;
    /* Of the operator that last answered false: */
    const struct node *blamed;  /* the value in a body that does not fit; may be NULL */
    struct str expression;      /* its first operand's expression; may be absent */
    struct str detail;          /* both values, for the message; may be absent */
    struct str expected, found; /* what would have held, and its first operand; may be absent */
    /* Of the operator that last was not applicable because the recording lacks a value: */
    struct str unknown; /* the value's expression; may be absent */
    struct str reason;
};

enum answer condition_evaluate(struct condition_context *context, const struct node *condition);

#endif
