/* What calls say of a search for a value. */
#ifndef OASDRIFT_CALL_WITNESS_WORDS_H
#define OASDRIFT_CALL_WITNESS_WORDS_H

#include "oasdrift.h"
#include "witness/witness.h"

/* Writes the value as a line of NDJSON on standard output. false: nobody reads on, or a write
   failed; more need not be made. */
bool witness_print(const struct node *value);
/* Says that what is asked, "whether ...", is undecided, and why. */
void witness_say_undecided(const struct oasdrift_terminal_options *terminal, const char *asked,
                           enum witness_reason reason);

#endif
