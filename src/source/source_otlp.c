/* --from otlp: HTTP spans of OpenTelemetry as JSON (OTLP): a whole file, or an export a line. */
#include "source/bodyless_exchange.h"
#include "source/record_source.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

enum { RESOURCES = 1, RESOURCE, SCOPES, SCOPE, SPANS };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "resourceSpans", RESOURCES},
    {RESOURCES, NULL, RESOURCE},
    {RESOURCE, "scopeSpans", SCOPES},
    {RESOURCE, "instrumentationLibrarySpans", SCOPES}, /* before OTLP 0.19 */
    {SCOPES, NULL, SCOPE},
    {SCOPE, "spans", SPANS},
    {SPANS, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "export of OpenTelemetry",
    .records = "resourceSpans[].scopeSpans[].spans",
    .several = true,
};

static bool recognises(struct str head)
{
    return sketch_has(head, "resourceSpans");
}

/* {"stringValue": "GET"}, {"intValue": "200"}, {"arrayValue": {"values": [{"stringValue": ...}]}}
 */
static struct str value_text(const struct node *value)
{
    const struct node *list = recorded_member(value, "arrayValue.values");
    struct str text = node_text(node_member(value, STR("stringValue")));

    if (node_is(list, NODE_ARRAY) && list->length)
        return value_text(node_element(list, 0));
    if (!text.text)
        text = node_text(node_member(value, STR("intValue")));
    return text.text ? text : node_text(node_member(value, STR("doubleValue")));
}

static struct str attribute(const struct node *span, const char *name)
{
    const struct node *list = node_member(span, STR("attributes"));

    if (!node_is(list, NODE_ARRAY))
        return STR_NONE;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (str_is(node_member_string(item, "key"), name))
            return value_text(node_member(item, STR("value")));
    return STR_NONE;
}

/* The stable name, or what it was before semantic conventions 1.21. */
static struct str either(const struct node *span, const char *name, const char *older)
{
    struct str value = attribute(span, name);

    return value.length ? value : attribute(span, older);
}

static struct str read_method(struct arena *arena, const struct node *span)
{
    struct str method = either(span, "http.request.method", "http.method");

    /* Methods that are not well known are kept apart. */
    return str_is(method, "_OTHER") ? attribute(span, "http.request.method_original")
                                    : recorded_method_of(arena, method);
}

static struct str read_url(struct arena *arena, const struct node *span)
{
    struct str whole = either(span, "url.full", "http.url");
    struct str path = attribute(span, "url.path"), query = attribute(span, "url.query");
    struct str host = either(span, "server.address", "http.host");
    struct str port = attribute(span, "server.port");

    if (whole.length)
        return whole;
    if (path.length == 0)
        path = attribute(span, "http.target");
    else if (query.length) /* that of .NET keeps its '?' */
        path = str_format(arena, "%.*s%s%.*s", STR_ARGS(path),
                          str_starts_with(query, STR("?")) ? "" : "?", STR_ARGS(query));
    if (host.length && port.length && !str_is(port, "80") && !str_is(port, "443"))
        host = str_format(arena, "%.*s:%.*s", STR_ARGS(host), STR_ARGS(port));
    return bodyless_url(arena, either(span, "url.scheme", "http.scheme"), host, path);
}

/* Some exporters write 200.0. false: it is none. */
static bool read_status(struct str text, int *status)
{
    struct decimal number;
    int64_t code;

    if (!decimal_is_number(text))
        return false;
    number = decimal_parse(text);
    if (!decimal_to_int64(&number, &code) || code < 0 || code > 999)
        return false;
    *status = (int)code;
    return true;
}

/* "http.response.header.content-type": ["..."] where headers are captured. */
static struct headers read_headers(struct arena *arena, const struct node *span, const char *prefix)
{
    const struct node *list = node_member(span, STR("attributes"));
    struct headers headers = {.partial = true};

    if (!node_is(list, NODE_ARRAY))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, list->length);
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        struct str key = node_member_string(item, "key");

        if (str_starts_with(key, str_of(prefix)))
            headers.items[headers.count++] = (struct header){
                .name = str_slice(key, strlen(prefix), SIZE_MAX),
                .value = value_text(node_member(item, STR("value"))),
            };
    }
    return headers;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *span, struct exchange *exchange, struct error *err)
{
    struct arena *arena = source->arena;
    struct str status;

    exchange->request.method = read_method(arena, span);
    exchange->request.url = read_url(arena, span);
    exchange->request.fragment = attribute(span, "url.fragment");
    if (exchange->request.method.length == 0)
        return record_skipped(exchange, STR("a span of no HTTP request"));
    if (exchange->request.url.length == 0)
        return record_skipped(exchange, STR("a span without its URL"));
    status = either(span, "http.response.status_code", "http.status_code");
    if (status.length && !read_status(status, &exchange->response.status))
        return record_broken(source, record, err, "no HTTP span: its status is none");
    exchange->request.headers = read_headers(arena, span, "http.request.header.");
    exchange->response.headers = read_headers(arena, span, "http.response.header.");
    return bodyless_exchange(exchange);
}

const struct source_type source_otlp = {
    .name = "otlp",
    .summary = "HTTP spans of OpenTelemetry, as OTLP JSON; no bodies",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
