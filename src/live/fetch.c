#include "live/fetch.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/duration.h"
#include "base/file.h"
#include "base/map.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "base/vec.h"
#include "document/data_excerpt.h"
#include "http/content_coding.h"
#include "http/url.h"
#include "live/client.h"
#include "redact/redaction.h"

enum { HTTP_PORT = 80, HTTPS_PORT = 443, ADDRESS_MAX_TEXT = 64 };

struct fetcher {
    const char *const *hosts;
    size_t host_count;
    const volatile int *interrupted;
    struct client *clients[2]; /* [public_addresses_only]; made when first used */
    VEC(struct fetch_origin *) origins;
    struct arena arena; /* what was fetched */
    struct arena hop;   /* one answer */
    struct map fetched; /* by normalised URIs: struct fetched */
    uint64_t bytes, waited_ms;
};

struct fetch_origin {
    struct fetcher *fetcher;
    struct str url;        /* normalised, no userinfo */
    const char *user;      /* "USER:PASSWORD"; NULL: the URL has none */
    struct client *client; /* made when first used */
    enum address_scope scope;
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

static bool is_of(const struct fetch_origin *origin, struct str uri)
{
    return origin && uri_shares_origin(origin->url, uri);
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

static struct client *client_of(struct client **client, const struct fetcher *fetcher,
                                struct client_settings settings, struct error *err)
{
    settings.concurrency = 1;
    settings.body_max_bytes = FETCH_MAX_BYTES;
    settings.max_time_ms = FETCH_MAX_TIME_MS;
    settings.keeps_coding = true;
    settings.interrupted = fetcher->interrupted;
    if (!*client)
        *client = client_new(&settings, err);
    return *client;
}

/* libcurl looks for it, and would wait for what a pipe has to say. */
static bool netrc_is_file(struct fetcher *fetcher)
{
    const char *home = getenv("HOME");

    return !home || !file_may_wait(str_format(&fetcher->arena, "%s/.netrc", home).text);
}

/* origin: NULL where the URL does not lie there. */
static struct client *client_for(struct fetcher *fetcher, struct fetch_origin *origin,
                                 const struct url *url, struct error *err)
{
    bool public_only = !is_address(url->host);

    if (origin)
        return client_of(&origin->client, fetcher,
                         (struct client_settings){.user = origin->user,
                                                  .netrc = netrc_is_file(fetcher),
                                                  .scope = &origin->scope},
                         err);
    return client_of(&fetcher->clients[public_only], fetcher,
                     (struct client_settings){.public_addresses_only = public_only}, err);
}

/* However many small documents lead to each other, or however slowly they come. */
static bool has_room(const struct fetcher *fetcher, struct error *err)
{
    if (fetcher->bytes > FETCH_MAX_ALL_BYTES)
        return error_raise(err, "what is fetched is larger than the limit of %d bytes in all",
                           FETCH_MAX_ALL_BYTES);
    if (fetcher->waited_ms > FETCH_MAX_ALL_TIME_MS)
        return error_raise(err, "what is fetched takes longer than the limit of %d s in all",
                           FETCH_MAX_ALL_TIME_MS / 1000);
    return true;
}

static bool get(struct fetcher *fetcher, struct fetch_origin *origin, struct str uri,
                const struct url *url, struct exchange *exchange, struct error *err)
{
    struct header accept = {STR("Accept"), STR("application/yaml, application/json, */*;q=0.5")};
    const struct request request = {
        .method = STR("GET"), .url = uri, .headers = {.items = &accept, .count = 1}};
    struct client *client = client_for(fetcher, origin, url, err);
    uint64_t start = duration_clock_ms();
    void *tag;

    arena_clear(&fetcher->hop);
    if (!has_room(fetcher, err) || !client || !client_send(client, &request, NULL, err))
        return false;
    client_next(client, &fetcher->hop, exchange, &tag);
    fetcher->waited_ms += duration_clock_ms() - start;
    return !exchange->failure.text ||
           error_raise(err, "%.*s", STR_ARGS(data_spans_show(&fetcher->hop, exchange->failure)));
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
    next = uri_normalise(arena, next);
    if (str_starts_with(*uri, STR("https:")) && !str_starts_with(next, STR("https:")))
        return error_raise(err, "redirect from https to \"%.*s\"",
                           STR_ARGS(redact_asked_url(arena, next)));
    *uri = str_copy(arena, next); /* the answer goes with the next one */
    return true;
}

/* The body without its content codings. */
static bool decode(struct fetcher *fetcher, const struct response *response, struct str *text,
                   struct error *err)
{
    struct str coding = headers_get(&response->headers, "Content-Encoding");
    enum decode_outcome outcome;
    struct strbuf decoded;

    strbuf_init(&decoded, FETCH_MAX_BYTES);
    outcome = content_decode(coding, response->body.bytes, &decoded);
    fetcher->bytes += decoded.length;
    if (outcome != DECODE_OK)
        error_raise(err, "the body is %s", decode_outcome_text(outcome));
    else if (has_room(fetcher, err))
        *text = str_copy(&fetcher->arena, strbuf_str(&decoded));
    strbuf_release(&decoded);
    return text->text != NULL;
}

static bool take_body(struct fetcher *fetcher, const struct exchange *exchange, bool is_named,
                      struct str uri, struct fetched *fetched, struct error *err)
{
    const struct response *response = &exchange->response;

    if (response->status == 401 && is_named)
        return error_raise(err, "status 401 (credentials may stand in the URL, as USER:PASSWORD@, "
                                "or in ~/.netrc)");
    if (response->status != 200)
        return error_raise(err, "status %d", response->status);
    if (response->body.state == BODY_UNKNOWN || response->body.state == BODY_TRUNCATED)
        return error_raise(err, "%.*s",
                           STR_ARGS(data_spans_show(&fetcher->hop, response->body.reason)));
    *fetched = (struct fetched){.uri = uri};
    return decode(fetcher, response, &fetched->text, err);
}

static bool refuse(const struct url *url, int hop, struct error *err)
{
    error_raise(err, "%shost \"%.*s\" is not allowed (see --allow-ref)", hop ? "redirected: " : "",
                STR_ARGS(url->authority));
    return error_unread(err);
}

/* The document of the URI, or of where its redirects lead. */
static bool fetch_hops(struct fetcher *fetcher, struct fetch_origin *origin, struct str uri,
                       struct fetched *fetched, struct error *err)
{
    for (int hop = 0; hop <= FETCH_MAX_REDIRECTS; hop++) {
        bool is_named = is_of(origin, uri);
        const struct fetched *kept;
        struct exchange exchange;
        struct url url;

        url_split(uri, &url);
        if (!url_is_http(&url) || url.userinfo.text)
            return error_raise(err, "no URL to fetch: \"%.*s\"",
                               STR_ARGS(redact_asked_url(&fetcher->arena, uri)));
        if (!is_named && !is_allowed(fetcher, &url))
            return refuse(&url, hop, err);
        kept = map_get(&fetcher->fetched, uri);
        if (kept) {
            *fetched = *kept;
            return true;
        }
        if (!get(fetcher, is_named ? origin : NULL, uri, &url, &exchange, err))
            return false;
        if (!is_redirect(exchange.response.status))
            return take_body(fetcher, &exchange, is_named, uri, fetched, err);
        if (!redirect(&fetcher->arena, &exchange, &uri, err))
            return false;
    }
    return error_raise(err, "more than %d redirects", FETCH_MAX_REDIRECTS);
}

static void keep(struct fetcher *fetcher, struct str uri, const struct fetched *fetched)
{
    struct fetched *kept = ARENA_NEW(&fetcher->arena, struct fetched);

    *kept = *fetched;
    *map_put(&fetcher->fetched, uri) = kept;
    *map_put(&fetcher->fetched, kept->uri) = kept;
}

static bool fetch(struct fetcher *fetcher, struct fetch_origin *origin, struct str uri,
                  struct fetched *fetched, struct error *err)
{
    uri = str_copy(&fetcher->arena, uri_normalise(&fetcher->arena, uri));
    if (!fetch_hops(fetcher, origin, uri, fetched, err))
        return false;
    keep(fetcher, uri, fetched);
    return true;
}

bool fetch_document(void *fetcher, struct str uri, struct fetched *fetched, struct error *err)
{
    return fetch(fetcher, NULL, uri, fetched, err);
}

bool fetch_for_origin(void *context, struct str uri, struct fetched *fetched, struct error *err)
{
    struct fetch_origin *origin = context;

    return fetch(origin->fetcher, origin, uri, fetched, err);
}

/* ---- the server of a description ---- */

struct fetch_origin *fetcher_add_origin(struct fetcher *fetcher, struct str text, struct error *err)
{
    struct arena *arena = &fetcher->arena;
    struct fetch_origin *origin = ARENA_NEW(arena, struct fetch_origin);
    struct url url;
    struct str user;

    url_split(text, &url);
    if (!url_is_http(&url) || url.host.length == 0) {
        error_raise(err,
                    "%.*s: no URL that can be fetched: it needs a host, and a port if any, in "
                    "ASCII; blanks and other characters are percent-encoded",
                    STR_ARGS(redact_asked_url(arena, fetch_without_userinfo(arena, text))));
        return NULL;
    }
    percent_decode(arena, url.userinfo, PLUS_IS_LITERAL, &user);
    *origin = (struct fetch_origin){.fetcher = fetcher,
                                    .url = str_copy(arena, fetch_without_userinfo(arena, text)),
                                    .user = user.length ? str_copy(arena, user).text : NULL};
    VEC_ADD(&fetcher->origins, origin);
    return origin;
}

struct str fetch_without_userinfo(struct arena *arena, struct str text)
{
    struct url url;
    size_t from;

    url_split(text, &url);
    if (!url.userinfo.text)
        return uri_normalise(arena, text);
    from = (size_t)(url.userinfo.text - text.text);
    text = str_format(arena, "%.*s%.*s", (int)from, text.text,
                      STR_ARGS(str_slice(text, from + url.userinfo.length + 1, SIZE_MAX)));
    return uri_normalise(arena, text);
}

struct fetcher *fetcher_new(const char *const *hosts, size_t count, const volatile int *interrupted)
{
    struct fetcher *fetcher = alloc_zeroed(1, sizeof *fetcher);

    fetcher->hosts = hosts;
    fetcher->host_count = count;
    fetcher->interrupted = interrupted;
    arena_init(&fetcher->arena);
    arena_init(&fetcher->hop);
    return fetcher;
}

void fetcher_free(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(fetcher->clients); i++)
        client_free(fetcher->clients[i]);
    for (size_t i = 0; i < fetcher->origins.count; i++)
        client_free(fetcher->origins.items[i]->client);
    VEC_RELEASE(&fetcher->origins);
    map_release(&fetcher->fetched);
    arena_release(&fetcher->arena);
    arena_release(&fetcher->hop);
    free(fetcher);
}
