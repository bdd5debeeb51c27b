/* What stood at a finding's place in the exchange, for people (struct excerpt). Made of the first
   sample of a finding alone, so that it costs nothing where a finding is repeated. */
#ifndef OASDRIFT_CHECK_EXCERPT_H
#define OASDRIFT_CHECK_EXCERPT_H

#include "check/raise.h"

enum {
    EXCERPT_BODY_BYTES = 64 * 1024 /* of a text that is searched for secrets; the first ones */
};

/* Of the exchange at hand, data marked, without what is secret by schema or name; known values are
   taken out when it is sealed. Absent where nothing is to be shown, and where it cannot be told
   what the description calls secret in it. */
struct excerpt excerpt_of(struct checker *checker, const struct raised *raised);
/* A header's value, a parameter's as it was sent: the same of a text, unmarked. STR_NONE: it is not
   there. part: of a header, the path or the query. */
struct str excerpt_text(struct checker *checker, enum part part, struct str name);

/* Is the value, which the finding is about, not to be shown? */
bool excerpt_hides(struct checker *checker, const struct raised *raised, const struct node *value);

#endif
