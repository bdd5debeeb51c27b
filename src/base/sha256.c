#include "base/sha256.h"

#if defined(__x86_64__) && !defined(SHA256_PORTABLE)
#include <cpuid.h>
#include <immintrin.h>
#endif

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void sha256_init(struct sha256 *hash)
{
    *hash = (struct sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                      0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

static uint32_t rotate(uint32_t x, unsigned bits)
{
    return x >> bits | x << (32 - bits);
}

static void schedule(const unsigned char *block, uint32_t w[64])
{
    for (size_t i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = 16; i < 64; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;

        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
}

/* One round. The eight working variables are passed in another order instead of being moved. */
static inline void turn(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f,
                        uint32_t g, uint32_t *h, uint32_t addend)
{
    uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t t1 = *h + s1 + ((e & f) ^ (~e & g)) + addend;

    *d += t1;
    *h = t1 + s0 + ((a & b) ^ (a & c) ^ (b & c));
}

static void add_block(uint32_t state[static 8], const unsigned char *block)
{
    uint32_t w[64];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

    schedule(block, w);
    for (size_t i = 0; i < 64; i++)
        w[i] += round_constants[i];
    for (size_t i = 0; i < 64; i += 8) {
        turn(a, b, c, &d, e, f, g, &h, w[i]);
        turn(h, a, b, &c, d, e, f, &g, w[i + 1]);
        turn(g, h, a, &b, c, d, e, &f, w[i + 2]);
        turn(f, g, h, &a, b, c, d, &e, w[i + 3]);
        turn(e, f, g, &h, a, b, c, &d, w[i + 4]);
        turn(d, e, f, &g, h, a, b, &c, w[i + 5]);
        turn(c, d, e, &f, g, h, a, &b, w[i + 6]);
        turn(b, c, d, &e, f, g, h, &a, w[i + 7]);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

#if defined(__x86_64__) && !defined(SHA256_PORTABLE)

/* The processor's own instructions are seven times as fast, which matters because a description of
   13 MB is digested in each run. */
static bool has_instructions(void)
{
    enum { SSE41 = 1u << 19, SHA = 1u << 29 };
    static _Atomic signed char answer = -1; /* asking costs an exit under virtualisation */
    unsigned a, b, c, d;

    if (answer < 0)
        answer = __get_cpuid(1, &a, &b, &c, &d) && (c & SSE41) &&
                 __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & SHA);
    return answer;
}

__attribute__((target("sha,sse4.1"))) static void
add_blocks_by_instruction(uint32_t state[static 8], const unsigned char *block, size_t count)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    /* The instructions hold the variables as ABEF and CDGH. */
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xb1);
    __m128i high =
        _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1b);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xf0);

    for (; count; count--, block += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];

#pragma GCC unroll 16
        for (size_t i = 0; i < 16; i++) {
            __m128i *now = &w[i % 4], last = w[(i + 3) % 4], sum;

            if (i < 4)
                *now = _mm_shuffle_epi8(
                    _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)), big_endian);
            else
                *now =
                    _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(*now, w[(i + 1) % 4]),
                                                       _mm_alignr_epi8(last, w[(i + 2) % 4], 4)),
                                         last);
            sum = _mm_add_epi32(
                *now, _mm_loadu_si128((const __m128i *)(const void *)(round_constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1b);
    high = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(low, high, 0xf0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

#endif

static void add_blocks(uint32_t state[static 8], const unsigned char *block, size_t count)
{
#if defined(__x86_64__) && !defined(SHA256_PORTABLE)
    if (count && has_instructions()) {
        add_blocks_by_instruction(state, block, count);
        return;
    }
#endif
    for (; count; count--, block += 64)
        add_block(state, block);
}

void sha256_add(struct sha256 *hash, struct str text)
{
    size_t used = hash->length % sizeof hash->block;
    size_t whole;

    if (text.length == 0)
        return;
    hash->length += text.length;
    if (used) {
        size_t room = sizeof hash->block - used;
        size_t part = text.length < room ? text.length : room;

        memcpy(hash->block + used, text.text, part);
        text = str_slice(text, part, SIZE_MAX);
        if (part < room)
            return;
        add_blocks(hash->state, hash->block, 1);
    }
    whole = text.length / sizeof hash->block;
    add_blocks(hash->state, (const unsigned char *)text.text, whole);
    text = str_slice(text, whole * sizeof hash->block, SIZE_MAX);
    if (text.length)
        memcpy(hash->block, text.text, text.length);
}

/* Adds the padding and the length (5.1.1). */
static void finish(struct sha256 *hash)
{
    static const char padding[sizeof hash->block] = "\x80"; /* and zeros */
    size_t used = hash->length % sizeof hash->block;
    uint64_t bits = hash->length * 8;
    unsigned char length[8];

    for (size_t i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    sha256_add(hash, (struct str){padding, (used < 56 ? 56 : 120) - used});
    sha256_add(hash, (struct str){(const char *)length, sizeof length});
}

void sha256_bytes(struct sha256 *hash, unsigned char bytes[static SHA256_BYTES])
{
    finish(hash);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        bytes[i] = (unsigned char)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256_hex(struct sha256 *hash, char hex[static SHA256_HEX_LENGTH + 1])
{
    finish(hash);
    for (size_t i = 0; i < SHA256_HEX_LENGTH; i++)
        hex[i] = "0123456789abcdef"[hash->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    hex[SHA256_HEX_LENGTH] = '\0';
}
