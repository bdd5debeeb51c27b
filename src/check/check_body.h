/* What judging a body has in common for requests and responses: which media type of the description
   applies, and the body against its schema. A body is judged against the schema of its own media
   type and no other. */
#ifndef OASDRIFT_CHECK_CHECK_BODY_H
#define OASDRIFT_CHECK_CHECK_BODY_H

#include "check/body_findings.h"

/* The header names the type. place: what of the description a finding points at when the type is
   not documented. */
void check_stated_type(struct checker *checker, enum side side, const struct content *content,
                       const struct node *place, const struct message_type *type);
/* The header says nothing: the first JSON type that is documented is tried, else the only type. */
void check_assumed_type(struct checker *checker, enum side side, const struct content *content);
/* An empty text is a text, and an empty file one; a body of any other type has at least one byte.
 */
bool body_may_be_empty(struct checker *checker, const struct media_type *media_type,
                       const struct content_type *type);
void check_body_as(struct checker *checker, enum side side, const struct media_type *media_type,
                   const struct content_type *type);
#endif
