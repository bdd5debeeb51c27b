/* Simple patterns as loops over classes of bytes. Private to pattern/. */
#ifndef OASDRIFT_PATTERN_LOOP_H
#define OASDRIFT_PATTERN_LOOP_H

#include "pattern/tree.h"

struct pattern_loop; /* see loop.c */
/* NULL when the tree is not simple enough. */
const struct pattern_loop *pattern_loop_make(struct arena *arena, const struct term *root);
bool pattern_loop_matches(const struct pattern_loop *loop, struct str subject);

#endif
