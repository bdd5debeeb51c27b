/* Private to observe/: what two recordings were seen to have, and where they differ. compare.c
   collects, and compares operations, statuses and media types; compare_shapes.c compares the values
   at one place. */
#ifndef OASDRIFT_OBSERVE_COMPARISON_H
#define OASDRIFT_OBSERVE_COMPARISON_H

#include "base/vec.h"
#include "observe/compare.h"
#include "observe/shape.h"

struct counts {
    uint64_t sides[2]; /* by enum compared */
};

struct compared_type {
    struct str name; /* "" when there was no content */
    struct counts seen;
    struct shape *shapes[2]; /* NULL: no JSON was seen */
    const struct node *schema;
};

struct compared_status {
    int status;
    struct str key; /* the documented one, else digits */
    const struct node *place;
    struct counts seen;
    VEC(struct compared_type) types;
};

struct compared_operation {
    const struct operation *operation; /* NULL: not seen */
    struct counts seen;
    VEC(struct compared_status) statuses;
};

struct comparison {
    struct api *api;
    struct arena arena;
    struct arena scratch;                  /* of one exchange */
    struct compared_operation *operations; /* one for each of the api's */
};

/* What is being compared, and where. */
struct context {
    struct comparison *comparison;
    const struct settler *settler;
    struct findings *findings; /* differences are added to it */
    const struct compared_operation *operation;
    const struct compared_status *status; /* NULL: the operation as a whole */
    const struct compared_type *type;     /* NULL: the status as a whole */
};

struct difference {
    rule_index rule;
    enum part part;
    struct str pointer, message;
    struct str expected, found; /* as in struct finding; may be absent */
    const struct node *place;
};

void comparison_tell(const struct context *context, const struct difference *difference);
/* "in 3 of 12 objects of the recording, in 0 of 30 of the other" */
struct str comparison_counts(struct arena *arena, const struct counts *seen,
                             const struct counts *all, const char *one, const char *many);
static inline bool is_on_one_side(const struct counts *counts)
{
    return !counts->sides[COMPARED_NEW] != !counts->sides[COMPARED_OLD];
}
/* The bodies of context->type, of which both sides have a shape. */
void comparison_compare_bodies(const struct context *context);

#endif
