/* An instruction of a schema as a target: values that keep all of a schema but that one
   instruction, or that come to the instruction with a given value. Private to witness/; targets.h
   offers it.

   An aim is a path, step by step, from a block to the target. LITERAL_AIM of a block and an aim is
   true of a value that keeps all other instructions of the block, and through the step that the aim
   names leads on to the target. */
#ifndef OASDRIFT_WITNESS_AIM_H
#define OASDRIFT_WITNESS_AIM_H

#include "witness/search.h"

struct aim {
    const struct instruction *step;  /* in the block */
    const struct instruction *block; /* in the step, which the path goes into; NULL: the step is the
                                        target */
    const struct aim *next;          /* from there; NULL */
    /* Of the target. */
    bool breaks;                  /* it does not hold */
    const struct literal *wanted; /* what else is true of the value there; NULL: nothing */
    const struct literal *also;   /* and what else; NULL */
    /* Of the path. */
    const struct instruction *target;
    const struct program *target_program;
    const struct instruction
        *choice; /* the first anyOf or oneOf that it goes through from here on; NULL */
    const struct program *choice_program;
};

/* What follows from a LITERAL_AIM; as search_expand. */
bool aim_expand(struct search *search, const struct entry *entry);
/* Does the evaluator find just the target to fail, or nothing where the aim breaks nothing? */
enum schema_verdict aim_decide(struct witness *witness, const struct literal *literal,
                               const struct node *value);

#endif
