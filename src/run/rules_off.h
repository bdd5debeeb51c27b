/* What coverage tells of rules that are off. Private to run/. */
#ifndef OASDRIFT_RUN_RULES_OFF_H
#define OASDRIFT_RUN_RULES_OFF_H

#include "event/event.h"
#include "rules/rule_set.h"

/* A copy in the arena that has, of each operation and status, the rules that are off there; the
   coverage itself where the rules are the same everywhere. NULL has none. */
const struct event_coverage *coverage_with_rules_off(struct arena *arena,
                                                     const struct event_coverage *coverage,
                                                     const struct rules *rules);

#endif
