/* What values of a goal look like, so that one after the other can be written. Private to witness/.
 */
#ifndef OASDRIFT_WITNESS_SHAPE_H
#define OASDRIFT_WITNESS_SHAPE_H

#include "witness/array_rules.h"
#include "witness/numbers.h"
#include "witness/object_rules.h"
#include "witness/texts.h"

enum shape_kind {
    SHAPE_VALUES,
    SHAPE_GOALS,
    SHAPE_NUMBERS,
    SHAPE_TEXTS,
    SHAPE_ARRAY,
    SHAPE_OBJECT
};

struct shape {
    enum shape_kind kind;
    bool whole; /* all values of its kind that the goal has are among its values */
    union {
        struct {
            const struct node *const *items;
            size_t count;
        } values; /* SHAPE_VALUES: these, as far as the goal takes them */
        struct {
            struct goal *const *items;
            size_t count;
        } goals; /* SHAPE_GOALS: the first of each, the second of each, ... */
        struct numbers *numbers;
        struct texts *texts;
        struct array_shape array;
        struct object_shape object;
    };
};

/* The n-th value of the shape, from 0, in the arena (where shape_lasts, they lie elsewhere). Some
   may not be of the goal, or come twice: the caller looks. OUTCOME_NONE: it has no more. */
/* Do its values live as long as the engine? */
static inline bool shape_lasts(const struct shape *shape)
{
    return shape->kind == SHAPE_VALUES || shape->kind == SHAPE_GOALS;
}
enum outcome shape_nth(struct witness *witness, struct arena *arena, const struct shape *shape,
                       uint64_t n, const struct node **value);

#endif
