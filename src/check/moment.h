/* A date-time of RFC 3339 as a moment, exact to the last digit of its fraction. */
#ifndef OASDRIFT_CHECK_MOMENT_H
#define OASDRIFT_CHECK_MOMENT_H

#include "base/str.h"

struct moment {
    int64_t seconds;     /* since 1970-01-01T00:00:00Z; a leap second counts as the next one */
    struct str fraction; /* the digits behind the '.', without trailing zeros; borrowed */
};

/* false when text is no date-time (RFC 3339, 5.6). */
bool moment_parse(struct str text, struct moment *moment);
/* < 0, 0, > 0. */
int moment_compare(const struct moment *a, const struct moment *b);

#endif
