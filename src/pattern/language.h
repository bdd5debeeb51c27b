/* What a pattern matches, as a deterministic automaton over code points that is made as far as it
   is asked. Look-around and word boundaries are part of it; back-references are approximated.

   In contrast to table.h, which runs over long texts, this one is combined with others,
   complemented and searched (product.h). */
#ifndef OASDRIFT_PATTERN_LANGUAGE_H
#define OASDRIFT_PATTERN_LANGUAGE_H

#include "pattern/alphabet.h"
#include "pattern/meter.h"
#include "pattern/positions.h"

enum {
    LANGUAGE_MAX_PATTERN_BYTES = 64 * 1024, /* of the pattern's text */
    LANGUAGE_MAX_STATES = 64 * 1024,
    LANGUAGE_MAX_ENTRIES = 4 * 1000 * 1000, /* of the table: states times classes */
    LANGUAGE_MAX_WORK = 20 * 1000 * 1000,   /* positions looked at, all in all */
    LANGUAGE_MAX_NUMBERS = 8 * 1000 * 1000, /* that are kept for states: 4 bytes each */
    LANGUAGE_MAX_OBLIGATIONS = 32           /* look-aheads that are open at one position */
};

/* States. From the first two no character leads out. */
enum { LANGUAGE_FAILED = 0, LANGUAGE_MATCHED = 1 };
#define LANGUAGE_LIMIT UINT32_MAX /* no state: a limit was met */

struct language;

/* The texts in which the pattern finds a match. NULL: it is no pattern, is too large, or asks for
   something that is not known here. What it costs is counted by the meter, which must outlive it.
 */
struct language *language_new(struct property_sets *properties, struct str pattern,
                              enum approximation approximation, struct meter *meter);
void language_free(struct language *language);
/* Is it just what the pattern matches, neither more nor less? */
bool language_is_exact(const struct language *language);

const struct alphabet *language_alphabet(const struct language *language);
uint32_t language_start(const struct language *language);
/* LANGUAGE_LIMIT when a limit was met: one of its own, for all that is new from then on; one of the
   meter, until that is raised. */
uint32_t language_next(struct language *language, uint32_t state, uint32_t class);
/* Is the text in the language that ends in this state? */
bool language_accepts(const struct language *language, uint32_t state);

#endif
