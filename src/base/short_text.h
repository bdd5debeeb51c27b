/* Equality of short texts of one length, in a few comparisons of words: keys and tags have mostly 4
   to 32 bytes, where a call of memcmp costs more than the comparison. */
#ifndef OASDRIFT_BASE_SHORT_TEXT_H
#define OASDRIFT_BASE_SHORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The bits in which eight bytes of each differ. */
static inline uint64_t short_text_difference(const char *a, const char *b)
{
    uint64_t a8, b8;

    memcpy(&a8, a, sizeof a8);
    memcpy(&b8, b, sizeof b8);
    return a8 ^ b8;
}

/* Of eight to sixteen bytes: the first and the last eight, which may overlap. */
static inline uint64_t short_text_differs(const char *a, const char *b, size_t length)
{
    return short_text_difference(a, b) | short_text_difference(a + length - 8, b + length - 8);
}

static inline bool short_text_equal(const char *a, const char *b, size_t length)
{
    uint32_t a4, b4, a4_last, b4_last;

    if (length > 16)
        return length > 32 ? memcmp(a, b, length) == 0
                           : (short_text_differs(a, b, 16) |
                              short_text_differs(a + length - 16, b + length - 16, 16)) == 0;
    if (length >= 8)
        return short_text_differs(a, b, length) == 0;
    if (length >= sizeof a4) {
        memcpy(&a4, a, sizeof a4);
        memcpy(&b4, b, sizeof b4);
        memcpy(&a4_last, a + length - sizeof a4, sizeof a4);
        memcpy(&b4_last, b + length - sizeof b4, sizeof b4);
        return ((a4 ^ b4) | (a4_last ^ b4_last)) == 0;
    }
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

#endif
