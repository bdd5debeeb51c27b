/* Do the elements of an array differ in chosen members? */
#ifndef OASDRIFT_CHECK_UNIQUE_H
#define OASDRIFT_CHECK_UNIQUE_H

#include "base/arena.h"
#include "document/document.h"

/* Comparisons of elements that share a hash without being equal; only hostile input needs them. */
enum { UNIQUE_MAX_COMPARISONS = 10 * 1000 * 1000 };

enum uniqueness { ALL_DIFFER, TWO_EQUAL, UNIQUENESS_UNKNOWN };

/* by: an array of JSON Pointers into each element, or NULL for whole elements. An element that
   lacks one of the members is passed over. first and again are set with TWO_EQUAL. */
enum uniqueness elements_are_unique(struct arena *arena, const struct node *array,
                                    const struct node *by, const struct node **first,
                                    const struct node **again);

#endif
