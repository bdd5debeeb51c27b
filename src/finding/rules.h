/* The list of rules: finding/rules.def gives enum, ids, classes, default severities and titles. */
#ifndef OASDRIFT_FINDING_RULES_H
#define OASDRIFT_FINDING_RULES_H

#include "finding/rule.h"

enum rule {
#define RULE(name, id, class, severity, title) RULE_##name,
#include "finding/rules.def"
#undef RULE
    RULE_COUNT
};

#endif
