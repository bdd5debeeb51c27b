/* A query's pairs, names decoded, values as written. */
#ifndef OASDRIFT_CHECK_QUERY_PAIRS_H
#define OASDRIFT_CHECK_QUERY_PAIRS_H

#include "base/arena.h"

struct query_pair {
    struct str name, value; /* value: raw; "" where there is no '=' */
};

struct query_pairs {
    const struct query_pair *items;
    size_t count;
};

/* false: there are more than CHECK_MAX_QUERY_PAIRS, and pairs holds the first ones. */
bool query_pairs_read(struct arena *arena, struct str query, struct query_pairs *pairs);
/* All values of a name; returns their number. */
size_t query_pairs_find(const struct query_pairs *pairs, struct arena *arena, struct str name,
                        const struct str **values);

#endif
