/* The tape while a reader, or who puts a value together (decode/value_builder.h), writes it. */
#ifndef OASDRIFT_DOCUMENT_TAPE_H
#define OASDRIFT_DOCUMENT_TAPE_H

#include "document/document.h"

struct tape {
    struct arena *arena;
    struct node *nodes; /* the header first; moves when the tape grows */
    size_t count;       /* written so far, header included */
    size_t capacity;
};

/* Room for `expected` nodes beside the header, which is made here. */
void tape_init(struct tape *tape, struct arena *arena, size_t expected);
/* At least half as much room again, and for one node more. */
void tape_grow(struct tape *tape);
/* The next node: zeroed but for span 1 and its index. */
struct node *tape_add(struct tape *tape, enum node_kind kind);
/* Copies a finished subtree to the end. `from` may lie on this tape; returns the copy. */
struct node *tape_copy(struct tape *tape, const struct node *from);
/* The document of a complete tape, made in the tape's arena; file, source and format are for the
   caller to fill in. */
struct document *tape_finish(struct tape *tape);

/* Room for a scalar's text of `length` bytes that remembers the offset it stands at in the source:
   what NODE_DISPLACED means. */
char *displaced_text(struct arena *arena, size_t length, uint64_t offset);

/* ---- failures, shared by the readers ---- */

/* Says so in *failure and returns NULL; line and column follow from the offset. failure may be
   NULL. */
void *read_fail(struct read_failure *failure, enum read_outcome outcome, struct str text,
                size_t offset, const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
