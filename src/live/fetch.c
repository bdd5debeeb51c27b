#include "live/fetch.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/uri.h"
#include "document/data_excerpt.h"
#include "http/url.h"
#include "live/client.h"

enum { HTTP_PORT = 80, HTTPS_PORT = 443, ADDRESS_MAX_TEXT = 64 };

struct fetcher {
    const char *const *hosts;
    size_t host_count;
    const volatile int *interrupted;
    struct client *clients[2]; /* [public_addresses_only]; made when first used */
};

/* ---- which hosts ---- */

static unsigned default_port(struct str scheme)
{
    return str_equal_ignoring_case(scheme, STR("https")) ? HTTPS_PORT : HTTP_PORT;
}

static unsigned port_of(struct str port, struct str scheme)
{
    return port.length ? (unsigned)atoi(port.text) : default_port(scheme);
}

static void split_host(const char *host, struct url *url)
{
    url_split(str_of(host), url);
}

bool fetch_check_host(const char *host, struct error *err)
{
    const char *at;
    char text[512];
    struct url url;

    snprintf(text, sizeof text, "http://%s", host);
    split_host(text, &url);
    if (strlen(host) < sizeof text - sizeof "http://" && url_is_http(&url) && !url.userinfo.text &&
        !url.path.length && !url.query.text && !url.fragment.text)
        return true;
    at = strrchr(host, '@'); /* in front of it stands userinfo */
    return error_raise(err, "allow-ref %s: neither a folder that is there nor a host",
                       at ? at : host);
}

/* Does the entry, "host" or "host:port", name where the URL leads? */
static bool names(const char *entry, const struct url *url)
{
    char text[512];
    struct url allowed;

    snprintf(text, sizeof text, "http://%s", entry);
    split_host(text, &allowed);
    return str_equal_ignoring_case(allowed.host, url->host) &&
           port_of(allowed.port, url->scheme) == port_of(url->port, url->scheme);
}

static bool is_allowed(const struct fetcher *fetcher, const struct url *url)
{
    for (size_t i = 0; i < fetcher->host_count; i++)
        if (names(fetcher->hosts[i], url))
            return true;
    return false;
}

/* Is it an address, or localhost? A user who allows that knows where it leads. */
static bool is_address(struct str host)
{
    char text[ADDRESS_MAX_TEXT];
    unsigned char bytes[16];

    if (str_starts_with(host, STR("[")))
        return true;
    snprintf(text, sizeof text, "%.*s", STR_ARGS(host));
    return str_equal_ignoring_case(host, STR("localhost")) || inet_pton(AF_INET, text, bytes) == 1;
}

/* ---- one request ---- */

static struct client *client_for(struct fetcher *fetcher, bool public_only, struct error *err)
{
    const struct client_settings settings = {
        .concurrency = 1,
        .body_max_bytes = FETCH_MAX_BYTES,
        .max_time_ms = FETCH_MAX_TIME_MS,
        .public_addresses_only = public_only,
        .interrupted = fetcher->interrupted,
    };

    if (!fetcher->clients[public_only])
        fetcher->clients[public_only] = client_new(&settings, err);
    return fetcher->clients[public_only];
}

static bool get(struct fetcher *fetcher, struct arena *arena, struct str uri, const struct url *url,
                struct exchange *exchange, struct error *err)
{
    struct header accept = {STR("Accept"), STR("application/yaml, application/json, */*;q=0.5")};
    const struct request request = {
        .method = STR("GET"), .url = uri, .headers = {.items = &accept, .count = 1}};
    struct client *client = client_for(fetcher, !is_address(url->host), err);
    void *tag;

    if (!client || !client_send(client, &request, NULL, err))
        return false;
    client_next(client, arena, exchange, &tag);
    return !exchange->failure.text ||
           error_raise(err, "%.*s", STR_ARGS(data_spans_show(arena, exchange->failure)));
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* RFC 9110, 10.2.2. */
static bool redirect(struct arena *arena, const struct exchange *exchange, struct str *uri,
                     struct error *err)
{
    struct str location = headers_get(&exchange->response.headers, "Location");
    struct str next;

    if (!location.length)
        return error_raise(err, "status %d without a Location", exchange->response.status);
    next = uri_without_fragment(uri_resolve(arena, *uri, location), NULL);
    if (str_starts_with(*uri, STR("https:")) && !str_starts_with(next, STR("https:")))
        return error_raise(err, "redirect from https to \"%.*s\"", STR_ARGS(next));
    *uri = next;
    return true;
}

static bool take_body(struct arena *arena, const struct exchange *exchange, struct str uri,
                      struct fetched *fetched, struct error *err)
{
    const struct response *response = &exchange->response;

    if (response->status != 200)
        return error_raise(err, "status %d", response->status);
    if (response->body.state == BODY_UNKNOWN || response->body.state == BODY_TRUNCATED)
        return error_raise(err, "%.*s", STR_ARGS(data_spans_show(arena, response->body.reason)));
    *fetched = (struct fetched){.text = response->body.bytes, .uri = uri};
    return true;
}

bool fetch_document(void *context, struct arena *arena, struct str uri, struct fetched *fetched,
                    struct error *err)
{
    struct fetcher *fetcher = context;

    for (int hop = 0; hop <= FETCH_MAX_REDIRECTS; hop++) {
        struct exchange exchange;
        struct url url;

        url_split(uri, &url);
        if (!url_is_http(&url) || url.userinfo.text)
            return error_raise(err, "no URL to fetch: \"%.*s\"", STR_ARGS(uri));
        if (!is_allowed(fetcher, &url)) {
            error_raise(err, "host \"%.*s\" is not allowed (see --allow-ref)",
                        STR_ARGS(url.authority));
            return error_unread(err);
        }
        if (!get(fetcher, arena, uri, &url, &exchange, err))
            return false;
        if (!is_redirect(exchange.response.status))
            return take_body(arena, &exchange, uri, fetched, err);
        if (!redirect(arena, &exchange, &uri, err))
            return false;
    }
    return error_raise(err, "more than %d redirects", FETCH_MAX_REDIRECTS);
}

struct fetcher *fetcher_new(const char *const *hosts, size_t count, const volatile int *interrupted)
{
    struct fetcher *fetcher = alloc_zeroed(1, sizeof *fetcher);

    fetcher->hosts = hosts;
    fetcher->host_count = count;
    fetcher->interrupted = interrupted;
    return fetcher;
}

void fetcher_free(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(fetcher->clients); i++)
        client_free(fetcher->clients[i]);
    free(fetcher);
}
