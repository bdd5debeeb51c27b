/* Exchanges of which only method, URL and status are known: from access logs and spans. What they
   show is which operations and statuses occur; the rest is not checked. */
#ifndef OASDRIFT_SOURCE_BODYLESS_EXCHANGE_H
#define OASDRIFT_SOURCE_BODYLESS_EXCHANGE_H

#include "base/arena.h"
#include "source/source.h"

/* Completes an exchange that has method, URL and perhaps status and headers. SOURCE_SKIPPED, with
   the reason, for what cannot be told from a browser's own requests. */
enum source_step bodyless_exchange(struct exchange *exchange);
/* SCHEME://HOST PATH, or the path alone where no host is known; an absolute target stays. */
struct str bodyless_url(struct arena *arena, struct str scheme, struct str host, struct str target);

#endif
