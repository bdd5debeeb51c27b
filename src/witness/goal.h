/* A goal: what is asked of one value, all of it together. Private to witness/.

   Goals are interned, and remember the values that were found and whether there are more. So the
   same question is answered once, wherever in a schema it comes up. */
#ifndef OASDRIFT_WITNESS_GOAL_H
#define OASDRIFT_WITNESS_GOAL_H

#include "base/strbuf.h"
#include "witness/literal.h"
#include "witness/witness.h"

enum outcome {
    OUTCOME_VALUE,
    OUTCOME_NONE,
    OUTCOME_UNDECIDED /* witness->reason tells why */
};

struct goal;

/* What witness_find is asked. */
struct witness_question {
    struct goal *goal;
    /* Where that has no more values, or is not decided: */
    struct goal *const *proofs; /* where one of these has no value there are no more */
    size_t proof_count;
    struct goal *otherwise; /* has all values there are; NULL */
};
/* The goal and nothing else. */
struct witness_question *question_of(struct witness *witness, struct goal *goal);

/* Literals need no order and may stand twice; none may be NULL. */
struct goal *goal_of(struct witness *witness, const struct literal *const *literals, size_t count);
/* What it asks for, in the order of their numbers. */
const struct literal *const *goal_literals(const struct goal *goal, size_t *count);
/* The same goal and one thing more. */
struct goal *goal_with(struct witness *witness, struct goal *goal, const struct literal *literal);

/* The n-th value, from 0; no value comes twice. OUTCOME_NONE: there are n values or fewer. A goal
   that is being solved further out and is met again on the way down has no value yet: the least
   depth at which a value exists decides (a schema that always needs itself is empty). */
enum outcome goal_nth(struct witness *witness, struct goal *goal, uint64_t n,
                      const struct node **value);
static inline enum outcome goal_first(struct witness *witness, struct goal *goal,
                                      const struct node **value)
{
    return goal_nth(witness, goal, 0, value);
}
/* The values that are known: how many; is it one? */
uint64_t goal_count(const struct goal *goal);
bool goal_has(const struct goal *goal, const struct node *value);
/* Is every literal true of the value? */
enum schema_verdict goal_decide(struct witness *witness, const struct goal *goal,
                                const struct node *value);

/* Frees what the arena does not own. */
void goal_release(struct goal *goal);

/* Notes why something is undecided (the first reason of a search stays), and returns
   OUTCOME_UNDECIDED. */
enum outcome undecided(struct witness *witness, enum witness_reason reason);
/* Counts steps of the search; false when they ran out (undecided, STEPS or MEMORY). */
bool witness_spend(struct witness *witness, uint64_t steps);
/* A JSON text as a node that lives as long as the engine. The text is right by construction. */
const struct node *witness_node(struct witness *witness, struct str text);
/* The same in another arena. */
const struct node *witness_node_in(struct arena *arena, struct str text);
struct arena *witness_arena(struct witness *witness);
const struct witness_settings *witness_settings_of(const struct witness *witness);

#endif
