/* Fetches documents that references lead to over HTTP, from the hosts that the user allows.
   Redirects are followed here, so that each hop is checked in the same way. No credentials are
   sent. No host name may lead to an address that is not public: the user must allow such an address
   itself. */
#ifndef OASDRIFT_LIVE_FETCH_H
#define OASDRIFT_LIVE_FETCH_H

#include "document/document.h"

enum { FETCH_MAX_REDIRECTS = 5, FETCH_MAX_BYTES = 64 * 1024 * 1024, FETCH_MAX_TIME_MS = 30 * 1000 };

struct fetcher;

/* host: "example.com", "example.com:8443", "127.0.0.1:8080", "[::1]"; without a port, that of the
   scheme is meant. false and err: it is no host. */
bool fetch_check_host(const char *host, struct error *err);
/* hosts are borrowed, and must have passed fetch_check_host. interrupted: as in client.h; may be
   NULL. libcurl is loaded by the first fetch. */
struct fetcher *fetcher_new(const char *const *hosts, size_t count,
                            const volatile int *interrupted);
void fetcher_free(struct fetcher *fetcher);
/* A function for documents_options.fetch, whose context is the fetcher. */
bool fetch_document(void *fetcher, struct arena *arena, struct str uri, struct fetched *fetched,
                    struct error *err);

#endif
