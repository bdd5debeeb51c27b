/* The text that a document is read from: JSON or YAML, in UTF-8 or UTF-16. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_ORIGIN_H
#define OASDRIFT_DOCUMENT_ORIGIN_H

#include "document/document.h"

/* What a document is read from, and for. */
struct origin {
    struct str text;
    struct str shown; /* in messages */
    struct str found;
    bool foreign;  /* fetched, and not by the word of the user */
    bool referred; /* by a $ref: perhaps it is no description at all, and nothing of it is quoted */
};

/* Both live in the arena, and so must the text. NULL and err, with the place: it cannot be read. */
struct document *origin_read(struct arena *arena, const struct origin *origin, struct error *err);

#endif
