/* Excerpts of exchanges (struct excerpt), as they are made and cut to their limits. */
#ifndef OASDRIFT_FINDING_EXCERPT_H
#define OASDRIFT_FINDING_EXCERPT_H

#include "document/node.h"
#include "finding/finding.h"

enum {
    EXCERPT_MARKED_MAX = FINDING_MARKED_MAX / 2, /* bytes of an excerpt with marked data */
    EXCERPT_VALUE_BYTES =
        512,                 /* of a text beside the one that is meant; a longer one is left out */
    EXCERPT_SHOWN_BYTES = 70 /* of a text; a longer name is left out */
};

enum excerpt_form {
    EXCERPT_JSON,
    EXCERPT_PLAIN /* "name: value": of what was no JSON when it was sent */
};

/* A value that an excerpt is made of. */
struct excerpt_value {
    const struct node *root; /* all of it */
    const struct node *node; /* the place: a value at or below root, or a member's key */
    enum excerpt_form form;
    /* Is the value that is to be shown a secret? */
    bool (*hides)(void *context, const struct node *value);
    void *context;
};

/* What stands around the place, with data marked (base/data_span.h): an array or object itself, of
   anything else the one it stands in; one level deep, EXCERPT_MAX_LINES lines, "..." for what is
   left out. Absent where that would be more than EXCERPT_MARKED_MAX. */
struct excerpt excerpt_of_value(struct arena *arena, const struct excerpt_value *value);
/* "name: value", both data. */
struct excerpt excerpt_of_named(struct arena *arena, struct str name, struct str value);
/* The lines of a text from line `meant` on (0: from the first), and two before it; as one piece of
   data, so that what is secret in it is found. Absent for what is no text. */
struct excerpt excerpt_of_text(struct arena *arena, struct str text, size_t meant);

/* The text's lines within the limits of excerpts: longer ones are cut, and of too many bytes those
   at the end go first, then those at the beginning, but never line `meant`. In the arena. Absent
   when the text is absent or empty. */
struct excerpt excerpt_fitted(struct arena *arena, struct str text, size_t meant);

#endif
