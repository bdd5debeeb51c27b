/* Which patterns of a set a text starts with. Private to redact/. */
#ifndef OASDRIFT_REDACT_SECRET_INDEX_H
#define OASDRIFT_REDACT_SECRET_INDEX_H

#include "redact/known_secrets.h"

enum { SECRET_START_BYTES = 4 /* of a pattern, by which most places of a text are passed over */ };

/* Takes in what was added since. */
void secret_index_update(struct known_secrets *known);
void secret_index_forget(struct known_secrets *known);
/* The longest pattern of the level that the text starts with, as a rank + 1; 0: it starts with
 * none.
 */
uint32_t secret_index_longest(struct known_secrets *known, const struct secret_level *level,
                              struct str text);

/* The number of the bit of these SECRET_START_BYTES bytes. */
static inline size_t secret_start_bit(const struct known_secrets *known, const char *folded)
{
    uint32_t start;

    memcpy(&start, folded, SECRET_START_BYTES);
    return (start * 0x9e3779b1u) >> known->start_shift; /* Knuth's multiplicative hashing */
}

/* May a pattern start with these SECRET_START_BYTES bytes? */
static inline bool secret_index_has_start(const struct known_secrets *known, const char *folded)
{
    size_t bit = secret_start_bit(known, folded);

    return known->starts[bit / 64] >> (bit % 64) & 1;
}

#endif
