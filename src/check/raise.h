/* From what was seen to a finding or a not-checked entry: severity, operation, redaction, sample
   and fingerprint are added here, and nowhere else. */
#ifndef OASDRIFT_CHECK_RAISE_H
#define OASDRIFT_CHECK_RAISE_H

#include "check/checker.h"

enum { REASON_MAX_BYTES = 2048 }; /* of a not-checked entry; cut there */

struct raised {
    enum rule rule;
    struct str keyword;            /* may be absent */
    enum severity ceiling;         /* not above this; SEVERITY_OFF: no ceiling */
    const enum severity *severity; /* of an assertion, which states its own; NULL: the rule's */
    enum part part;
    struct str name, pointer, message;
    struct str media_type;
    struct str status_key; /* of lint; else the exchange's own is taken for response parts */
    size_t line, column;
    const struct node *place; /* in the description, or a rule set; NULL: none */
};

/* Nothing when the rule is off. The same fingerprint once more in one check adds to its count. */
void raise_finding(struct checker *checker, const struct raised *raised);
/* Something that should have been judged and could not be. */
void raise_not_checked(struct checker *checker, enum part part, struct str name,
                       struct str media_type, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The same of what stands in the description and cannot be read. */
void raise_unread(struct checker *checker, enum part part, struct str name, struct str media_type,
                  const struct node *place);

#endif
