/* Instructions that say the same in two programs. Private to witness/.

   Two versions of a schema are mostly the same text. Of instructions that say the same, references
   followed, the first that was met stands for all: then what is asked of a value and its opposite
   are seen to be opposites, though they were written twice. */
#ifndef OASDRIFT_WITNESS_TWIN_H
#define OASDRIFT_WITNESS_TWIN_H

#include "schema/program.h"
#include "witness/engine.h"

/* Instructions compared by one engine: past them each stands for itself. */
enum { TWINS_MAX_COMPARED = 4 * 1000 * 1000 };

/* An instruction and all that lies in it. */
struct twin {
    const struct program *program;
    const struct instruction *at;
};

/* The first that says the same; it is its own where nothing does, or that is not known: where
   dynamic references are, or doubts. */
struct twin twin_of(struct witness *witness, struct twin twin);

void twins_release(struct witness *witness);

#endif
