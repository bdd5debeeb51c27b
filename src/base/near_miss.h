/* "did you mean ...?": the candidate closest to a word that nobody knows. */
#ifndef OASDRIFT_BASE_NEAR_MISS_H
#define OASDRIFT_BASE_NEAR_MISS_H

#include "base/str.h"

struct near_miss {
    struct str word;
    struct str best; /* absent: nothing is close */
    size_t distance; /* edits between them (str_distance), one where only case differs; without a
                        best, more than any hint takes */
    struct str tried[8]; /* the first candidates */
    size_t tried_count;
    char hint[320];
};

/* Borrows the word. */
struct near_miss near_miss_of(struct str word);
/* Borrows the candidate. Of equally close ones the first stays. */
void near_miss_try(struct near_miss *miss, struct str candidate);
/* The candidate is what is meant, however far it is from the word. */
void near_miss_is(struct near_miss *miss, struct str candidate);
/* "; did you mean \"x\"?" or "". In miss->hint. */
const char *near_miss_hint(struct near_miss *miss);
/* The same; where nothing is close, what was tried: "; there is \"a\", \"b\", ...". */
const char *near_miss_hint_or_all(struct near_miss *miss);

#endif
