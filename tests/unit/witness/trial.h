/* A question that the witness engine is asked, and whether its answers can be right: values are
   given to the evaluator, and what is told to have none, or no more, is looked for among the values
   of a universe. A trial that goes wrong is reduced to a small one that goes wrong in the same way.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "witness/witness.h"

enum { TRIAL_VALUES = 12, TRIAL_DETAIL_BYTES = 512 };

enum trial_way {
    TRIAL_IN,    /* in the first schema */
    TRIAL_OUT,   /* not in it */
    TRIAL_BOTH,  /* in both */
    TRIAL_APART, /* in the first and not in the other */
    TRIAL_WAYS
};

struct trial {
    enum schema_dialect dialect;
    enum trial_way way;
    struct witness_settings settings;
    struct str schemas[2]; /* JSON texts; the other is asked by two ways only */
};

enum trial_fault {
    TRIAL_RIGHT,
    TRIAL_NO_SCHEMA,  /* it does not compile: no trial */
    TRIAL_WRONG_NONE, /* "none", and here is one */
    TRIAL_MISSED,     /* "no more", and here is one more */
    TRIAL_INVALID,    /* a value that is not in the set, */
    TRIAL_UNSURE,     /* or that the evaluator cannot judge */
    TRIAL_TWICE,      /* a value that came before */
    TRIAL_DISAGREES,  /* the engine says that it is at fault */
    TRIAL_FAULTS
};
const char *trial_fault_name(enum trial_fault fault);

struct trial_result {
    enum trial_fault fault;
    enum witness_answer answer;      /* for the first value */
    enum witness_reason reason;      /* why that is undecided */
    unsigned values;                 /* found */
    double microseconds;             /* until the first answer */
    char detail[TRIAL_DETAIL_BYTES]; /* the value that shows the fault */
};

/* `values`: an array, the universe. */
void trial_run(const struct trial *trial, const struct node *values, struct trial_result *result);
/* Makes its schemas smaller as long as the fault stays what it is; they lie in the arena then.
 *result is that of the reduced one. */
void trial_reduce(struct arena *arena, struct trial *trial, const struct node *values,
                  struct trial_result *result);
/* What is asked, in one line: dialect, way, schemas. */
struct str trial_text(struct arena *arena, const struct trial *trial);

#endif
