/* The instructions of a schema one by one: values that break just one of them, and values at its
   boundary. Each question is put to witness_find. */
#ifndef OASDRIFT_WITNESS_TARGETS_H
#define OASDRIFT_WITNESS_TARGETS_H

#include "witness/witness.h"

/* Limits. */
enum {
    TARGETS_MAX = 20 * 1000, /* of one schema; *cut tells that there are more */
    TARGETS_MAX_DEPTH = 64   /* blocks inside each other on the way to one */
};

/* An instruction as it is reached on one way; a schema that is referred to is gone into once on
   each way. */
struct witness_target {
    struct program_step step; /* its keyword and place tell which it is */
    struct str path;       /* where in the value: a JSON Pointer; "*" for a member or item that may
                              be any. In the engine's arena */
    const struct aim *aim; /* private */
};

/* All of the block that can fail, each once, the nearest first. The list lives as long as the
   engine. What lies in `not`, in conditions, and in what `contains` and `propertyNames` apply is no
   target of its own: the keyword around it is. */
const struct witness_target *witness_targets(struct witness *witness, struct program_block block,
                                             size_t *count, bool *cut);

/* A fault: a value that the schema refuses, and would accept if the target were not there. The
   evaluator certifies both (certificate.c). So nothing else is wrong with it: where the target lies
   in a branch of anyOf or oneOf, that branch would fit, and no other one does. Values that show the
   target once come first; where there is none, the target may fail at several members or items.
   WITNESS_NONE: proved, there is no such value. What the target refuses other keywords refuse as
   well, or another branch accepts it. */
const struct witness_question *witness_ask_fault(struct witness *witness,
                                                 struct program_block block,
                                                 const struct witness_target *target);
/* Of a fault: does the evaluator tell of the target, and nothing else, when it judges the whole
   schema? Of a value that fits no branch it explains only one, the nearest; that may be another one
   than the target's. Values of which it tells the target come first, where there are some among the
   first few. */
bool witness_fault_is_explained(struct witness *witness, struct program_block block,
                                const struct witness_target *target, const struct node *value);

/* A value at a boundary of the target. */
struct witness_boundary {
    const struct witness_question *question;
    bool beyond;         /* it fails at the target, and nowhere else; else it is valid */
    const char *what;    /* "minimum", "one below", "each branch", ... for people */
    const char *keyword; /* what it is beyond, where that is a part of the target: "maxContains";
                            NULL */
};
/* The index-th of the target, from 0: at a bound and one step beyond it, each length, each value of
   an enum, each type, each branch, each required property absent. false: it has no more. Where the
   path has a "*", WITNESS_NONE is about the first item, or the one name, that was tried. */
bool witness_ask_boundary(struct witness *witness, struct program_block block,
                          const struct witness_target *target, size_t index,
                          struct witness_boundary *boundary);

#endif
