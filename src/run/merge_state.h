/* What merge_gather.c gathers, merge_sum.c sums up and merge.c tells. Private to run/. */
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
    struct str differing; /* the first part that was given another input; STR_NONE: none was */
    size_t stood_for; /* the number of shards that a whole run stands for; 0: it stands for none */
    struct findings *findings;
    struct coverage_union *coverage;
    struct source_counts sources;
    struct map foreign;                 /* names of what a part says is no recording */
    VEC(struct withheld_left) withheld; /* owned; sources are the parts' */
    VEC(struct event_exchange) exchanges;
    VEC(struct diagnostic) diagnostics; /* texts are the parts' */
    struct secret_digests secrets;      /* of all parts */
    const bool *rules_off;              /* as of the start of the whole */
};

/* Drops shards that a whole run stands for, and puts the rest in order. Further calls do nothing.
 */
void merge_resolve(struct merge *merge);
/* Gives the findings of the parts the severities and ignores of settings.rules, where these are not
   those that the parts were judged by. false and err: that cannot be told from events. */
bool merge_grade(struct merge *merge, struct error *err);
/* merge_sum.c: adds what the parts hold to the merge, and their counts to the end. false and err:
   their coverage does not fit together. */
bool merge_add_parts(struct merge *merge, struct event_end *end, struct error *err);
/* Of all of them: operations, what had no success in any, assertions and sources. */
void merge_sum_up(struct merge *merge, const struct event_coverage *coverage,
                  struct event_end *end);
/* The number of parts that there must be; 0: any. */
size_t merge_needs(const struct merge *merge);
/* false and err: the parts are not those that settings.expected tells: of another number of shards,
   or more. */
bool merge_is_as_expected(struct merge *merge, struct error *err);
/* Adds a diagnostic for every shard that is missing, did not finish or was interrupted, and for
   whole runs that are expected. false: there is one, and it was expected. */
bool merge_note_missing(struct merge *merge);

/* Adds a diagnostic for every shard that was given another input than those before it. false and
   err: one has divided it in another way. */
bool merge_compare_inputs(struct merge *merge, struct error *err);
/* What tells that shards were divided in different ways, before their recordings are looked at;
   NULL: nothing does. */
const char *merge_division_differs(const struct merge_part *a, const struct merge_part *b);

/* Takes out of all that was gathered what one part knows for a secret and another shows, and keeps
   what the parts know in `secrets`. The coverage is the given one, or a copy in the arena.
   folder: of the description, for fingerprints. */
const struct event_coverage *merge_hide_secrets(struct merge *merge, struct str folder,
                                                const struct event_coverage *coverage);

#endif
