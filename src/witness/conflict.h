/* Which instructions of a schema contradict each other, where nothing satisfies it. */
#ifndef OASDRIFT_WITNESS_CONFLICT_H
#define OASDRIFT_WITNESS_CONFLICT_H

#include "witness/witness.h"

/* Limits: beyond them no conflict is found. */
enum {
    CONFLICT_MAX_STEPS = 64, /* of a schema and of what it refers to, allOf included */
    CONFLICT_MAX_DEPTH = 16, /* references and members inside each other */
    CONFLICT_MAX_SHOWN = 4   /* instructions that take part in one */
};

struct witness_conflict {
    size_t count;
    struct program_step steps[CONFLICT_MAX_SHOWN]; /* in the order of the description; without any
                                                      of them there is a value */
};

/* Of a block that is proved to be empty. Where a required member can have no value, the conflict is
   that of the member. false: it is not found, or too many take part in it. */
bool witness_find_conflict(struct witness *witness, struct program_block block,
                           struct witness_conflict *conflict);

#endif
