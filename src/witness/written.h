/* Draft 4 tells integers by how they are written: 1.0 equals 1, and is none. So where a listed
   value is refused, an equal one may not be. Private to witness/. */
#ifndef OASDRIFT_WITNESS_WRITTEN_H
#define OASDRIFT_WITNESS_WRITTEN_H

#include "witness/search.h"

enum { WRITTEN_MAX_NUMBERS = 6 }; /* of a value, each of which is written in two ways */

/* Can it matter to the search how numbers are written? */
bool written_matters(const struct search *search);
/* The values, and behind each itself, written otherwise. *complete: none has more numbers than are
   tried. */
const struct node *const *written_in_all_ways(struct search *search,
                                              const struct node *const *items, size_t *count,
                                              bool *complete);

#endif
