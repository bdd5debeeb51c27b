/* Faults of a schema, shown right or wrong: a value that breaks just one keyword is refused by the
   schema and accepted by the same schema without it; and where there is said to be none, none is
   found in a universe. The schema has no references and no unevaluated keywords. */
#ifndef FAULT_TRIAL_H
#define FAULT_TRIAL_H

#include "witness/targets.h"

struct fault_tally {
    unsigned targets, values, none, undecided;
};

/* false: the text is no schema, or has what a trial cannot tell of. *wrong is what goes wrong, a
   line in the arena; STR_NONE: nothing. */
bool fault_trial(struct arena *arena, enum schema_dialect dialect, struct str schema,
                 const struct node *values, struct fault_tally *tally, struct str *wrong);

#endif
