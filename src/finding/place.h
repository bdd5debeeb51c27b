/* Where a node stands in its file, as findings and coverage tell it. */
#ifndef OASDRIFT_FINDING_PLACE_H
#define OASDRIFT_FINDING_PLACE_H

#include "document/document.h"
#include "finding/finding.h"

/* A line longer than PLACE_EXCERPT_BYTES (minified JSON is one line) is not shown as a whole: its
   excerpt begins PLACE_EXCERPT_BEFORE columns before the place. */
enum { PLACE_EXCERPT_BYTES = 160, PLACE_EXCERPT_BEFORE = 50 };

/* The place of a value. That of an object or array is its key's, where it has one, as it may start
   on the next line. file and excerpt are borrowed from the document, the pointer is made in the
   arena. NULL gives no place. */
struct place place_of(struct arena *arena, const struct node *node);
/* By file, line and column; as strcmp. */
int place_compare(const struct place *a, const struct place *b);

#endif
