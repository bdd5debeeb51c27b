/* Excerpts of exchanges (struct excerpt), as they are made and cut to their limits. */
#ifndef OASDRIFT_FINDING_EXCERPT_H
#define OASDRIFT_FINDING_EXCERPT_H

#include "finding/finding.h"

/* The text's lines within the limits of excerpts: longer ones are cut, and of too many bytes those
   at the end go first, then those at the beginning, but never line `meant`. In the arena. Absent
   when the text is absent or empty. */
struct excerpt excerpt_fitted(struct arena *arena, struct str text, size_t meant);

#endif
