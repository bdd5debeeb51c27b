/* --from mockserver: expectations of MockServer, or its log of requests and responses; where a
   matcher names exactly one request, that and its answer are an exchange. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

static const struct record_step steps[] = {
    {LEVEL_ROOT, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "list of MockServer",
    .records = "list of expectations",
    .several = true,
};

static bool recognises(struct str head)
{
    return (sketch_has(head, "[].httpRequest") &&
            !sketch_has(head, "[].httpRequest.requestMethod") &&
            (sketch_has(head, "[].httpResponse") || sketch_has(head, "[].httpForward") ||
             sketch_has(head, "[].httpRequest.path"))) ||
           (sketch_has(head, "httpRequest") && sketch_has(head, "httpResponse.statusCode"));
}

/* ---- names with values ---- */

/* {"a": ["1", "2"]}, or [{"name": "a", "values": ["1", "2"]}]: the same. */
struct entries {
    const struct node *at, *end;
    bool list;
};

static struct entries entries_of(const struct node *node)
{
    bool list = node_is(node, NODE_ARRAY);

    if (!list && !node_is(node, NODE_OBJECT))
        return (struct entries){NULL, NULL, false};
    return (struct entries){node_first(node), node_end(node), list};
}

static bool next_entry(struct entries *entries, struct str *name, const struct node **values)
{
    const struct node *at = entries->at;

    if (at == entries->end)
        return false;
    *name = entries->list ? node_member_string(at, "name") : node_string(at);
    *values = entries->list ? node_member(at, STR("values")) : node_value(at);
    if (entries->list && !*values)
        *values = node_member(at, STR("value"));
    entries->at = entries->list ? node_next(at) : node_next_key(at);
    return true;
}

/* Values are texts, or regular expressions; "!x" is anything but x. */
static bool is_exact(struct str text)
{
    return text.text && str_find_any(text, "*+[](){}|^$\\") == text.length &&
           !str_starts_with(text, STR("!"));
}

static size_t count_values(const struct node *node)
{
    struct entries entries = entries_of(node);
    const struct node *values;
    struct str name;
    size_t count = 0;

    while (next_entry(&entries, &name, &values))
        count += node_is(values, NODE_ARRAY) ? values->length : 1;
    return count;
}

/* matchers: what is no exact value is left out. */
static struct headers read_headers(struct arena *arena, const struct node *node, bool matchers)
{
    struct headers headers = {.items = ARENA_ARRAY(arena, struct header, count_values(node))};
    struct entries entries = entries_of(node);
    const struct node *values;
    struct str name;

    headers.partial = matchers;
    while (next_entry(&entries, &name, &values)) {
        bool list = node_is(values, NODE_ARRAY);
        const struct node *end = list ? node_end(values) : node_next(values);

        for (const struct node *item = list ? node_first(values) : values; item < end;
             item = node_next(item))
            if (!matchers || (is_exact(node_text(item)) && is_exact(name)))
                headers.items[headers.count++] =
                    (struct header){.name = name, .value = node_text(item)};
    }
    return headers;
}

/* ---- the URL ---- */

/* false: it is no exact one. */
static bool add_query(struct strbuf *out, const struct node *query)
{
    struct entries entries = entries_of(query);
    const struct node *values;
    struct str name;
    char separator = '?';

    while (next_entry(&entries, &name, &values)) {
        bool list = node_is(values, NODE_ARRAY);
        const struct node *end = list ? node_end(values) : node_next(values);

        for (const struct node *item = list ? node_first(values) : values; item < end;
             item = node_next(item)) {
            if (!is_exact(name) || !is_exact(node_text(item)))
                return false;
            strbuf_add_char(out, separator);
            percent_encode(out, name);
            strbuf_add_char(out, '=');
            percent_encode(out, node_text(item));
            separator = '&';
        }
    }
    return true;
}

static struct str header_of(const struct node *request, struct arena *arena, const char *name)
{
    struct headers headers = read_headers(arena, node_member(request, STR("headers")), true);

    return headers_get(&headers, name);
}

