/* Which members the beginning of a JSON text has, however it is cut off: what a recording's format
   is recognised by. */
#ifndef OASDRIFT_STREAM_JSON_SKETCH_H
#define OASDRIFT_STREAM_JSON_SKETCH_H

#include "base/str.h"

/* Deeper members are not noted. */
enum { SKETCH_MAX_DEPTH = 12 };

/* Does a member with this path stand in the head? The path names the keys from the root, and "[]"
   for any element of an array: "log.entries", "[].scope". Keys with '.' in them have no path. */
bool sketch_has(struct str head, const char *path);

#endif
