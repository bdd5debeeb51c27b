#include "source/har_entry.h"

#include "http/url.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"

/* ---- entries that are no API call ---- */

static struct str websocket(struct arena *arena, const struct node *entry,
                            const struct exchange *exchange, const struct url *url)
{
    (void)arena;
    if (node_member(entry, STR("_webSocketMessages")) ||
        str_is(node_member_string(entry, "_resourceType"), "websocket") ||
        str_equal_ignoring_case(url->scheme, STR("ws")) ||
        str_equal_ignoring_case(url->scheme, STR("wss")) ||
        (exchange->response.status == 101 &&
         str_equal_ignoring_case(headers_get(&exchange->response.headers, "upgrade"),
                                 STR("websocket"))))
        return STR("a websocket");
    return STR_NONE;
}

static struct str tunnel(struct arena *arena, const struct node *entry,
                         const struct exchange *exchange, const struct url *url)
{
    (void)arena;
    (void)entry;
    (void)url;
    return str_is(exchange->request.method, "CONNECT") ? STR("a tunnel through a proxy (CONNECT)")
                                                       : STR_NONE;
}

/* A path alone is fine: some recorders know no more. */
static struct str other_scheme(struct arena *arena, const struct node *entry,
                               const struct exchange *exchange, const struct url *url)
{
    (void)entry;
    if (str_starts_with(exchange->request.url, STR("/")) ||
        str_equal_ignoring_case(url->scheme, STR("http")) ||
        str_equal_ignoring_case(url->scheme, STR("https")))
        return STR_NONE;
    if (url->scheme.length == 0)
        return STR("its URL is neither absolute nor a path");
    return str_format(arena, "not HTTP (%.*s:)", STR_ARGS(str_slice(url->scheme, 0, 32)));
}

/* Fetch, 4.8: the browser asks on its own, with these two headers. */
static struct str preflight(struct arena *arena, const struct node *entry,
                            const struct exchange *exchange, const struct url *url)
{
    const struct headers *headers = &exchange->request.headers;

    (void)arena;
    (void)url;
    if (!str_is(exchange->request.method, "OPTIONS"))
        return STR_NONE;
    if (str_is(node_member_string(entry, "_resourceType"), "preflight") ||
        (headers_get(headers, "origin").text &&
         headers_get(headers, "access-control-request-method").text))
        return STR("a CORS preflight");
    return STR_NONE;
}

static struct str cached(struct arena *arena, const struct node *entry,
                         const struct exchange *exchange, const struct url *url)
{
    struct str cache = node_member_string(entry, "_fromCache");      /* Chrome */
    struct str fetch_type = node_member_string(entry, "_fetchType"); /* Safari */

    (void)url;
    if (str_ends_with(fetch_type, STR(" Cache")))
        cache = fetch_type;
    if (cache.length)
        return str_format(arena, "answered from the browser's cache (%.*s)", STR_ARGS(cache));
    if (exchange->response.status == 304)
        return STR("304: the body is the cache's, not the server's");
    return STR_NONE;
}

/* Why the entry is no API call; STR_NONE: it is one. */
static struct str reason_to_skip(struct arena *arena, const struct node *entry,
                                 const struct exchange *exchange)
{
    static struct str (*const reasons[])(struct arena *, const struct node *,
                                         const struct exchange *, const struct url *) = {
        websocket, tunnel, other_scheme, preflight, cached,
    };
    struct url url;

    url_split(exchange->request.url, &url);
    for (size_t i = 0; i < ARRAY_LENGTH(reasons); i++) {
        struct str reason = reasons[i](arena, entry, exchange, &url);

        if (reason.text)
            return reason;
    }
    return STR_NONE;
}

/* ---- request and response ---- */

/* No request has a Content-Disposition of its own: where that stands, the headers of a part begin.
 */
static void drop_part_headers(struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++)
        if (str_equal_ignoring_case(headers->items[i].name, STR("content-disposition"))) {
            headers->count = i;
            return;
        }
}

/* A list of pairs; in the lines that redocly's proxy writes a map. */
static struct headers read_headers(struct arena *arena, const struct node *message)
{
    const struct node *headers = node_member(message, STR("headers"));

    return node_is(headers, NODE_OBJECT) ? headers_from_map(arena, headers)
                                         : headers_from_pairs(arena, headers, "name", "value");
}

