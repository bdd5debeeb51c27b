/* The options of a handle, and the functions that it calls while the answer comes in. */
#include <stdio.h>
#include <time.h>

#include "base/duration.h"
#include "http/url.h"
#include "live/address.h"
#include "live/transfer.h"

/* ---- while it runs ---- */

/* "HTTP/1.1 404 Not Found": what stands behind the second space. */
static void read_status_line(struct transfer *transfer, struct str line)
{
    str_cut(&line, ' ');
    str_cut(&line, ' ');
    transfer->reason = str_copy(&transfer->arena, str_trim(line));
    transfer->head_ended = false;
}

/* Called for every line, also those of 1xx answers and trailers: all of them count. */
static size_t receive_header(char *data, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct str line = {data, size * count};

    transfer->header_bytes += line.length;
    transfer->header_count++;
    if (transfer->header_bytes > CLIENT_MAX_HEADER_BYTES ||
        transfer->header_count > CLIENT_MAX_HEADERS) {
        transfer->stop = STOP_HEADERS;
        return 0;
    }
    if (str_starts_with(line, STR("HTTP/")))
        read_status_line(transfer, line);
    else if (str_trim(line).length == 0)
        transfer->head_ended = true;
    return line.length;
}

/* Counts decoded bytes. CURLOPT_MAXFILESIZE would count the bytes on the wire, of which a
   compressed bomb has few. */
static size_t receive_body(char *data, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct str bytes = {data, size * count};

    transfer->in_body = true;
    if (strbuf_add(&transfer->body, bytes))
        return bytes.length;
    transfer->stop = STOP_BODY;
    return 0;
}

/* Called about once a second, however little comes. */
static int watch(void *context, curl_off_t expected, curl_off_t received, curl_off_t to_send,
                 curl_off_t sent)
{
    struct transfer *transfer = context;
    uint64_t now = duration_clock_ms();

    (void)expected;
    (void)to_send;
    (void)sent;
    if (!transfer->in_body || transfer->stall_since_ms == 0 ||
        received >= transfer->stall_bytes + STALL_BYTES) {
        transfer->stall_bytes = received;
        transfer->stall_since_ms = now;
        return 0;
    }
    if (now - transfer->stall_since_ms < STALL_MS)
        return 0;
    transfer->stop = STOP_STALLED;
    return 1;
}

/* Only here is it known where a connection would really go: the name, or a number in whatever
   notation, has become an address. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *transfer = context;
    const struct client_settings *settings = transfer->settings;
    bool is_public = address_is_public(&address->addr);

    (void)purpose;
    if (!is_public && (settings->public_addresses_only || *settings->scope == ADDRESS_PUBLIC)) {
        transfer->stop = STOP_ADDRESS;
        return CURL_SOCKET_BAD;
    }
    if (settings->scope && *settings->scope == ADDRESS_UNKNOWN)
        *settings->scope = is_public ? ADDRESS_PUBLIC : ADDRESS_NOT_PUBLIC;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* ---- options ---- */

static void add_header(struct transfer *transfer, struct str name, struct str value)
{
    struct str line =
        value.length ? str_format(&transfer->arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(value))
                     : str_format(&transfer->arena, "%.*s;", STR_ARGS(name));

    transfer->headers = transfer->curl->slist_append(transfer->headers, line.text);
}

/* "Name:" takes out a header that libcurl would add by itself. */
static void withhold_header(struct transfer *transfer, const char *name)
{
    struct str line = str_format(&transfer->arena, "%s:", name);

    if (headers_get(&transfer->request.headers, name).text)
        return;
    transfer->headers = transfer->curl->slist_append(transfer->headers, line.text);
}

