/* The names that a description holds: a name of a recording that is none of them tells something of
   whoever was recorded. */
#ifndef OASDRIFT_DOCUMENT_HELD_NAMES_H
#define OASDRIFT_DOCUMENT_HELD_NAMES_H

#include "document/document.h"

enum { HELD_NAME_MAX_BYTES = 4 * 1024 /* a longer text is no name */ };

struct held_names;

/* Of all documents that are loaded when the first name is asked for. They must outlive it. */
struct held_names *held_names_new(const struct documents *documents);
void held_names_free(struct held_names *names);
/* Adds those of further documents, before the first name is asked for. */
void held_names_add(struct held_names *names, const struct documents *documents);
/* Is the name a key or a string of a document, or what stands between '/', ':', '?', '&', '=' and
   ';' in one? Letters of ASCII compare without case, as headers do. names: a struct held_names. For
   one thread. */
bool held_names_have(const void *names, struct str name);
/* Is it a segment of a path that is described, or of a server's URL? A text of an example may be
   the value of a parameter. */
bool held_names_have_segment(const void *names, struct str segment);

#endif
