/* Why a transfer failed, in words that name the cause and not the library's constant. What may hold
   an address, or what a server sent, is marked (base/data_span.h). */
#include <errno.h>

#include "base/data_span.h"
#include "http/url.h"
#include "live/transfer.h"

static struct str host_of(const struct transfer *transfer, struct arena *arena, const char *before)
{
    struct url url;

    url_split(transfer->request.url, &url);
    return data_aside(arena, str_format(arena, "%s%.*s", before, STR_ARGS(url.host)));
}

/* libcurl's own sentence, the more exact one of the two it has. */
static struct str sentence(const struct transfer *transfer, CURLcode code)
{
    return str_of(transfer->message[0] ? transfer->message : transfer->curl->easy_strerror(code));
}

/* The other one is a constant. */
static struct str told(const struct transfer *transfer, CURLcode code, struct arena *arena)
{
    return str_format(arena, "%.*s%.*s", STR_ARGS(data_aside(arena, sentence(transfer, code))),
                      STR_ARGS(data_instead(arena, str_of(transfer->curl->easy_strerror(code)))));
}

static long system_error(const struct transfer *transfer)
{
    long number = 0;

    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    return number;
}

static struct str no_connection(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    long number = system_error(transfer);

    if (number == ECONNREFUSED)
        return STR("connection refused");
    return str_format(
        arena, "no connection: %.*s",
        STR_ARGS(number ? str_of(strerror((int)number)) : told(transfer, code, arena)));
}

static struct str no_host(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    (void)code;
    return str_format(arena, "host not found%.*s", STR_ARGS(host_of(transfer, arena, ": ")));
}

static struct str no_proxy(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    return str_format(arena, "proxy: %.*s", STR_ARGS(told(transfer, code, arena)));
}

static struct str tls(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    return str_format(arena, "TLS: %.*s", STR_ARGS(told(transfer, code, arena)));
}

static struct str timed_out(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    curl_off_t connected = 0;

    (void)code;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (connected == 0 && transfer->settings->connect_timeout_ms < transfer->settings->max_time_ms)
        return str_format(arena, "time-out: no connection after %u ms",
                          transfer->settings->connect_timeout_ms);
    return str_format(arena, "time-out after %u ms", transfer->settings->max_time_ms);
}

static struct str cut_off(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    curl_off_t expected = -1, received = 0;

    (void)code;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &expected);
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
    if (expected >= 0)
        return str_format(arena, "cut off: %lld of %lld body bytes", (long long)received,
                          (long long)expected);
    return str_format(arena, "cut off after %lld body %s", (long long)received,
                      str_counted((uint64_t)received, "byte", "bytes"));
}

static struct str no_answer(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    (void)transfer;
    (void)code;
    (void)arena;
    return STR("closed before an answer");
}

static struct str no_http(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    struct str quoted = str_format(arena, ": %.*s", STR_ARGS(sentence(transfer, code)));

    return str_format(arena, "the answer is no HTTP%.*s", STR_ARGS(data_aside(arena, quoted)));
}

static struct str broken(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    long number = system_error(transfer);

    if (number == ECONNRESET)
        return STR("connection reset");
    return str_format(arena, "connection broken: %.*s", STR_ARGS(told(transfer, code, arena)));
}

static struct str http2(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    return str_format(arena, "HTTP/2: %.*s", STR_ARGS(told(transfer, code, arena)));
}

static struct str headers_too_large(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    (void)code;
    if (transfer->header_count > CLIENT_MAX_HEADERS)
        return str_format(arena, "the headers are more than the limit of %d", CLIENT_MAX_HEADERS);
    return str_format(arena, "the headers are larger than the limit of %d bytes",
                      CLIENT_MAX_HEADER_BYTES);
}

static struct str stalled(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    (void)transfer;
    (void)code;
    return str_format(arena, "stalled: less than %d body bytes in %d ms", STALL_BYTES, STALL_MS);
}

static const struct {
    CURLcode code;
    struct str (*cause)(struct transfer *transfer, CURLcode code, struct arena *arena);
} causes[] = {
    {CURLE_UNSUPPORTED_PROTOCOL, no_http}, /* any text would be HTTP/0.9 */
    {CURLE_COULDNT_RESOLVE_PROXY, no_proxy},
    {CURLE_COULDNT_RESOLVE_HOST, no_host},
    {CURLE_COULDNT_CONNECT, no_connection},
    {CURLE_WEIRD_SERVER_REPLY, no_http},
    {CURLE_HTTP2, http2},
    {CURLE_PARTIAL_FILE, cut_off},
    {CURLE_OUT_OF_MEMORY, headers_too_large}, /* what libcurl says of a header line above 100 KB */
    {CURLE_OPERATION_TIMEDOUT, timed_out},
    {CURLE_SSL_CONNECT_ERROR, tls},
    {CURLE_GOT_NOTHING, no_answer},
    {CURLE_SSL_ENGINE_NOTFOUND, tls},
    {CURLE_SSL_ENGINE_SETFAILED, tls},
    {CURLE_SEND_ERROR, broken},
    {CURLE_RECV_ERROR, broken},
    {CURLE_SSL_CERTPROBLEM, tls},
    {CURLE_SSL_CIPHER, tls},
    {CURLE_PEER_FAILED_VERIFICATION, tls},
    {CURLE_SSL_CACERT_BADFILE, tls},
    {CURLE_SSL_ISSUER_ERROR, tls},
    {CURLE_SSL_PINNEDPUBKEYNOTMATCH, tls},
    {CURLE_SSL_INVALIDCERTSTATUS, tls},
    {CURLE_SSL_CLIENTCERT, tls},
    {CURLE_HTTP2_STREAM, http2},
    {CURLE_PROXY, no_proxy},
};

struct str transfer_cause(struct transfer *transfer, CURLcode code, struct arena *arena)
{
    if (transfer->stop == STOP_HEADERS)
        return headers_too_large(transfer, code, arena);
    if (transfer->stop == STOP_STALLED)
        return stalled(transfer, code, arena);
    if (transfer->stop == STOP_INTERRUPTED)
        return STR("interrupted");
    if (transfer->stop == STOP_ADDRESS)
        return str_format(arena, "host%.*s leads to an address that is not public",
                          STR_ARGS(host_of(transfer, arena, " ")));
    for (size_t i = 0; i < ARRAY_LENGTH(causes); i++)
        if (causes[i].code == code)
            return causes[i].cause(transfer, code, arena);
    if (code == CURLE_OK)
        return transfer->head_ended ? STR("closed before an answer")
                                    : STR("closed inside the headers");
    return told(transfer, code, arena);
}