/* The same lines keep a body as a text beside the headers, or have no such text when there is no
   body. */
static bool has_plain_body(const struct node *message, struct body *body)
{
    const struct node *text = node_member(message, STR("body"));

    if (!node_is(node_member(message, STR("headers")), NODE_OBJECT))
        return false;
    *body = body_of_bytes(node_string(text));
    return true;
}

static bool read_request(struct source *source, const struct node *node,
                         const struct har_producer *producer, struct request *request)
{
    struct str url = node_member_string(node, "url");

    *request = (struct request){
        .method = node_member_string(node, "method"),
        .url = str_slice(url, 0, str_find_char(url, '#')), /* a fragment is never sent */
        .headers = read_headers(source->arena, node),
    };
    if (producer->appends_part_headers)
        drop_part_headers(&request->headers);
    if (!has_plain_body(node, &request->body))
        request->body = har_request_body(source, node, request);
    return request->method.length && request->url.length;
}

/* What the recorder wrote about a failed request, in the entry or its response. */
static struct str recorded_failure(const struct node *entry, const struct node *response)
{
    const struct node *const places[] = {response, entry};
    static const char *const names[] = {"_error", "_failureText"};

    for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
        for (size_t k = 0; k < ARRAY_LENGTH(names); k++) {
            struct str text = node_member_string(places[i], names[k]);

            if (text.length)
                return text;
        }
    return STR_NONE;
}

static bool read_response(struct source *source, const struct node *entry,
                          const struct har_producer *producer, struct exchange *exchange)
{
    struct arena *arena = source->arena;
    const struct node *node = node_member(entry, STR("response"));
    struct response *response = &exchange->response;
    struct str told = recorded_failure(entry, node);

    *response = (struct response){
        .reason = node_member_string(node, "statusText"),
        .headers = read_headers(arena, node),
    };
    if (!recorded_status(node_member(node, STR("status")), &response->status))
        return false;
    if (!has_plain_body(node, &response->body))
        response->body = har_response_body(source, node, &exchange->request, response, producer);
    if (!node_is(node, NODE_OBJECT))
        exchange->failure = STR("the recording has no response");
    else if (told.length)
        exchange->failure = str_format(arena, "the recorder noted: %.*s", STR_ARGS(told));
    else if (response->status == 0)
        exchange->failure = STR("the recording has no response (status 0)");
    return true;
}

/* ---- the entry ---- */

/* Chrome removes credentials unless its user told it otherwise; where one still stands, it was
   told. In the form without log.creator (one entry a line), Chrome is recognised by two fields that
   others do not write. */
static bool credentials_hidden(const struct node *entry, const struct har_producer *producer,
                               const struct headers *headers)
{
    bool strips = producer->strips_credentials ||
                  (node_member(entry, STR("_initiator")) && node_member(entry, STR("_priority")));

    return strips && !headers_get(headers, "authorization").text &&
           !headers_get(headers, "cookie").text;
}

/* NULL, or what is wrong with the entry. */
static const char *read_parts(struct source *source, const struct har_producer *producer,
                              const struct node *entry, struct exchange *exchange)
{
    const struct node *request = node_member(entry, STR("request"));

    if (!node_is(entry, NODE_OBJECT))
        return "no HAR entry: not an object";
    if (!node_is(request, NODE_OBJECT))
        return "no HAR entry: it has no request";
    if (!read_request(source, request, producer, &exchange->request))
        return "no HAR entry: its request has no method or no url";
    if (!read_response(source, entry, producer, exchange))
        return "no HAR entry: its response's status is no status";
    exchange->time = node_member_string(entry, "startedDateTime");
    exchange->duration_us = recorded_duration_us(node_member(entry, STR("time")));
    exchange->credentials_hidden = credentials_hidden(entry, producer, &exchange->request.headers);
    return NULL;
}

enum source_step har_entry_read(struct source *source, const struct record *record,
                                const struct node *entry, struct exchange *exchange,
                                struct error *err)
{
    struct har_producer producer =
        har_producer_find(node_member_string(source->context.node, "name"));
    const char *problem;
    struct str reason;

    problem = read_parts(source, &producer, entry, exchange);
    if (problem)
        return record_broken(source, record, err, problem);
    reason = reason_to_skip(source->arena, entry, exchange);
    return reason.text ? record_skipped(exchange, reason) : SOURCE_GOT;
}
