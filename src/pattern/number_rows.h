/* Rows of numbers, each kept once and known by its index, in the order in which they were first
   met. */
#ifndef OASDRIFT_PATTERN_NUMBER_ROWS_H
#define OASDRIFT_PATTERN_NUMBER_ROWS_H

#include "base/vec.h"
#include <stdint.h>

struct number_rows {
    VEC(uint32_t) numbers; /* of all rows, one behind the other */
    VEC(size_t) ends;      /* of each row in `numbers` */
    uint32_t *slots;       /* index + 1; 0: free */
    size_t slot_count;
};

struct number_row {
    const uint32_t *items; /* borrowed until the next row is added */
    size_t count;
};

/* A zeroed struct is empty. */
void number_rows_release(struct number_rows *rows);
/* The index of the row, which is added when it is new. `items` may lie in no row of `rows`. */
uint32_t number_rows_index(struct number_rows *rows, const uint32_t *items, size_t count);
struct number_row number_rows_get(const struct number_rows *rows, uint32_t index);
/* Bytes that it keeps. */
static inline size_t number_rows_size(const struct number_rows *rows)
{
    return VEC_BYTES(&rows->numbers) + VEC_BYTES(&rows->ends) +
           rows->slot_count * sizeof *rows->slots;
}

#endif
