/* A text some parts of which are replaced, and the rest stays byte for byte what it was. */
#ifndef OASDRIFT_BASE_SPLICE_H
#define OASDRIFT_BASE_SPLICE_H

#include "base/arena.h"
#include "base/strbuf.h"

struct splice {
    struct str text;   /* borrowed */
    struct strbuf out; /* of the text up to `done` */
    size_t done;
};

void splice_begin(struct splice *splice, struct str text);
/* `instead` in place of text[start, end). Parts come in the order of the text; one that starts
   within what was replaced already is passed over. */
void splice_put(struct splice *splice, size_t start, size_t end, struct str instead);
/* The whole in the arena; the text itself where nothing was replaced. Ends the splice. */
struct str splice_end(struct splice *splice, struct arena *arena);

#endif
