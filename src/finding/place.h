/* Where a node stands in its file, as findings and coverage tell it. */
#ifndef OASDRIFT_FINDING_PLACE_H
#define OASDRIFT_FINDING_PLACE_H

#include "document/document.h"
#include "finding/finding.h"

/* Of a line longer than EXCERPT_MAX_BYTES (minified JSON is one line) the excerpt is what stands
   around the place, from EXCERPT_BEFORE columns before it on. */
enum { EXCERPT_MAX_BYTES = 160, EXCERPT_BEFORE = 50 };

/* The place of a value; of an object or array the place of its key, where it has one, for a
   container may start on the line after. file and excerpt are borrowed from the document, the
   pointer is made in the arena. NULL gives no place. */
struct place place_of(struct arena *arena, const struct node *node);

#endif
