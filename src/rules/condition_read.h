/* Is a condition of a rule set sound? The grammar is rules/README.md's; check/ evaluates it. */
#ifndef OASDRIFT_RULES_CONDITION_READ_H
#define OASDRIFT_RULES_CONDITION_READ_H

#include "base/error.h"
#include "document/document.h"

/* false and err (file:line:column) at the first mistake. */
bool condition_is_sound(const struct node *condition, struct error *err);

#endif
