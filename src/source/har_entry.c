#include "source/har_entry.h"

#include "base/data_span.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "http/media_type.h"
#include "http/placeholder.h"
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
        str_equal_ignoring_case(url->scheme, STR("https")) ||
        placeholder_length(exchange->request.url, false))
        return STR_NONE;
    if (url->scheme.length == 0)
        return STR("its URL is neither absolute nor a path");
    return str_format(arena, "not HTTP (%.*s:)",
                      STR_ARGS(data_name(arena, str_slice(url->scheme, 0, 32))));
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
        return str_format(arena, "answered from the browser's cache (%.*s)",
                          STR_ARGS(data_text(arena, cache)));
    /* Chrome follows HSTS and its extensions' redirects on its own (Fetch, 4.1). */
    if (headers_get(&exchange->response.headers, "non-authoritative-reason").text ||
        (exchange->response.status == 307 &&
         str_is(exchange->response.reason, "Internal Redirect")))
        return STR("the browser redirected it on its own: it never reached a server");
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

static void add_header(struct arena *arena, struct headers *headers, const char *name,
                       struct str value)
{
    struct header *items = ARENA_ARRAY(arena, struct header, headers->count + 1);

    if (headers->count)
        memcpy(items, headers->items, headers->count * sizeof *items);
    items[headers->count++] = (struct header){.name = str_of(name), .value = value};
    headers->items = items;
}

/* HAR's own list of the cookies that were sent counts where no header has them. */
static void add_cookies(struct arena *arena, const struct node *message, struct headers *headers)
{
    const struct node *list = node_member(message, STR("cookies"));
    struct strbuf text;

    if (!node_is(list, NODE_ARRAY) || list->length == 0 || headers_get(headers, "cookie").text)
        return;
    strbuf_init(&text, RECORD_MAX_BYTES);
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        strbuf_addf(&text, "%s%.*s=%.*s", text.length ? "; " : "",
                    STR_ARGS(node_member_string(item, "name")),
                    STR_ARGS(node_member_string(item, "value")));
    headers->partial = true; /* the list lacks their header */
    add_header(arena, headers, "Cookie", str_copy(arena, strbuf_str(&text)));
    strbuf_release(&text);
}

/* Cookies that were set, and no header that sets them: headers were left out. */
static void mark_cookies(const struct node *message, struct headers *headers)
{
    const struct node *list = node_member(message, STR("cookies"));

    if (node_is(list, NODE_ARRAY) && list->length && !headers_get(headers, "set-cookie").text)
        headers->partial = true;
}

/* The type beside the text is what Content-Type said, where no header was recorded; beside others
   where it is one that no browser finds out by looking at the text. */
static void add_type(struct arena *arena, const struct node *message, struct headers *headers)
{
    const struct node *content = node_member(message, STR("content"));
    struct str type = har_media_type(content);

    if (!type.length || (headers->count && (headers_get(headers, "content-type").text ||
                                            content_kind_of(type) != CONTENT_JSON ||
                                            node_member_string(content, "text").length == 0)))
        return;
    add_header(arena, headers, "Content-Type", type);
    headers->partial = true;
}

/* The lines of redocly's proxy, and of gateways' logs, have headers as a map. A body stands beside
   it, or is left out. */
static bool is_line(const struct node *message)
{
    return node_is(node_member(message, STR("headers")), NODE_OBJECT);
}

/* false: there is none. */
static bool read_line_body(struct arena *arena, const struct node *message,
                           const struct headers *headers, struct body *body)
{
    const struct node *value = node_member(message, STR("body"));

    if (!value || value->kind == NODE_NULL)
        return false;
    *body = node_is(value, NODE_STRING) ? body_of_bytes(node_string(value))
                                        : body_of_value(arena, value, headers);
    body_decode(arena, headers, body);
    return true;
}

