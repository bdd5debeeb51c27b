/* Private to run/: what merge_gather.c gathers and merge.c sums up. */
#ifndef OASDRIFT_RUN_MERGE_STATE_H
#define OASDRIFT_RUN_MERGE_STATE_H

#include "base/vec.h"
#include "observe/coverage_union.h"
#include "run/merge.h"
#include "run/merge_part.h"

struct merge {
    struct merge_settings settings;
    struct arena arena;
    VEC(struct merge_part *) parts;      /* finished */
    VEC(struct merge_part *) unfinished; /* or without anything */
    VEC(struct str) repeated;            /* what to say of parts that came again */
    bool resolved;
    struct findings *findings;
    struct coverage_union *coverage;
    VEC(struct event_source) sources;
    VEC(struct event_exchange) exchanges;
    VEC(struct diagnostic) diagnostics; /* texts are the parts' */
};

/* Drops what another part stands for and puts the rest in order, once. */
void merge_resolve(struct merge *merge);
/* A diagnostic for every shard that is not there, did not finish or was interrupted. */
void merge_note_missing(struct merge *merge);

#endif
