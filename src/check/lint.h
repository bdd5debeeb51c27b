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

/* Where examples stand: what they have in common. */
struct lint_site {
    enum schema_direction direction;
    struct str status_key, media_type;
};

/* The schema and all that it leads to, each once: its keywords, patterns, examples and defaults. */
void lint_schema(struct lint *lint, const struct node *schema);
/* Against its schema and the schema's documented values, once. */
void lint_example(struct lint *lint, const struct lint_example *example);
/* Those that have a value. schema may be NULL: nothing is asked of them. */
void lint_examples(struct lint *lint, const struct example *examples, size_t count,
                   const struct node *schema, const struct lint_site *site);
/* Its schema and its examples; site's media type is filled in. */
void lint_media_type(struct lint *lint, const struct media_type *type, struct lint_site site);
/* What stands under `components`, whether an operation uses it or not. */
void lint_components(struct lint *lint);
/* One schema's keywords by their form: `type: 5`, `required: true`. */
void lint_keywords(struct lint *lint, const struct node *schema);
/* A pattern: the value of `pattern`, or a key of `patternProperties`. */
void lint_pattern(struct lint *lint, const struct node *pattern);
/* A finding of part description at a node. */
void lint_raise(struct lint *lint, enum rule rule, enum severity ceiling, const struct node *place,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
