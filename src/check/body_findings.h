/* Private to check/: what is found in a message's body, as findings and not-checked entries of its
   side. */
#ifndef OASDRIFT_CHECK_BODY_FINDINGS_H
#define OASDRIFT_CHECK_BODY_FINDINGS_H

#include "check/checker.h"
#include "decode/body.h"

/* A body under one media type of the description: the context of body_findings. */
struct checked_body {
    struct checker *checker;
    enum side side;
    const struct media_type *media_type;
};

/* Judges values against the media type's schema, and raises what else a decoder tells. */
extern const struct decode_listener body_findings;

/* ---- of a side, whatever the media type ---- */

void raise_body(struct checker *checker, enum side side, rule_index rule, struct str media_type,
                const struct node *place, const char *message);
void raise_body_not_checked(struct checker *checker, enum side side, const char *reason);
/* Not checked: unknown or truncated. */
void raise_body_unseen(struct checker *checker, enum side side, const struct content *content);
/* Not checked: the media type of the description could not be read. */
void raise_body_unread(struct checker *checker, enum side side,
                       const struct media_type *media_type);
/* The description has no such media type, so that a body of it is not checked. */
void raise_type_unusable(struct checker *checker, enum side side, struct str type,
                         const struct node *place);
enum aspect body_aspect(enum side side);
/* Does it describe the value? It may say no more than that bodies are of it. */
bool media_type_asks_of_value(const struct media_type *media_type);

#endif
