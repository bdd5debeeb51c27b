/* Of many exchanges with one finding a few are kept: the first, by the name of their source and
   their place in it, whatever the order in which they came and the shard that saw them. */
#include "finding/sample.h"

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

int sample_compare(const struct sample *a, const struct sample *b)
{
    int order = str_compare(a->source, b->source);

    if (order == 0)
        order = compare_numbers(a->offset, b->offset);
    return order ? order : compare_numbers(a->index, b->index);
}
