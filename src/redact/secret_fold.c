#include "redact/secret_fold.h"

enum { WORD = 8 };

static char fold(char c)
{
    return c == '+' ? ' ' : ascii_lower(c);
}

static uint64_t in_each_byte(unsigned value)
{
    return value * UINT64_C(0x0101010101010101);
}

/* The same of eight bytes. Sums of seven bits carry into the eighth, and no further. */
static uint64_t fold_word(uint64_t word)
{
    uint64_t low = word & in_each_byte(0x7f), ascii = ~word & in_each_byte(0x80);
    uint64_t from_a = low + in_each_byte(0x80 - 'A'), behind_z = low + in_each_byte(0x7f - 'Z');
    uint64_t no_plus = (low ^ in_each_byte('+')) + in_each_byte(0x7f);

    word |= (ascii & from_a & ~behind_z) >> 2; /* 0x80 to 0x20 */
    return word ^ ((ascii & ~no_plus) >> 7) * ('+' ^ ' ');
}

void secret_fold_into(char *bytes, struct str text)
{
    size_t at = 0;

    for (; text.length - at >= WORD; at += WORD) {
        uint64_t word;

        memcpy(&word, text.text + at, WORD);
        word = fold_word(word);
        memcpy(bytes + at, &word, WORD);
    }
    for (; at < text.length; at++)
        bytes[at] = fold(text.text[at]);
}

struct str secret_folded(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.length + 1);

    secret_fold_into(copy, text);
    return (struct str){copy, text.length};
}
