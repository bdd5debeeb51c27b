/* A schema without one of its instructions, which counts as holding wherever it is come to.
   Literals carry the omission into what they are made of. Private to witness/. */
#ifndef OASDRIFT_WITNESS_OMISSION_H
#define OASDRIFT_WITNESS_OMISSION_H

#include "base/pointer_map.h"
#include "schema/program.h"

struct witness;

struct omission {
    const struct instruction *step; /* that is left out */
    const struct program *program;
    struct program_omission told;      /* what the evaluator is told of it */
    const struct pointer_map *leading; /* programs that refer to its own, or through others */
    struct pointer_map known;          /* blocks and steps that omission_matters was asked of */
    struct pointer_map widens;         /* steps that omission_widens was asked of */
};

/* The omission of a step in the schema `root`, or in what that refers to. Lives as long as the
   engine. */
struct omission *omission_of(struct witness *witness, const struct program *root,
                             const struct program *program, const struct instruction *step);
/* Can the step be come to from the block or step `at`? Where it cannot, leaving it out says
   nothing. */
bool omission_matters(struct omission *omission, const struct program *program,
                      const struct instruction *at);
/* Does every way from the root to the step go through the block? */
bool omission_is_within(struct witness *witness, const struct program *root,
                        const struct omission *omission, const struct program *program,
                        const struct instruction *block);
/* Does a value that `at`, a step, accepts in whole always fit what is left of its blocks? Not where
   below it something turns more into less: `not`, a condition, `oneOf`. */
bool omission_widens(struct omission *omission, const struct program *program,
                     const struct instruction *at);
/* Frees what the arena does not own. */
void omissions_release(struct witness *witness);

#endif
