/* Equality of short texts of one length, in one or two comparisons of words: keys and tags have
   mostly 4 to 16 bytes, where a call of memcmp costs more than the comparison. */
#ifndef OASDRIFT_SCHEMA_SHORT_TEXT_H
#define OASDRIFT_SCHEMA_SHORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline bool short_text_equal(const char *a, const char *b, size_t length)
{
    uint64_t a8, b8, a8_last, b8_last;
    uint32_t a4, b4, a4_last, b4_last;

    if (length > 16)
        return memcmp(a, b, length) == 0;
    if (length >= sizeof a8) {
        memcpy(&a8, a, sizeof a8);
        memcpy(&b8, b, sizeof b8);
        memcpy(&a8_last, a + length - sizeof a8, sizeof a8);
        memcpy(&b8_last, b + length - sizeof b8, sizeof b8);
        return ((a8 ^ b8) | (a8_last ^ b8_last)) == 0;
    }
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
