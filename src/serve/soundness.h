/* What of a request libmicrohttpd lets through and HTTP/1.1 does not. No sockets here. */
#ifndef OASDRIFT_SERVE_SOUNDNESS_H
#define OASDRIFT_SERVE_SOUNDNESS_H

#include "base/error.h"
#include "http/exchange.h"

enum {
    TARGET_MAX_BYTES = 32 * 1024, /* of a request's path and query */
    HEAD_MAX_BYTES = 96 * 1024,   /* of a request's headers, with HEADER_COST for each */
    HEADER_COST = 64,
    BODY_MAX_BYTES = 16 * 1024 * 1024
};

/* Why a request is refused before it is looked at; its connection is closed then, for nobody knows
   where the next request begins. */
struct refusal {
    int status; /* 0: it is not */
    struct str detail;
};

/* version: as sent, "HTTP/1.1". url: the target as sent. Of the body only the headers are known. */
struct refusal request_soundness(const struct request *request, struct str version);

/* Undoes Content-Encoding; the body then lives in arena. Its bytes stay when there is no coding, or
   it fails. */
struct refusal request_decode(struct arena *arena, struct request *request);

#endif
