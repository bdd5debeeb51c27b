/* Requests as Postman's collections (format 2.1) and newman's reports write them. */
#ifndef OASDRIFT_SOURCE_POSTMAN_REQUEST_H
#define OASDRIFT_SOURCE_POSTMAN_REQUEST_H

#include "document/node.h"
#include "http/exchange.h"

/* node: a Request object. Its headers are those that are written there; variables without a value
   stay as they are written ("{{id}}"). false: it has no method or no URL, of 1 MiB at most. */
bool postman_request_read(struct arena *arena, const struct node *node, struct request *request);
/* A JSON text with the collection's variables ([{"key", "value"}], may be NULL) put in; others stay
   as they are. Past the limit nothing is put in. */
enum { POSTMAN_EXPANDED_MAX_BYTES = 64 * 1024 * 1024 };
struct str postman_expand(struct arena *arena, struct str json, const struct node *variables);

#endif
