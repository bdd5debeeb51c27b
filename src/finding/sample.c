/* Of many exchanges with one finding a few are kept. A hash of what identifies a record decides
   which, so that neither the order in which they came nor the shard that saw them makes a
   difference. */
#include "finding/sample.h"

#include <stdio.h>

/* FNV-1a, which sample_hash ends with the mixing of MurmurHash3: the same on every machine. */
static uint64_t add_to_hash(uint64_t hash, struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.text[i]) * 0x100000001b3u;
    return hash;
}

/* What identifies a record is its source and its place there. */
static uint64_t sample_hash(const struct sample *sample)
{
    char place[48];
    int length = snprintf(place, sizeof place, "\n%llu",
                          (unsigned long long)(sample->offset ? sample->offset : sample->index));
    uint64_t hash = add_to_hash(0xcbf29ce484222325u, sample->source);

    hash = add_to_hash(hash, (struct str){place, (size_t)length});
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
    return hash ^ (hash >> 33);
}

static int compare_places(const struct sample *a, const struct sample *b)
{
    int order = str_compare(a->source, b->source);

    if (order != 0 || a->index == b->index)
        return order;
    return a->index < b->index ? -1 : 1;
}

int sample_compare(const struct sample *a, const struct sample *b)
{
    uint64_t left = sample_hash(a), right = sample_hash(b);

    return left == right ? compare_places(a, b) : left < right ? -1 : 1;
}
