/* Findings that were raised before. One that a recording repeats ten thousand times costs a
   look-up: its fingerprint and cause are made once, and its message and sample only where its
   exchange may be one of those that are kept (finding/sample.h). */
#ifndef OASDRIFT_CHECK_KNOWN_FINDINGS_H
#define OASDRIFT_CHECK_KNOWN_FINDINGS_H

#include "check/raise.h"

enum { KNOWN_FINDINGS_MAX = 20 * 1000 }; /* of a checker; more are made as if they were new */

struct told_place { /* as of struct sample */
    struct str source;
    size_t index;
    uint64_t offset;
};

struct known_finding {
    char fingerprint[FINGERPRINT_LENGTH + 1], cause[FINGERPRINT_LENGTH + 1];
    struct told_place told[FINDING_MAX_SAMPLES]; /* the first ones */
    size_t told_count;
};

/* The one with what its fingerprint and its severity depend on, and whether it is shown before
   others of the fingerprint; a new one has no fingerprint. NULL: it is none that is remembered.
   finding: with its severity. */
struct known_finding *known_finding_of(struct checker *checker, const struct raised *raised,
                                       const struct finding *finding);
/* Would its sample be kept, and was it not yet told of the exchange? */
bool known_finding_wants(const struct known_finding *known, const struct exchange *exchange);
/* Would its sample be the first one? */
bool known_finding_leads(const struct known_finding *known, const struct exchange *exchange);
/* Remembers that it was told of the exchange at hand. */
void known_finding_note(struct checker *checker, struct known_finding *known,
                        const struct finding *finding);

#endif
