/* What the checks of HTTP itself have in common: findings that no schema is the cause of. Their
   place is that of the response, or of the operation. */
#ifndef OASDRIFT_CHECK_HTTP_FINDING_H
#define OASDRIFT_CHECK_HTTP_FINDING_H

#include "check/checker.h"

/* Is the rule worth looking for? One that is off may be on in some places. */
bool rule_is_on(const struct checker *checker, rule_index rule);
/* ceiling as in struct raised. */
void raise_http_header(struct checker *checker, enum side side, rule_index rule, struct str name,
                       enum severity ceiling, struct str message);
void raise_http_status(struct checker *checker, rule_index rule, struct str message);
/* instance: the value that it is about; NULL: the body as a whole. */
void raise_http_body(struct checker *checker, enum side side, rule_index rule,
                     const struct node *instance, struct str message);
/* true, and a not-checked entry: the recording does not have every header, so a missing one says
   nothing. */
bool header_is_unseen(struct checker *checker, enum side side, const char *name);

#endif
