/* Patterns without look-around, back-references and word boundaries as deterministic automata over
   bytes: one table look-up a byte, so there is no limit to meet and no deadline to miss. */
#ifndef OASDRIFT_PATTERN_AUTOMATON_H
#define OASDRIFT_PATTERN_AUTOMATON_H

#include "pattern/tree.h"

enum {
    AUTOMATON_MAX_PATTERN_BYTES = 4096, /* of the pattern's text: the tree is walked recursively */
    AUTOMATON_MAX_CONDITIONS = 8        /* (?=...) and (?!...) right behind ^ */
};

struct automaton;

/* NULL: the tree holds what no automaton can, or would need too large a table. *work tells what the
   answer cost, as TABLE_MAX_WORK
   counts. */
struct automaton *automaton_new(const struct term *root, size_t *work);
void automaton_free(struct automaton *automaton);
/* subject is valid UTF-8. */
bool automaton_matches(const struct automaton *automaton, struct str subject);

#endif