/* A comma may be a delimiter, which encoded is none. */
static void add_query_text(struct strbuf *out, struct str text)
{
    if (str_find_any(text, "&#+=") < text.length)
        percent_encode(out, text);
    else
        percent_encode_reserved(out, text);
}

/* *fragment: what is left out of it. Some leave the query to HAR's own list of it; _url, as it was
   sent, where that is no URI. */
static struct str read_url(struct arena *arena, const struct node *message,
                           const struct har_producer *producer, struct str *fragment)
{
    struct str url;
    const struct node *list = node_member(message, STR("queryString"));
    struct strbuf text;

    *fragment = producer->is_ours ? node_member_string(message, "_url") : STR_NONE;
    if (!fragment->length)
        *fragment = node_member_string(message, "url");
    url = str_cut(fragment, '#');
    if (!url.length || str_find_char(url, '?') < url.length || !node_is(list, NODE_ARRAY) ||
        list->length == 0)
        return url;
    strbuf_init(&text, RECORD_MAX_BYTES);
    strbuf_add(&text, url);
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        strbuf_add_char(&text, item == node_first(list) ? '?' : '&');
        add_query_text(&text, node_member_string(item, "name"));
        strbuf_add_char(&text, '=');
        add_query_text(&text, node_member_string(item, "value"));
    }
    url = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return url;
}

/* As our reports say it, for viewers take headersSize at its word. */
static void mark_partial(const struct node *message, const struct har_producer *producer,
                         struct headers *headers)
{
    if (producer->is_ours && node_member_true(message, "_headersPartial"))
        headers->partial = true;
}

static bool read_request(struct source *source, const struct node *node,
                         const struct har_producer *producer, struct request *request)
{
    *request = (struct request){
        .method = recorded_method_of(source->arena, node_member_string(node, "method")),
        .headers = read_headers(source->arena, node),
    };
    request->url = read_url(source->arena, node, producer, &request->fragment);
    request->query_unseen = producer->is_ours && node_member_true(node, "_queryUnseen");
    headers_mark_left_out(&request->headers, recorded_size(node_member(node, STR("headersSize"))),
                          request->method.length + request->url.length);
    mark_partial(node, producer, &request->headers);
    if (producer->appends_part_headers)
        drop_part_headers(&request->headers);
    add_cookies(source->arena, node, &request->headers);
    if (!is_line(node))
        request->body = har_request_body(source, node, request);
    else if (!read_line_body(source->arena, node, &request->headers, &request->body))
        request->body = request_body_not_recorded(request);
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
    headers_mark_left_out(&response->headers, recorded_size(node_member(node, STR("headersSize"))),
                          response->reason.length);
    mark_partial(node, producer, &response->headers);
    add_type(arena, node, &response->headers);
    mark_cookies(node, &response->headers);
    if (!is_line(node))
        response->body = har_response_body(source, node, &exchange->request, response, producer);
    else if (!read_line_body(arena, node, &response->headers, &response->body))
        response->body = response_body_not_recorded(&exchange->request, response);
    if (!node_is(node, NODE_OBJECT))
        exchange->failure = STR("the recording has no response");
    else if (told.length)
        exchange->failure =
            str_format(arena, "the recorder noted: %.*s", STR_ARGS(data_text(arena, told)));
    else if (response->status == 0)
        exchange->failure = STR("the recording has no response (status 0)");
    return true;
}

/* ---- the entry ---- */

/* Chrome takes credentials out. In the form without log.creator (one entry a line) it is recognised
   by two fields that others do not write. */
static bool credentials_hidden(const struct node *entry, const struct har_producer *producer,
                               const struct headers *headers)
{
    bool strips = producer->strips_credentials ||
                  (node_member(entry, STR("_initiator")) && node_member(entry, STR("_priority")));

    if (producer->is_ours)
        return node_member_true(node_member(entry, STR("request")), "_credentialsHidden");
    return strips && headers_hide_credentials(headers);
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
