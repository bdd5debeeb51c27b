/* What merge_gather.c gathers and merge.c sums up. Private to run/. */
#ifndef OASDRIFT_RUN_MERGE_STATE_H
#define OASDRIFT_RUN_MERGE_STATE_H

#include "base/vec.h"
#include "observe/coverage_union.h"
#include "run/merge.h"
#include "run/merge_part.h"
#include "run/source_counts.h"

struct merge {
    struct merge_settings settings;
    struct arena arena;
    VEC(struct merge_part *) parts;      /* finished */
    VEC(struct merge_part *) unfinished; /* or without anything */
    VEC(struct str) repeated;            /* what to say of parts that came again */
    bool resolved;
    size_t stood_for; /* the number of shards that a whole run stands for; 0: it stands for none */
    struct findings *findings;
    struct coverage_union *coverage;
    struct source_counts sources;
    VEC(struct withheld_left) withheld; /* owned; sources are the parts' */
    VEC(struct event_exchange) exchanges;
    VEC(struct diagnostic) diagnostics; /* texts are the parts' */
    struct secret_digests secrets;      /* of all parts */
};

/* Drops shards that a whole run stands for, and puts the rest in order. Further calls do nothing.
 */
void merge_resolve(struct merge *merge);
/* Gives the findings of the parts the severities and ignores of settings.rules, where these are not
   those that the parts were judged by. false and err: that cannot be told from events. */
bool merge_grade(struct merge *merge, struct error *err);
/* The number of parts that there must be; 0: any. */
size_t merge_needs(const struct merge *merge);
/* false and err: the parts are not those that settings.expected tells: of another number of shards,
   or more. */
bool merge_is_as_expected(struct merge *merge, struct error *err);
/* Adds a diagnostic for every shard that is missing, did not finish or was interrupted, and for
   whole runs that are expected. false: there is one, and it was expected. */
bool merge_note_missing(struct merge *merge);

/* Takes out of all that was gathered what one part knows for a secret and another shows, and keeps
   what the parts know in `secrets`. The coverage is the given one, or a copy in the arena.
   Fingerprints stay. */
const struct event_coverage *merge_hide_secrets(struct merge *merge,
                                                const struct event_coverage *coverage);

#endif