static void set_request(struct transfer *transfer)
{
    const struct libcurl *curl = transfer->curl;
    const struct request *request = &transfer->request;
    struct str body = request->body.bytes;
    bool takes_body = str_is(request->method, "POST") || str_is(request->method, "PUT") ||
                      str_is(request->method, "PATCH");

    for (size_t i = 0; i < request->headers.count; i++)
        add_header(transfer, request->headers.items[i].name, request->headers.items[i].value);
    withhold_header(transfer, "Expect");
    if (body.length || takes_body) { /* RFC 9110, 8.6: these tell a length of 0 too */
        curl->easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.length);
        curl->easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, body.text ? body.text : "");
        withhold_header(transfer, "Content-Type");
    }
    if (str_is(request->method, "HEAD"))
        curl->easy_setopt(transfer->easy, CURLOPT_NOBODY, 1L);
    else
        curl->easy_setopt(transfer->easy, CURLOPT_CUSTOMREQUEST, request->method.text);
    curl->easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void set_limits(struct transfer *transfer)
{
    const struct libcurl *curl = transfer->curl;
    const struct client_settings *settings = transfer->settings;

    curl->easy_setopt(transfer->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl->easy_setopt(transfer->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl->easy_setopt(transfer->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl->easy_setopt(transfer->easy, CURLOPT_NOSIGNAL, 1L);
    curl->easy_setopt(transfer->easy, CURLOPT_NETRC,
                      (long)(settings->netrc ? CURL_NETRC_OPTIONAL : CURL_NETRC_IGNORED));
    curl->easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, (long)settings->max_time_ms);
    curl->easy_setopt(transfer->easy, CURLOPT_CONNECTTIMEOUT_MS,
                      (long)settings->connect_timeout_ms);
}

static void set_callbacks(struct transfer *transfer)
{
    const struct libcurl *curl = transfer->curl;

    curl->easy_setopt(transfer->easy, CURLOPT_ERRORBUFFER, transfer->message);
    curl->easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
    curl->easy_setopt(transfer->easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl->easy_setopt(transfer->easy, CURLOPT_HEADERDATA, transfer);
    curl->easy_setopt(transfer->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl->easy_setopt(transfer->easy, CURLOPT_WRITEFUNCTION, receive_body);
    curl->easy_setopt(transfer->easy, CURLOPT_WRITEDATA, transfer);
    curl->easy_setopt(transfer->easy, CURLOPT_NOPROGRESS, 0L);
    curl->easy_setopt(transfer->easy, CURLOPT_XFERINFOFUNCTION, watch);
    curl->easy_setopt(transfer->easy, CURLOPT_XFERINFODATA, transfer);
    curl->easy_setopt(transfer->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all it knows */
    if (transfer->settings->keeps_coding)
        curl->easy_setopt(transfer->easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
}

static bool is_loopback(struct str url_text)
{
    struct url url;

    url_split(url_text, &url);
    return str_equal_ignoring_case(url.host, STR("localhost")) ||
           str_starts_with(url.host, STR("127.")) || str_is(url.host, "[::1]");
}

/* Proxies of the environment are honoured as curl does, but not on the way to this machine. */
static void set_connection(struct transfer *transfer, struct curl_slist *resolve)
{
    const struct libcurl *curl = transfer->curl;
    const struct client_settings *settings = transfer->settings;
    const struct {
        CURLoption option;
        const char *value;
    } texts[] = {
        {CURLOPT_CAINFO, settings->ca_file},
        {CURLOPT_SSLCERT, settings->cert},
        {CURLOPT_SSLKEY, settings->key},
        {CURLOPT_PROXY, settings->proxy},
        {CURLOPT_UNIX_SOCKET_PATH, settings->unix_socket},
        {CURLOPT_USERAGENT, "oasdrift/" OASDRIFT_VERSION},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
        if (texts[i].value)
            curl->easy_setopt(transfer->easy, texts[i].option, texts[i].value);
    if (!settings->proxy && is_loopback(transfer->request.url))
        curl->easy_setopt(transfer->easy, CURLOPT_PROXY, "");
    if (settings->public_addresses_only)
        curl->easy_setopt(transfer->easy, CURLOPT_PROXY, ""); /* its address is not the server's */
    if (settings->public_addresses_only || settings->scope) {
        curl->easy_setopt(transfer->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl->easy_setopt(transfer->easy, CURLOPT_OPENSOCKETDATA, transfer);
    }
    if (resolve)
        curl->easy_setopt(transfer->easy, CURLOPT_RESOLVE, resolve);
    curl->easy_setopt(transfer->easy, CURLOPT_SSL_VERIFYPEER, settings->insecure ? 0L : 1L);
    curl->easy_setopt(transfer->easy, CURLOPT_SSL_VERIFYHOST, settings->insecure ? 0L : 2L);
}

static void note_time(struct transfer *transfer)
{
    struct timespec now;
    struct tm utc;
    size_t length;

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    length = strftime(transfer->time, sizeof transfer->time, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(transfer->time + length, sizeof transfer->time - length, ".%03ldZ",
             now.tv_nsec / 1000000);
}

bool transfer_prepare(struct transfer *transfer, CURL *easy, struct curl_slist *resolve)
{
    transfer->easy = easy;
    note_time(transfer);
    set_limits(transfer);
    set_callbacks(transfer);
    set_connection(transfer, resolve);
    set_request(transfer);
    return transfer->curl->easy_setopt(easy, CURLOPT_CURLU, transfer->url) == CURLE_OK;
}
