/* Which instructions of a schema contradict each other, where nothing satisfies it, and which of
   them make another one needless. */
#ifndef OASDRIFT_WITNESS_CONFLICT_H
#define OASDRIFT_WITNESS_CONFLICT_H

#include "witness/witness.h"

/* Limits: beyond them no conflict is found. */
enum {
    CONFLICT_MAX_STEPS = 64, /* of a schema and of what it refers to, allOf included */
    CONFLICT_MAX_DEPTH = 16, /* references and members inside each other */
    CONFLICT_MAX_SHOWN = 8   /* instructions that take part in one */
};

struct witness_conflict {
    struct program_block block; /* the innermost that is empty by itself */
    size_t count;               /* 0: which of its instructions they are is not found */
    struct program_step steps[CONFLICT_MAX_SHOWN]; /* in the order of the program; without any
                                                      of them there is a value */
    bool type_tells;     /* `type` is not just the frame of the others: with numbers for integers
                            there is a value */
    bool on_purpose;     /* the block is `false` or `not: {}`, and there to refuse everything */
    size_t circle_count; /* not 0: each value would contain another one without end, of these */
    struct program_block circle[CONFLICT_MAX_DEPTH];
};

/* Of a block that is proved to be empty. Where a part that it needs can have no value (a reference,
   a required member, all branches), the conflict is that of the part. false: a limit was met. */
bool witness_find_conflict(struct witness *witness, struct program_block block,
                           struct witness_conflict *conflict);

/* The same of a block that has values. The fewest of its other instructions because of which the
   step, one of its own, can never fail; none of them: it holds for every value. false: it can, or
   that is not found. `gone`: instructions of the block that may not be needed for it. */
bool witness_find_implying(struct witness *witness, struct program_block block,
                           const struct program_step *step, const struct instruction *const *gone,
                           size_t gone_count, struct witness_conflict *conflict);
/* Does whatever satisfies the one block satisfy the other? false: no, or that is not known. */
bool witness_block_includes(struct witness *witness, struct program_block wide,
                            struct program_block narrow);
/* The fewest of its instructions because of which no value of the block satisfies `inner` as well:
   one of its anyOf or oneOf, of which that itself may be one. */
bool witness_find_excluding(struct witness *witness, struct program_block block,
                            struct program_block inner, struct witness_conflict *conflict);
/* Is the step a bound of lengths, items or properties that no value of the block comes up to? */
bool witness_is_beyond_reach(struct witness *witness, struct program_block block,
                             const struct program_step *step);

/* What stands beside a bound and makes it strict, where that is a flag: " with exclusiveMinimum";
   else "". */
const char *witness_step_beside(const struct program_step *step);

#endif
