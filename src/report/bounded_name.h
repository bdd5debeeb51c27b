/* Names that CI servers can keep, of suites, cases and runs: they put them into columns and paths.
 */
#ifndef OASDRIFT_REPORT_BOUNDED_NAME_H
#define OASDRIFT_REPORT_BOUNDED_NAME_H

#include "base/arena.h"

enum { BOUNDED_NAME_MAX = 200 /* characters */ };

/* The text with control characters escaped (base/escape.h). Of one that is longer than
   BOUNDED_NAME_MAX both ends stay, with a hash of the whole between them: names that differ stay
   apart, and a name is the same in every run. */
struct str bounded_name(struct arena *arena, struct str text);
/* The text with '_' for each character other than A-Z, a-z, 0-9, '_' and '-': Jenkins splits a
   classname at its dots. */
struct str plain_slug(struct arena *arena, struct str text);
/* As bounded_name, of a name in ASCII without control characters, within `limit` bytes: its
   beginning, '_' and a hash of `whole`, which the name was made of. */
struct str bounded_slug(struct arena *arena, struct str slug, struct str whole, size_t limit);

#endif
