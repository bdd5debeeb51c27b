/* A text that a pattern matches, made from the pattern's tree. Private to generate/. */
#ifndef OASDRIFT_GENERATE_PATTERN_EXAMPLE_H
#define OASDRIFT_GENERATE_PATTERN_EXAMPLE_H

#include "base/strbuf.h"

/* A pattern whose text would take more terms than this has none made. */
enum { PATTERN_EXAMPLE_MAX_STEPS = 200 * 1000 };

/* Appends a text that the pattern matches. Every repetition is taken `extra` times more often than
   it must be, within its bound; of alternatives the first is taken. false: it is no pattern, or one
   with look-around, back-references or Unicode properties; what was appended then means nothing.
   The text is a proposal: anchors and word boundaries in the middle are passed over. */
bool pattern_example(struct str pattern, size_t extra, struct strbuf *out);

#endif
