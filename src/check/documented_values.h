/* `x-documented-values`: an extension of ours on a schema, a list of the literals that the
   documentation names without closing the set. */
#ifndef OASDRIFT_CHECK_DOCUMENTED_VALUES_H
#define OASDRIFT_CHECK_DOCUMENTED_VALUES_H

#include "check/checker.h"

struct undocumented_value {
    const struct node *instance;
    const struct node *values; /* the list */
};

/* Calls back for every value below instance that is outside the literals of its schema. Schema and
   instance are walked together through $ref, allOf and the schemas of members and items. false:
   WALK_MAX_PAIRS was met. */
bool documented_values_walk(struct checker *checker, const struct node *schema,
                            const struct node *instance,
                            void (*found)(void *context, const struct undocumented_value *value),
                            void *context);
/* "4002 is not among the documented values [4004]", what is expected, and the value. */
struct told documented_values_told(struct checker *checker, const struct undocumented_value *value);
/* response.value-undocumented */
void check_documented_values(struct checker *checker, const struct media_type *media_type,
                             const struct node *body);

#endif
