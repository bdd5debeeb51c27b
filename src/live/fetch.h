/* Documents that references lead to, fetched over HTTP from the hosts the user allows. Redirects
   are followed by hand, so that each hop meets the same questions; no credentials are sent, and no
   host leads to an address that is not public unless the user names that address himself. */
#ifndef OASDRIFT_LIVE_FETCH_H
#define OASDRIFT_LIVE_FETCH_H

#include "document/document.h"

enum { FETCH_MAX_REDIRECTS = 5, FETCH_MAX_BYTES = 64 * 1024 * 1024, FETCH_MAX_TIME_MS = 30 * 1000 };

struct fetcher;

/* host: "example.com", "example.com:8443", "127.0.0.1:8080", "[::1]"; without a port it is the
   scheme's own. false and err: it is none. */
bool fetch_check_host(const char *host, struct error *err);
/* hosts: borrowed, checked before. interrupted may be NULL (client.h). libcurl is loaded by the
   first fetch. */
struct fetcher *fetcher_new(const char *const *hosts, size_t count,
                            const volatile int *interrupted);
void fetcher_free(struct fetcher *fetcher);
/* documents_options.fetch; fetcher is the context. */
bool fetch_document(void *fetcher, struct arena *arena, struct str uri, struct fetched *fetched,
                    struct error *err);

#endif
