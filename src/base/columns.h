/* Texts of fixed shape (dates, times, UUIDs), eight characters looked at in one step on any
   processor: a character is a column, the first one the lowest byte. */
#ifndef OASDRIFT_BASE_COLUMNS_H
#define OASDRIFT_BASE_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define COLUMNS_LOW  UINT64_C(0x7f7f7f7f7f7f7f7f)
#define COLUMNS_HIGH UINT64_C(0x8080808080808080)

/* What stands in each column: '0' for any digit, any other character for itself. */
struct columns_shape {
    uint64_t characters;
    uint64_t room; /* added to a column's distance from its first allowed character, it sets bit
                      0x80 where the distance is too large */
};

#define COLUMN_CHARACTER(c, i) ((uint64_t)(c) << 8 * (i))
#define COLUMN_ROOM(c, i)      ((uint64_t)((c) == '0' ? 0x76 : 0x7f) << 8 * (i))
#define COLUMNS_EACH(make, a, b, c, d, e, f, g, h)                                                 \
    (make(a, 0) | make(b, 1) | make(c, 2) | make(d, 3) | make(e, 4) | make(f, 5) | make(g, 6) |    \
     make(h, 7))
#define COLUMNS_SHAPE(...)                                                                         \
    {                                                                                              \
        COLUMNS_EACH(COLUMN_CHARACTER, __VA_ARGS__), COLUMNS_EACH(COLUMN_ROOM, __VA_ARGS__)        \
    }

/* Eight bytes of text. */
static inline uint64_t columns_load(const char *text)
{
    uint64_t columns;

    memcpy(&columns, text, sizeof columns);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    columns = __builtin_bswap64(columns);
#endif
    return columns;
}

/* *values: for each column of a digit, the digit's value. */
static inline bool columns_fit(const char *text, struct columns_shape shape, uint64_t *values)
{
    uint64_t off = columns_load(text) ^ shape.characters;

    *values = off;
    return ((((off & COLUMNS_LOW) + shape.room) | off) & COLUMNS_HIGH) == 0;
}

/* The number that two columns of digits beside each other make. */
static inline unsigned columns_number(uint64_t values, unsigned column)
{
    unsigned pair = (unsigned)(values >> 8 * column) & 0xffff;

    return (pair & 0xff) * 10 + (pair >> 8);
}

/* 0x80 in each column that is no hexadecimal digit. */
static inline uint64_t columns_not_hex(uint64_t columns)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = columns & COLUMNS_LOW, letter = low | ones * 0x20;
    uint64_t digit = (low + ones * (0x80 - '0')) & ~(low + ones * (0x7f - '9'));
    uint64_t a_to_f = (letter + ones * (0x80 - 'a')) & ~(letter + ones * (0x7f - 'f'));

    return (~(digit | a_to_f) | columns) & COLUMNS_HIGH;
}

#endif
