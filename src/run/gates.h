/* Gates: findings about the run as a whole, when it does not meet what was demanded.
   observe/measure.h has those of coverage. */
#ifndef OASDRIFT_RUN_GATES_H
#define OASDRIFT_RUN_GATES_H

#include "baseline/baseline.h"
#include "rules/settle.h"

struct gates {
    const struct settler *settler;
    struct str description;    /* file of the first description; may be absent */
    struct findings *findings; /* gates are added to it */
};

void gate_not_checked(const struct gates *gates, struct str message);
/* Adds a gate for each entry that is gone or has expired, and counts them; call it after
   baseline_compare. A part of a run has none: another part may find what it did not. */
void gate_baseline(const struct gates *gates, const struct baseline *baseline,
                   const struct baseline_question *question, struct baseline_tally *tally);
/* Adds a gate for each ignore whose date has passed. */
void gate_expired_ignores(const struct gates *gates);

#endif
