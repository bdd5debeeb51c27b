/* An operand of an assertion's condition. Private to check/. */
#ifndef OASDRIFT_CHECK_OPERAND_H
#define OASDRIFT_CHECK_OPERAND_H

#include "check/checker.h"

enum { OPERAND_EXCERPT_BYTES = 120 };

/* A value of the exchange, or a literal of the rule set: JSON, or bare text of the message. */
struct operand {
    bool exists;
    struct str expression; /* absent: a literal */
    const struct node *node;
    struct str text; /* with node NULL */
};

/* As a message shows it, its data marked; without what is secret by schema or name. */
struct str operand_shown(struct checker *checker, const struct operand *operand);

#endif
