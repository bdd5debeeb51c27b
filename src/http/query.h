/* Name and value pairs: of a query, or of an application/x-www-form-urlencoded body. */
#ifndef OASDRIFT_HTTP_QUERY_H
#define OASDRIFT_HTTP_QUERY_H

#include "base/arena.h"

/* The next pair of "a=1&b=2", raw (percent.h decodes, with PLUS_IS_SPACE); empty pairs are passed
   over. value is STR_NONE where there is no '='. false at the end. */
bool query_next(struct str *rest, struct str *name, struct str *value);

enum { QUERY_MAX_PAIRS = 1000 /* of one query or form that are taken apart */ };

struct query_pair {
    struct str name;  /* decoded; a broken escape stays as it is written */
    struct str value; /* as written; "" where there is no '=' */
};

struct query_pairs {
    const struct query_pair *items;
    size_t count;
};

/* All of them, in their order. false: there are more than QUERY_MAX_PAIRS, and pairs holds the
   first ones. */
bool query_pairs_read(struct arena *arena, struct str query, struct query_pairs *pairs);
/* All values of a name; returns their number. */
size_t query_pairs_find(const struct query_pairs *pairs, struct arena *arena, struct str name,
                        const struct str **values);
/* Is the first value of that name there, and not empty? */
bool query_pairs_have(const struct query_pairs *pairs, struct str name);

#endif
