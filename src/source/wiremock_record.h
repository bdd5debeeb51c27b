/* What WireMock writes: requests it served (its journal), and stubs (its mappings). */
#ifndef OASDRIFT_SOURCE_WIREMOCK_RECORD_H
#define OASDRIFT_SOURCE_WIREMOCK_RECORD_H

#include "source/record_source.h"

/* The reader of both rows of the table. */
enum source_step wiremock_record_read(struct source *source, const struct record *record,
                                      const struct node *context, struct exchange *exchange,
                                      struct error *err);

/* A stub: request and response are its nodes. NULL, or what is wrong with it. *skip becomes why it
   is no exchange (its URL is a pattern, it is a fault...). */
const char *wiremock_stub_read(struct source *source, const struct node *request,
                               const struct node *response, struct exchange *exchange,
                               struct str *skip);

#endif