/* STR_NONE: it stands for several URLs. */
static struct str read_url(struct arena *arena, const struct node *request)
{
    struct str path = node_member_string(request, "path");
    struct str host = header_of(request, arena, "host");
    bool secure = node_member_true(request, "secure");
    struct str url = STR_NONE;
    struct strbuf text;

    if (path.length == 0 || !is_exact(path))
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX); /* the record is its limit */
    if (host.length)
        strbuf_addf(&text, "%s://%.*s", secure ? "https" : "http", STR_ARGS(host));
    percent_encode_reserved(&text, path);
    if (add_query(&text, node_member(request, STR("queryStringParameters"))))
        url = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return url;
}

/* ---- bodies ---- */

/* By its type, or a value as it is. */
static struct body read_body(struct arena *arena, const struct node *node)
{
    struct str type = node_member_string(node, "type");
    const struct node *json = node_member(node, STR("json"));
    struct body body;

    if (!node_is(node, NODE_OBJECT) || type.length == 0) {
        body = node_is(node, NODE_STRING) ? body_of_bytes(node_string(node))
                                          : body_of_json(arena, node);
        return body;
    }
    if (node_member_true(node, "not"))
        return body_unknown(STR("the expectation leaves the body open"), STR_NONE);
    if (str_is(type, "JSON")) {
        body = node_is(json, NODE_STRING) ? body_of_bytes(node_string(json))
                                          : body_of_json(arena, json);
        body.form = STR("application/json");
    } else if (str_is(type, "STRING")) {
        body = body_of_bytes(node_member_string(node, "string"));
    } else if (str_is(type, "XML")) {
        body = body_of_bytes(node_member_string(node, "xml"));
        body.form = STR("application/xml");
    } else if (str_is(type, "BINARY")) {
        body = body_of_base64(arena, node_member_string(node, "base64Bytes"));
    } else {
        body = body_unknown(STR("the expectation leaves the body open"), STR_NONE);
    }
    return body;
}

/* ---- the record ---- */

static struct str reason_to_skip(const struct node *record, const struct exchange *exchange)
{
    if (exchange->request.url.length == 0)
        return STR("the expectation answers several URLs");
    if (!is_exact(exchange->request.method) || exchange->request.method.length == 0)
        return STR("the expectation answers several methods");
    if (!node_is(node_member(record, STR("httpResponse")), NODE_OBJECT))
        return STR("the expectation has no response of its own");
    return STR_NONE;
}

/* What was received is logged whole, with its time. */
static void read_request(struct arena *arena, const struct node *node, bool logged,
                         struct request *request)
{
    const struct node *body = node_member(node, STR("body"));

    *request = (struct request){
        .method = node_member_string(node, "method"),
        .url = read_url(arena, node),
        .headers = read_headers(arena, node_member(node, STR("headers")), !logged),
    };
    if (body)
        request->body = read_body(arena, body);
    else
        request->body = request_body_not_recorded(request);
}

static bool read_response(struct arena *arena, const struct node *node, struct response *response)
{
    const struct node *body = node_member(node, STR("body"));

    if (!recorded_status(node_member(node, STR("statusCode")), &response->status))
        return false;
    if (response->status == 0)
        response->status = 200; /* MockServer's own default */
    response->headers = read_headers(arena, node_member(node, STR("headers")), false);
    response->body = body ? read_body(arena, body) : body_empty(STR_NONE);
    body_decode(arena, &response->headers, &response->body);
    return true;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    const struct node *request = node_member(root, STR("httpRequest"));
    struct str skip;

    if (!node_is(request, NODE_OBJECT))
        return record_broken(source, record, err,
                             "no expectation of MockServer: it has no httpRequest");
    read_request(source->arena, request, node_member(root, STR("timestamp")) != NULL,
                 &exchange->request);
    skip = reason_to_skip(root, exchange);
    if (skip.text)
        return record_skipped(exchange, skip);
    if (!read_response(source->arena, node_member(root, STR("httpResponse")), &exchange->response))
        return record_broken(source, record, err,
                             "no expectation of MockServer: its status is none");
    return SOURCE_GOT;
}

const struct source_type source_mockserver = {
    .name = "mockserver",
    .summary = "expectations of MockServer, or its log of requests",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
