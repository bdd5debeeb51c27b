/* What a mapping of WireMock, a stub, says as an exchange. */
#ifndef OASDRIFT_SOURCE_WIREMOCK_STUB_H
#define OASDRIFT_SOURCE_WIREMOCK_STUB_H

#include "source/record_source.h"

/* A stub: request and response are its nodes. NULL, or what is wrong with it. *skip becomes why it
   is no exchange (its URL is a pattern, it is a fault...). */
const char *wiremock_stub_read(struct source *source, const struct node *request,
                               const struct node *response, struct exchange *exchange,
                               struct str *skip);

#endif
