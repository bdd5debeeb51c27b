/* Patterns without back-references, word boundaries and look-around (except look-aheads right
   behind ^) as deterministic automata over bytes. Each byte takes one table look-up, so a match
   meets no limit and no deadline. */
#ifndef OASDRIFT_PATTERN_AUTOMATON_H
#define OASDRIFT_PATTERN_AUTOMATON_H

#include "pattern/tree.h"

enum {
    AUTOMATON_MAX_PATTERN_BYTES = 4096, /* of the pattern's text: the tree is walked recursively */
    AUTOMATON_MAX_CONDITIONS = 8        /* (?=...) and (?!...) right behind ^ */
};

struct automaton;

/* NULL: the tree holds something that no automaton can express, or the table would be too large.
 *work: what the answer cost, counted as for TABLE_MAX_WORK. */
struct automaton *automaton_new(const struct term *root, size_t *work);
void automaton_free(struct automaton *automaton);
/* subject is valid UTF-8. */
bool automaton_matches(const struct automaton *automaton, struct str subject);

#endif
