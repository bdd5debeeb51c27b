#include "base/byte_span.h"

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

void byte_set_add(struct byte_set *set, uint32_t first, uint32_t last)
{
    for (uint32_t byte = first; byte <= last; byte++) {
        set->words[byte >> 6] |= UINT64_C(1) << (byte & 63);
        set->rows[byte & 15] |= (uint8_t)(1u << (byte >> 4));
    }
}

bool byte_sets_meet(const struct byte_set *a, const struct byte_set *b)
{
    return (a->words[0] & b->words[0]) | (a->words[1] & b->words[1]) || (a->wide && b->wide);
}

#if defined(__x86_64__)
#define SSSE3 __attribute__((target("ssse3")))

/* A bit for each of sixteen bytes that is not in the set: its low half picks a row, its high half a
   bit of it. */
SSSE3 static inline unsigned strangers(const struct byte_set *set, const char *text)
{
    const __m128i bits = _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m128i half = _mm_set1_epi8(0x0f);
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i rows = _mm_loadu_si128((const __m128i *)(const void *)set->rows);
    __m128i row = _mm_shuffle_epi8(rows, _mm_and_si128(bytes, half));
    __m128i bit = _mm_shuffle_epi8(bits, _mm_and_si128(_mm_srli_epi16(bytes, 4), half));
    __m128i missing = _mm_cmpeq_epi8(_mm_and_si128(row, bit), _mm_setzero_si128());
    unsigned mask = (unsigned)_mm_movemask_epi8(missing);

    return set->wide ? mask & ~(unsigned)_mm_movemask_epi8(bytes) : mask;
}

/* The last block overlaps the one before it, so that no byte beyond `to` is read. */
SSSE3 static size_t span_of_blocks(const struct byte_set *set, const char *text, size_t from,
                                   size_t to)
{
    size_t at = from;
    unsigned mask;

    for (; to - at >= BYTE_SPAN_BLOCK; at += BYTE_SPAN_BLOCK) {
        mask = strangers(set, text + at);
        if (mask)
            return at - from + (unsigned)__builtin_ctz(mask);
    }
    if (at == to)
        return to - from;
    mask = strangers(set, text + to - BYTE_SPAN_BLOCK) >> (BYTE_SPAN_BLOCK - (to - at));
    return mask ? at - from + (unsigned)__builtin_ctz(mask) : to - from;
}

/* All blocks are looked at, and one answer is waited for. */
SSSE3 static bool covers_blocks(const struct byte_set *set, const char *text, size_t from,
                                size_t to)
{
    size_t at = from;
    unsigned mask = 0;

    for (; to - at >= BYTE_SPAN_BLOCK; at += BYTE_SPAN_BLOCK)
        mask |= strangers(set, text + at);
    if (at < to)
        mask |= strangers(set, text + to - BYTE_SPAN_BLOCK) >> (BYTE_SPAN_BLOCK - (to - at));
    return mask == 0;
}
#endif

bool byte_set_covers_blocks(const struct byte_set *set, const char *text, size_t from, size_t to)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("ssse3"))
        return covers_blocks(set, text, from, to);
#endif
    while (from < to && byte_set_has(set, (unsigned char)text[from]))
        from++;
    return from == to;
}

size_t byte_span_of_blocks(const struct byte_set *set, const char *text, size_t from, size_t to)
{
    size_t at = from;

#if defined(__x86_64__)
    if (__builtin_cpu_supports("ssse3"))
        return span_of_blocks(set, text, from, to);
#endif
    while (at < to && byte_set_has(set, (unsigned char)text[at]))
        at++;
    return at - from;
}
