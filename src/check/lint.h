/* Private to check/: judging the description itself. */
#ifndef OASDRIFT_CHECK_LINT_H
#define OASDRIFT_CHECK_LINT_H

#include "check/checker.h"

struct lint {
    struct checker *checker;
    struct map schemas;               /* seen: schema node */
    struct map examples;              /* seen: example's value node */
    VEC(const struct node *) pending; /* schemas still to be looked at */
};

/* What an example belongs to. */
struct lint_example {
    enum rule rule; /* RULE_DESCRIPTION_EXAMPLE_INVALID or _DEFAULT_INVALID */
    const struct node *value, *schema;
    enum schema_direction direction;
    struct str media_type, status_key;
};

/* The schema and all that it leads to, each once: its keywords, patterns, examples and defaults. */
void lint_schema(struct lint *lint, const struct node *schema);
/* Against its schema and the schema's documented values, once. */
void lint_example(struct lint *lint, const struct lint_example *example);
/* One schema's keywords by their form: `type: 5`, `required: true`. */
void lint_keywords(struct lint *lint, const struct node *schema);
/* A pattern: the value of `pattern`, or a key of `patternProperties`. */
void lint_pattern(struct lint *lint, const struct node *pattern);
/* A finding of part description at a node. */
void lint_raise(struct lint *lint, enum rule rule, enum severity ceiling, const struct node *place,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
