/* HTTP requests through libcurl multi: many transfers at once in one thread. libcurl is loaded when
   a client is made (libcurl.h tells why). Redirects are not followed: a 3xx is a response. No
   schemes but http and https are allowed. */
#ifndef OASDRIFT_LIVE_CLIENT_H
#define OASDRIFT_LIVE_CLIENT_H

#include "base/arena.h"
#include "base/error.h"
#include "http/exchange.h"

enum { CLIENT_MAX_HEADER_BYTES = 64 * 1024, CLIENT_MAX_HEADERS = 200, CLIENT_CONCURRENCY = 8 };

/* Where a host was found at its first connection. */
enum address_scope { ADDRESS_UNKNOWN, ADDRESS_PUBLIC, ADDRESS_NOT_PUBLIC };

struct client_settings {
    size_t concurrency;          /* transfers in flight; 0: CLIENT_CONCURRENCY */
    size_t body_max_bytes;       /* decoded; 0: 16 MiB */
    unsigned max_time_ms;        /* one transfer; 0: 30,000 */
    unsigned connect_timeout_ms; /* 0: 5,000 */
    bool insecure;               /* -k */
    bool public_addresses_only;  /* refuse to connect anywhere else, or through a proxy */
    /* Of a host that the user named: once reached at a public address, it may lead to no other, by
       whatever its name comes to mean later. NULL: not asked for */
    enum address_scope *scope;
    bool netrc; /* credentials for the host are taken from ~/.netrc where `user` has none */
    const char *user, *ca_file, *cert, *key, *proxy, *unix_socket; /* NULL: not set */
    const char *const *resolve;                                    /* curl's --resolve */
    size_t resolve_count;
    bool keeps_coding; /* bodies stay as they came; else their content codings are undone, of which
                          libcurl does not say whether they came to their end */
    const volatile int *interrupted; /* set by a signal handler: what is under way fails with
                                        "interrupted" within a second; may be NULL */
};

struct client;

struct client *client_new(const struct client_settings *settings, struct error *err);
void client_free(struct client *client);
/* Takes a request (its text is copied) to be sent when there is room; tag comes back with the
   response. false and err: the request cannot be sent (bad method, header, URL). */
bool client_send(struct client *client, const struct request *request, void *tag,
                 struct error *err);

enum client_step { CLIENT_GOT, CLIENT_IDLE /* nothing is pending */ };
/* Waits for the next finished transfer; the exchange's memory comes from arena. A transfer that
   failed has exchange->failure ("connection refused", "time-out after 30000 ms", "cut off: 120 of
   400 body bytes"...), and whatever of the response came. */
enum client_step client_next(struct client *client, struct arena *arena, struct exchange *exchange,
                             void **tag);

#endif
