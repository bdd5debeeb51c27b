/* A text that a pattern matches, made from the pattern's tree. Private to generate/. */
#ifndef OASDRIFT_GENERATE_PATTERN_EXAMPLE_H
#define OASDRIFT_GENERATE_PATTERN_EXAMPLE_H

#include "base/strbuf.h"

/* More terms than this written for one pattern, and none is made. */
enum { PATTERN_EXAMPLE_MAX_STEPS = 200 * 1000 };

/* Appends the text; every repetition is taken `extra` times more often than it must be, within its
   bound, and of alternatives the first. false: no pattern, or one with look-around, back-references
   or Unicode properties (then out is spoiled). The text is a proposal: what an anchor or a word
   boundary in the middle asks is not seen to. */
bool pattern_example(struct str pattern, size_t extra, struct strbuf *out);

#endif
