/* Some thousands of small values of every kind, among which a random schema mostly has some. */
#ifndef UNIVERSE_H
#define UNIVERSE_H

#include "document/node.h"

/* An array of them, in the arena; some stand there twice. */
const struct node *universe(struct arena *arena);

#endif
