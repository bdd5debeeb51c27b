/* Rule sets: YAML files that set severities and state assertions across fields. The grammar is told
   in rules/README.md. */
#ifndef OASDRIFT_FINDING_RULE_SET_H
#define OASDRIFT_FINDING_RULE_SET_H

#include "document/document.h"
#include "finding/rules.h"

/* Limits of a set. */
enum {
    RULE_SET_MAX_BYTES = 1024 * 1024,
    RULE_SET_MAX_ASSERTIONS = 1000,
    RULE_SET_MAX_CONDITION_DEPTH = 16,
    RULE_SET_MAX_EXTENDS = 8
};

/* A condition over runtime expressions (openapi/openapi.h); `when` and `that` are known to follow
   the grammar of rules/README.md: operators, their arguments, expressions and patterns are sound.
 */
struct assertion {
    struct str name;          /* "id-is-command-id" */
    struct str message;       /* what to say when it does not hold; may be absent */
    enum severity severity;   /* in force, severities of later sets included; may be off */
    struct str method, path;  /* the operation it is for; absent: every operation */
    struct str status;        /* "200", "2XX", "4XX|5XX"...; absent: every status */
    const struct node *when;  /* conditions that must hold for it to apply; NULL: none */
    const struct node *that;  /* the condition itself */
    const struct node *place; /* in the rule set file */
};

struct rules; /* what is in force: defaults, then each set, later wins */

struct rules *rules_new(void);
void rules_free(struct rules *rules);
/* Adds a set: a path, or a bare name that comes with the program ("default", "strict",
   "applivery"). Unknown fields and ids are errors with file:line:column and a near-miss hint. */
bool rules_add(struct rules *rules, const char *name_or_path, struct error *err);
/* The severity in force for a rule, or for a keyword of it; keyword may be absent. */
enum severity rules_severity(const struct rules *rules, enum rule rule, struct str keyword);
/* Is the rule, or a keyword of it, above off? */
bool rules_any_on(const struct rules *rules, enum rule rule);
size_t rules_assertion_count(const struct rules *rules);
const struct assertion *rules_assertion_at(const struct rules *rules, size_t index);

/* Files built into the program (rules/ *.md and rules/sets/ *.yaml); STR_NONE when there is none.
 */
struct str embedded_file(struct str name);   /* "response.body-schema.md", "sets/strict.yaml" */
struct str embedded_file_name(size_t index); /* STR_NONE past the last */

#endif
