/* Helps who names no schema of a description, or a place where none stands. */
#ifndef OASDRIFT_CALL_SCHEMA_PLACES_H
#define OASDRIFT_CALL_SCHEMA_PLACES_H

#include "document/document.h"

enum { SCHEMA_PLACES_SHOWN = 3 }; /* the rest is counted */

/* Says that the description at the path is no schema, and where some of its own stand. Returns
   false. */
bool schema_places_raise(const char *path, const struct document *description, struct error *err);
/* Says that nothing stands at the fragment (as it was given), and what may be meant. Returns false.
 */
bool schema_places_raise_nothing(const struct document *document, struct str fragment,
                                 struct error *err);
/* Is the place one around schemas or beside them, by what stands there and by its name? Every value
   would satisfy it. Not of a whole document. */
bool schema_places_is_none(const struct node *node);
/* Says so, and where schemas stand below it. Returns false. */
bool schema_places_raise_none(const struct node *node, struct error *err);

#endif
