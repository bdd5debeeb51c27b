/* Fetches descriptions, and documents that references lead to, over HTTP, from the hosts that the
   user allows. No credentials are sent, but to the server of a description that the user named.
   Redirects are followed here, so that each hop is checked in the same way. No host name may lead
   to an address that is not public: the user must allow such an address itself. */
#ifndef OASDRIFT_LIVE_FETCH_H
#define OASDRIFT_LIVE_FETCH_H

#include "document/document.h"

enum {
    FETCH_MAX_REDIRECTS = 5,
    FETCH_MAX_BYTES = 64 * 1024 * 1024,      /* of a document, decoded */
    FETCH_MAX_TIME_MS = 30 * 1000,           /* for one */
    FETCH_MAX_ALL_BYTES = 256 * 1024 * 1024, /* of all that one fetcher keeps */
    FETCH_MAX_ALL_TIME_MS = 5 * 60 * 1000    /* that it waits for answers in all */
};

struct fetcher;

/* host: "example.com", "example.com:8443", "127.0.0.1:8080", "[::1]"; without a port, that of the
   scheme is meant. false and err: it is no host. */
bool fetch_check_host(const char *host, struct error *err);
/* hosts are borrowed, and must have passed fetch_check_host. interrupted: as in client.h; may be
   NULL. libcurl is loaded by the first fetch. */
struct fetcher *fetcher_new(const char *const *hosts, size_t count,
                            const volatile int *interrupted);
void fetcher_free(struct fetcher *fetcher);
/* A function for documents_options.fetch, whose context is the fetcher. A document is fetched once
   and kept: its text lives as long as the fetcher. */
bool fetch_document(void *fetcher, struct str uri, struct fetched *fetched, struct error *err);

/* The server of a description that the user named by its URL. That allows it, by this scheme and
   port, for this description and its references: it may have an address that is not public, until
   it was reached at one that is. It is shown the credentials of the URL's userinfo, or of ~/.netrc;
   nobody else is. */
struct fetch_origin;
/* url: of http or https. The origin is the fetcher's; false and err: the URL cannot be used. */
struct fetch_origin *fetcher_add_origin(struct fetcher *fetcher, struct str url, struct error *err);
/* The URL as documents know it: normalised, without its userinfo. */
struct str fetch_without_userinfo(struct arena *arena, struct str url);
/* The same for a context that is an origin: of its server, and of hosts that are allowed. */
bool fetch_for_origin(void *origin, struct str uri, struct fetched *fetched, struct error *err);

#endif
