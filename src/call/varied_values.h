/* The values of a schema in an order that shows much of it early: its branches take turns, and a
   seed begins further on. Each value comes once, and in the end all there are. */
#ifndef OASDRIFT_CALL_VARIED_VALUES_H
#define OASDRIFT_CALL_VARIED_VALUES_H

#include "base/vec.h"
#include "call/printed_values.h"
#include "witness/witness.h"

/* The values of one question, from the start-th on; those before it come last. */
struct value_turn {
    const struct witness_question *question;
    uint64_t start, next, total;
    bool is_counted;            /* total is known */
    enum witness_answer answer; /* once there are no more: WITNESS_NONE or _UNDECIDED */
    enum witness_reason reason;
    bool ended;
};

struct varied_values {
    struct witness *witness;
    VEC(struct value_turn) turns;
    size_t at;       /* whose turn it is */
    bool with_first; /* the first value of all comes before the turns */
    bool may_repeat; /* two turns may have the same value */
    const struct witness_question *whole;
    const struct node *first; /* of the whole */
    struct printed_values known;
};

/* Of the block, in the order that the seed makes; 0: the simplest first. */
void varied_values_init(struct varied_values *varied, struct witness *witness,
                        struct program_block block, uint64_t seed);
void varied_values_release(struct varied_values *varied);
/* The next value, which lives as long as the engine. WITNESS_NONE: that was all. */
enum witness_answer varied_values_next(struct varied_values *varied, const struct node **value,
                                       enum witness_reason *reason);

#endif
