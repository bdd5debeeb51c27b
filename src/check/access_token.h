/* Private to check/: OAuth's access token, which a request may carry in several ways. */
#ifndef OASDRIFT_CHECK_ACCESS_TOKEN_H
#define OASDRIFT_CHECK_ACCESS_TOKEN_H

#include "check/checker.h"

/* Is the value of Authorization a token of a type other than Bearer (RFC 6749, 7.1; RFC 9449, 7.1:
   DPoP)? Schemes that carry a password, or prove one, are none. */
bool access_token_is_of_another_type(struct str authorization);
/* Does it stand in the query or in a form-encoded body (RFC 6750, 2.2 and 2.3)? */
bool access_token_is_beside(struct checker *checker);
/* Is the body a form whose fields are not known? */
bool access_token_may_be_in_body(const struct checker *checker);
/* Is a field of the form that is the request's body the token that the operation asks for? */
bool access_token_is_field(const struct checker *checker, enum part part, struct str name);

#endif
