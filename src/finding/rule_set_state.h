/* What is in force, as rule_set.c builds it and assertion_read.c adds to it. Private to finding/.
 */
#ifndef OASDRIFT_FINDING_RULE_SET_STATE_H
#define OASDRIFT_FINDING_RULE_SET_STATE_H

#include "base/vec.h"
#include "finding/rule_set.h"

/* A severity of one schema keyword of a rule. */
struct keyword_severity {
    enum rule rule;
    struct str keyword;
    enum severity severity;
};

struct rules {
    struct arena arena; /* documents and texts */
    enum severity severities[RULE_COUNT];
    VEC(struct keyword_severity) keywords;
    VEC(struct assertion) assertions;
};

/* Reads one item of `assertions` and adds it, in the place of one of the same name. */
bool assertion_read(struct rules *rules, const struct node *item, struct error *err);
/* NULL when there is none of that name. */
struct assertion *assertion_by_name(struct rules *rules, struct str name);
/* The severity a node states ("error"... "off"). */
bool severity_read(const struct node *node, enum severity *severity, struct error *err);

#endif
