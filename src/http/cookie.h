/* The pairs of a Cookie header (RFC 6265, 4.2.1). */
#ifndef OASDRIFT_HTTP_COOKIE_H
#define OASDRIFT_HTTP_COOKIE_H

#include "http/exchange.h"

/* The next pair of "a=1; b=2"; values are not decoded, and quotes around one are a part of
   it (RFC 6265, 4.1.1 and 5.2). A pair without '=' has an empty name. false at the end. */
bool cookie_next(struct str *rest, struct str *name, struct str *value);
/* Without quotes around it. */
struct str cookie_unquoted(struct str value);
/* The value of the first pair of that name in all Cookie lines. Names compare with case. */
bool cookie_find(const struct headers *headers, struct str name, struct str *value);
/* All pairs of that name, in the order of the message: how many there are; the first `most` are put
   into values. */
size_t cookie_find_all(const struct headers *headers, struct str name, struct str *values,
                       size_t most);
/* token "=" *cookie-octet (RFC 6265, 4.1.1): what we may send. A comma passes as well: OpenAPI puts
   it between the items of an array. */
bool cookie_pair_is_valid(struct str name, struct str value);

#endif
