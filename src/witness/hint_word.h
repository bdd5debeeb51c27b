/* Readable texts made from what a string is called: "first name" is "Ada", "colour" is "colour".
   Private to witness/. */
#ifndef OASDRIFT_WITNESS_HINT_WORD_H
#define OASDRIFT_WITNESS_HINT_WORD_H

#include "base/strbuf.h"
#include "witness/witness.h"

enum { HINT_MAX_BYTES = 40 }; /* of a hint's words; those that come later are left out */

/* The hint's words in lower case with a space between them: "customerEmail" is "customer email".
   Letters beyond ASCII are taken as they are. */
void hint_split(struct str hint, struct strbuf *words);
/* The place of the n-th text: n itself under seed 0, else another, for every n a different one. Few
   places lie between it and n. */
uint64_t hint_turn(const struct witness_settings *settings, uint64_t n);

/* Adds the n-th text; for every n it is another, of the same settings and hint. false, and nothing
   added, when the hint has no words. */
bool hint_word(struct str hint, const struct witness_settings *settings, uint64_t n,
               struct strbuf *out);

#endif
