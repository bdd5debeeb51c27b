/* The mock: serves the description's examples on loopback. libmicrohttpd is loaded when it starts,
   as live/libcurl.h tells. */
#ifndef OASDRIFT_SERVE_MOCK_H
#define OASDRIFT_SERVE_MOCK_H

#include "base/error.h"
#include "openapi/openapi.h"

struct mock;

/* Answers on 127.0.0.1 (port 0: any free one), in a thread of its own until mock_stop, with the
   lowest 2xx response of the operation and the first of its examples that matches the schema; with
   401 when no security requirement is met, 404 for an unknown path, 405 and Allow for an unknown
   method, 400 when a parameter breaks its schema. `Prefer: status=404` or `Prefer: example=NAME`
   asks for another answer. What is no HTTP/1.1, or larger than the limits of soundness.h, is
   refused and its connection closed; doorkeeper.h tells who is shut when all connections are taken.
 */
struct mock *mock_start(struct api *api, unsigned short port, struct error *err);
unsigned short mock_port(const struct mock *mock);
void mock_stop(struct mock *mock);

#endif
