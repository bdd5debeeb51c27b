/* Durations as people write them, and the clock that measures them. */
#ifndef OASDRIFT_BASE_DURATION_H
#define OASDRIFT_BASE_DURATION_H

#include "base/str.h"

/* "500ms", "2s", "1m", "1.5" (seconds). false: it is none, rounds to none, or is more than 49 days,
   which 32 bits do not hold. */
bool duration_read_ms(struct str text, uint64_t *milliseconds);
/* Milliseconds since some moment that stays the same while the program runs. */
uint64_t duration_clock_ms(void);

#endif
