/* How far bytes of one set reach: sixteen at a time where the processor has SSSE3. */
#ifndef OASDRIFT_BASE_BYTE_SPAN_H
#define OASDRIFT_BASE_BYTE_SPAN_H

#include "base/str.h"

enum {
    BYTE_SPAN_BLOCK = 16,
    BYTE_SPAN_FEW = 4 /* fewer bytes are looked at one by one */
};

struct byte_set {
    uint64_t words[2]; /* ASCII */
    bool wide;         /* and every byte above it */
    /* rows[low half of a byte]: a bit for each high half (below 8) that makes it a member. */
    uint8_t rows[BYTE_SPAN_BLOCK];
};

/* One that is known when the program is built; in(c) is 1 for its members, which are ASCII. */
#define BYTE_SET_EIGHT(in, c)                                                                      \
    ((uint64_t)in(c) << (c) % 64 | (uint64_t)in((c) + 1) << ((c) + 1) % 64 |                       \
     (uint64_t)in((c) + 2) << ((c) + 2) % 64 | (uint64_t)in((c) + 3) << ((c) + 3) % 64 |           \
     (uint64_t)in((c) + 4) << ((c) + 4) % 64 | (uint64_t)in((c) + 5) << ((c) + 5) % 64 |           \
     (uint64_t)in((c) + 6) << ((c) + 6) % 64 | (uint64_t)in((c) + 7) << ((c) + 7) % 64)
#define BYTE_SET_WORD(in, c)                                                                       \
    (BYTE_SET_EIGHT(in, c) | BYTE_SET_EIGHT(in, (c) + 8) | BYTE_SET_EIGHT(in, (c) + 16) |          \
     BYTE_SET_EIGHT(in, (c) + 24) | BYTE_SET_EIGHT(in, (c) + 32) | BYTE_SET_EIGHT(in, (c) + 40) |  \
     BYTE_SET_EIGHT(in, (c) + 48) | BYTE_SET_EIGHT(in, (c) + 56))
#define BYTE_SET_ROW(in, c)                                                                        \
    (in(c) << 0 | in((c) + 16) << 1 | in((c) + 32) << 2 | in((c) + 48) << 3 | in((c) + 64) << 4 |  \
     in((c) + 80) << 5 | in((c) + 96) << 6 | in((c) + 112) << 7)
#define BYTE_SET(in)                                                                               \
    {                                                                                              \
        .words = {BYTE_SET_WORD(in, 0), BYTE_SET_WORD(in, 64)}, .rows = {                          \
            BYTE_SET_ROW(in, 0),                                                                   \
            BYTE_SET_ROW(in, 1),                                                                   \
            BYTE_SET_ROW(in, 2),                                                                   \
            BYTE_SET_ROW(in, 3),                                                                   \
            BYTE_SET_ROW(in, 4),                                                                   \
            BYTE_SET_ROW(in, 5),                                                                   \
            BYTE_SET_ROW(in, 6),                                                                   \
            BYTE_SET_ROW(in, 7),                                                                   \
            BYTE_SET_ROW(in, 8),                                                                   \
            BYTE_SET_ROW(in, 9),                                                                   \
            BYTE_SET_ROW(in, 10),                                                                  \
            BYTE_SET_ROW(in, 11),                                                                  \
            BYTE_SET_ROW(in, 12),                                                                  \
            BYTE_SET_ROW(in, 13),                                                                  \
            BYTE_SET_ROW(in, 14),                                                                  \
            BYTE_SET_ROW(in, 15)                                                                   \
        }                                                                                          \
    }

static inline bool byte_set_has(const struct byte_set *set, unsigned char byte)
{
    return byte < 0x80 ? set->words[byte >> 6] >> (byte & 63) & 1 : set->wide;
}

/* ASCII only. */
void byte_set_add(struct byte_set *set, uint32_t first, uint32_t last);
bool byte_sets_meet(const struct byte_set *a, const struct byte_set *b);

size_t byte_span_of_blocks(const struct byte_set *set, const char *text, size_t from, size_t to);

/* The bytes of text[from, to) before the first one that is not in the set. The last block begins
   before `from` where that is in the text. */
static inline size_t byte_span(const struct byte_set *set, const char *text, size_t from, size_t to)
{
    size_t at = from;

    if (to >= BYTE_SPAN_BLOCK && to - from >= BYTE_SPAN_FEW)
        return byte_span_of_blocks(set, text, from, to);
    while (at < to && byte_set_has(set, (unsigned char)text[at]))
        at++;
    return at - from;
}

bool byte_set_covers_blocks(const struct byte_set *set, const char *text, size_t from, size_t to);

/* Are all bytes of text[from, to) in the set? */
static inline bool byte_set_covers(const struct byte_set *set, const char *text, size_t from,
                                   size_t to)
{
    if (to >= BYTE_SPAN_BLOCK && to - from >= BYTE_SPAN_FEW)
        return byte_set_covers_blocks(set, text, from, to);
    while (from < to && byte_set_has(set, (unsigned char)text[from]))
        from++;
    return from == to;
}

#endif
