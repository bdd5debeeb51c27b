/* How far bytes of one set reach: sixteen at a time where the processor has SSSE3. */
#ifndef OASDRIFT_SCHEMA_BYTE_SPAN_H
#define OASDRIFT_SCHEMA_BYTE_SPAN_H

#include "base/str.h"

enum { BYTE_SPAN_BLOCK = 16 };

struct byte_set {
    uint64_t words[2]; /* ASCII */
    bool wide;         /* and every byte above it */
    /* rows[low half of a byte]: a bit for each high half (below 8) that makes it a member. */
    uint8_t rows[BYTE_SPAN_BLOCK];
};

static inline bool byte_set_has(const struct byte_set *set, unsigned char byte)
{
    return byte < 0x80 ? set->words[byte >> 6] >> (byte & 63) & 1 : set->wide;
}

/* ASCII only. */
void byte_set_add(struct byte_set *set, uint32_t first, uint32_t last);
bool byte_sets_meet(const struct byte_set *a, const struct byte_set *b);

size_t byte_span_of_blocks(const struct byte_set *set, const char *text, size_t from, size_t to);

/* The bytes of text[from, to) before the first one that is not in the set. */
static inline size_t byte_span(const struct byte_set *set, const char *text, size_t from, size_t to)
{
    size_t at = from;

    if (to - from >= BYTE_SPAN_BLOCK)
        return byte_span_of_blocks(set, text, from, to);
    while (at < to && byte_set_has(set, (unsigned char)text[at]))
        at++;
    return at - from;
}

#endif
