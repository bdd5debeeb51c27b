/* What automata cost that are explored on demand, counted by all of them together and bounded by
   who asks. */
#ifndef OASDRIFT_PATTERN_METER_H
#define OASDRIFT_PATTERN_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Past a limit nothing new is explored: the answer is that a limit was met. Once the limit is
   raised the same question goes on where it stood. */
struct meter {
    uint64_t work, work_limit; /* threads, transitions and characters looked at */
    size_t bytes, bytes_limit; /* that are kept */
};

static inline bool meter_is_spent(const struct meter *meter)
{
    return meter->work >= meter->work_limit || meter->bytes >= meter->bytes_limit;
}

/* What keeps `counted` bytes, as was counted last, keeps `size` now. */
static inline void meter_recount(struct meter *meter, size_t *counted, size_t size)
{
    meter->bytes += size - *counted;
    *counted = size;
}

#endif
