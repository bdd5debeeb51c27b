/* One request on its way: the options of its handle, what came back so far, and what stopped it. */
#ifndef OASDRIFT_LIVE_TRANSFER_H
#define OASDRIFT_LIVE_TRANSFER_H

#include "base/strbuf.h"
#include "live/client.h"
#include "live/libcurl.h"

/* What ended a transfer from our side. */
enum stop {
    STOP_NONE,
    STOP_HEADERS,
    STOP_BODY,
    STOP_STALLED,
    STOP_INTERRUPTED,
    STOP_ADDRESS /* client_settings.public_addresses_only */
};

/* A body that comes in more slowly is given up. The wait for its first byte does not count. */
enum { STALL_BYTES = 64, STALL_MS = 15 * 1000 };

struct transfer {
    struct transfer *next; /* in one of the client's lists */
    const struct libcurl *curl;
    const struct client_settings *settings;
    struct arena arena; /* the request's copy */
    struct request request;
    void *tag;
    char time[32]; /* ISO 8601, when it was started */
    CURL *easy;    /* NULL: waits for its turn */
    CURLU *url;
    struct curl_slist *headers;
    char message[CURL_ERROR_SIZE];
    struct strbuf body;
    size_t header_bytes, header_count;
    struct str reason; /* of the last status line; in the arena */
    enum stop stop;
    bool head_ended; /* the empty line behind the last headers came */
    bool in_body;
    curl_off_t stall_bytes; /* received when the stall clock was last wound */
    uint64_t stall_since_ms;
};

/* A copy with room for one more header. */
struct headers transfer_copy_headers(struct arena *arena, const struct headers *from);
/* Copies the request. false and err when it cannot be sent; release it all the same. */
bool transfer_init(struct transfer *transfer, const struct libcurl *curl,
                   const struct client_settings *settings, const struct request *request,
                   struct error *err);
void transfer_release(struct transfer *transfer);
/* Sets the handle's options. resolve: the client's --resolve list, may be NULL. */
bool transfer_prepare(struct transfer *transfer, CURL *easy, struct curl_slist *resolve);
/* Fills in the exchange, in the arena, from what came back. */
void transfer_finish(struct transfer *transfer, CURLcode code, struct arena *arena,
                     struct exchange *exchange);

/* Why a transfer failed, in plain words (cause.c). */
struct str transfer_cause(struct transfer *transfer, CURLcode code, struct arena *arena);

#endif
