/* What an exchange is found to break, settled (rules/settle.h) by the rules in force at its
   operation and status; and what could not be judged. */
#ifndef OASDRIFT_CHECK_RAISE_H
#define OASDRIFT_CHECK_RAISE_H

#include <stdarg.h>

#include "check/checker.h"
#include "rules/settle.h"

enum { REASON_MAX_BYTES = FINDING_MARKED_MAX }; /* of a not-checked entry; cut there */

struct raised {
    rule_index rule;
    struct str keyword;                /* may be absent */
    enum severity ceiling, by_default; /* as in struct found */
    enum part part;
    struct str name, pointer, message;
    struct str expected, found; /* as in struct finding; may be absent */
    /* Makes the message and these in their place, asked only when the finding is told; NULL: they
       stand. */
    struct told (*tell)(const void *telling);
    const void *telling;
    struct str media_type;
    unsigned kinds; /* of the value that broke a schema; 0: it is about none */
    size_t line, column;
    const struct node *at;       /* of the message: it tells line and column; NULL: they stand */
    const struct node *instance; /* the value, or member's key, in a body that it is about; NULL */
    bool judged; /* by a schema, so that it is known what in it is secret by the description */
    bool secret; /* the instance is one as a whole */
    const struct node *place; /* in the description, or a rule set; NULL: none */
    struct str known_by;      /* as in struct found */
    bool explained;           /* another finding tells why it is (struct explanation) */
    enum lack lack; /* it is withheld of a recorded exchange until the recording has shown some */
};

struct told raised_told(const struct raised *raised);

/* The same fingerprint once more in one check adds to its count. Returns its place in the checker's
   findings; NOT_KEPT when the rule is off, there are too many, or it is withheld. */
#define NOT_KEPT SIZE_MAX
size_t raise_finding(struct checker *checker, const struct raised *raised);
/* Something that should have been judged and could not be. */
void raise_not_checked(struct checker *checker, enum part part, struct str name,
                       struct str media_type, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The same of one thing, whatever else cannot be judged for it. cause: as of struct error. */
void raise_not_checked_of(struct checker *checker, const char *cause, enum part part,
                          struct str name, struct str media_type, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* That findings of the exchange are left out, by whatever rule. */
void raise_limit(struct checker *checker, enum part part, struct str name, struct str media_type,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same of what the recording lacks as a whole: it is no operation's. */
void raise_lacking(struct checker *checker, enum part part, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a part of the description that cannot be read, at the place. */
void raise_unread(struct checker *checker, enum part part, struct str media_type,
                  const struct node *place);
/* The same where it is known why, or what has the same cause. */
void raise_unread_for(struct checker *checker, const struct error *why, enum part part,
                      struct str media_type, const struct node *place);

/* Completes the sample that findings of the exchange share. */
void checker_take_sample(struct checker *checker);

/* ---- what lint raises of the description, with the same memory ---- */

/* Keeps a settled finding: one for each fingerprint, with its count, up to the checker's limit.
   Returns its place among them; NOT_KEPT: it is beyond that. */
size_t checker_keep(struct checker *checker, const struct finding *finding);
/* Keeps a not-checked entry, whose reason is made of format and arguments, secrets taken out. */
void checker_note(struct checker *checker, struct not_checked *entry, const char *format,
                  va_list arguments) __attribute__((format(printf, 3, 0)));
void checker_note_of(struct checker *checker, struct not_checked *entry, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
