/* Findings about the run as a whole: what was asked of it and is not met. Those of coverage are
   observe/measure.h's. */
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
/* Entries that are gone or have expired, once they were compared with the run, and their numbers. A
   part of a run has none: what it did not find may yet be. */
void gate_baseline(const struct gates *gates, const struct baseline *baseline,
                   const struct baseline_question *question, struct baseline_tally *tally);
/* Ignores whose date has passed. */
void gate_expired_ignores(const struct gates *gates);

#endif
