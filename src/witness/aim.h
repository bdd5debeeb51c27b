/* An instruction of a schema as a target: values that keep all of a schema but that one
   instruction, or that come to the instruction with a given value. Private to witness/; targets.h
   offers it.

   An aim is a path, step by step, from a block to the target. LITERAL_AIM of a block and an aim is
   true of a value that keeps all other instructions of the block, and through the step that the aim
   names leads on to the target. */
#ifndef OASDRIFT_WITNESS_AIM_H
#define OASDRIFT_WITNESS_AIM_H

#include "witness/search.h"
#include "witness/targets.h"

struct aim {
    const struct instruction *home; /* the block */
    const struct program *home_program;
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
    struct omission *omission; /* of the target */
    const struct instruction
        *choice; /* the first anyOf or oneOf that it goes through from here on; NULL */
    const struct program *choice_program;
};

/* The aim from a block, as a literal, and as a goal by itself. */
const struct literal *aim_literal(struct witness *witness, struct program_block block,
                                  const struct aim *aim);
struct goal *aim_goal(struct witness *witness, struct program_block block, const struct aim *aim);
/* What follows from a LITERAL_AIM; as search_expand. */
bool aim_expand(struct search *search, const struct entry *entry);
/* Does the evaluator certify the fault (certificate.c), or, where the aim breaks nothing, find that
   the block holds? */
enum schema_verdict aim_decide(struct witness *witness, const struct literal *literal,
                               const struct node *value);
/* Of a value for which aim_decide says SCHEMA_VALID: does the evaluator, which explains of anyOf
   and oneOf one branch, explain the one that the aim goes through? */
bool aim_is_explained(struct witness *witness, const struct literal *literal,
                      const struct node *value);
/* Does the aim go through a branch of anyOf or oneOf that is applied to the value itself, not to a
   member or an item? */
bool aim_chooses(const struct aim *aim);

#endif
