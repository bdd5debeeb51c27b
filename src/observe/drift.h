/* Drift that shows only in many exchanges together: what the description offers and never came,
   what is optional and always came. It is computed from counts, so that the union of shards gives
   what the whole recording gives. */
#ifndef OASDRIFT_OBSERVE_DRIFT_H
#define OASDRIFT_OBSERVE_DRIFT_H

#include "event/event.h"
#include "rules/settle.h"

enum {
    DRIFT_LEAST_OBSERVATIONS = 30, /* --drift-after */
    DRIFT_MAP_LEAST_NAMES = 10 /* different undocumented properties before it looks like a map */
};

/* --drift-after N, or what is in force without it (0). */
uint64_t drift_least(uint64_t asked);

struct drift_settings {
    uint64_t least;                /* observations; 0: DRIFT_LEAST_OBSERVATIONS */
    const struct settler *settler; /* whose fingerprints name files alone */
    bool sealed;                   /* the names are, as those of event files: they get no marks */
};

/* Adds the findings of rules drift.*. Each tells its number of observations. A thing that was seen
   in none of N comes, at 95 % confidence, in fewer than 3 of N (the rule of three). */
void drift_find(const struct event_coverage *coverage, const struct drift_settings *settings,
                struct findings *findings);

#endif
