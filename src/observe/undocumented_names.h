/* Names of properties that no schema describes, with how often they came. Of many, those with the
   lowest hashes stay: a name that is pushed out never comes back, so the counts of those that stay
   are exact, and sets united in any order come to the same. */
#ifndef OASDRIFT_OBSERVE_UNDOCUMENTED_NAMES_H
#define OASDRIFT_OBSERVE_UNDOCUMENTED_NAMES_H

#include "base/arena.h"
#include "event/event.h"

struct undocumented_names {
    struct coverage_undocumented
        *items; /* COVERAGE_MAX_UNDOCUMENTED places, by hash; NULL: none yet */
    uint64_t *hashes;
    size_t count;
    bool left_out; /* there were more */
};

/* Adds what `undocumented` tells; its name is copied when it stays. */
void undocumented_names_add(struct undocumented_names *names, struct arena *arena,
                            const struct coverage_undocumented *undocumented);

#endif
