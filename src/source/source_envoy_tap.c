/* --from envoy-tap: buffered HTTP traces of Envoy's tap filter, as JSON, one object behind the
   other. */
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

static const struct record_step steps[] = {
    {LEVEL_ROOT, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "tap of Envoy",
    .records = "trace",
    .several = true,
};

static bool recognises(struct str head)
{
    return sketch_has(head, "http_buffered_trace") ||
           sketch_has(head, "http_streamed_trace_segment") ||
           sketch_has(head, "socket_buffered_trace");
}

/* Envoy leaves an empty body out. */
static struct body read_body(struct arena *arena, const struct node *message,
                             const struct headers *headers)
{
    const struct node *node = node_member(message, STR("body"));
    struct str base64 = node_member_string(node, "as_bytes");
    struct body body;

    if (!node && recorded_content_length(headers) > 0)
        return body_unknown(STR("the recording omits the body"), STR_NONE);
    body = base64.length ? body_of_base64(arena, base64)
                         : body_of_bytes(node_member_string(node, "as_string"));
    if (node_member_true(node, "truncated")) {
        body.state = BODY_TRUNCATED;
        body.reason = STR("Envoy buffered a part of the body only");
    }
    body_decode(arena, headers, &body);
    return body;
}

static struct str read_url(struct arena *arena, const struct node *headers)
{
    struct str scheme = pseudo_header(headers, ":scheme");
    struct str authority = pseudo_header(headers, ":authority");
    struct str path = pseudo_header(headers, ":path");

    if (scheme.length == 0)
        scheme = pseudo_header(headers, "x-forwarded-proto");
    if (authority.length == 0)
        return path;
    return str_format(arena, "%.*s://%.*s%.*s", STR_ARGS(scheme.length ? scheme : STR("http")),
                      STR_ARGS(authority), STR_ARGS(path));
}

static void read_request(struct arena *arena, const struct node *node, struct request *request)
{
    const struct node *headers = node_member(node, STR("headers"));

    request->method = pseudo_header(headers, ":method");
    request->url = read_url(arena, headers);
    request->headers = headers_from_pairs(arena, headers, "key", "value");
    request->body = read_body(arena, node, &request->headers);
}

/* false: the status is none. */
static bool read_response(struct arena *arena, const struct node *node, struct response *response)
{
    const struct node *headers = node_member(node, STR("headers"));
    struct str text = pseudo_header(headers, ":status");
    uint64_t status = 0;

    if (text.length && (!str_to_unsigned(text, &status) || status > 999))
        return false;
    response->status = (int)status;
    response->headers = headers_from_pairs(arena, headers, "key", "value");
    response->body = read_body(arena, node, &response->headers);
    return true;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    const struct node *trace;

    trace = node_member(root, STR("http_buffered_trace"));
    if (node_member(root, STR("http_streamed_trace_segment")))
        return record_skipped(exchange, STR("a piece of a streamed trace: buffered ones are read"));
    if (node_member(root, STR("socket_buffered_trace")) ||
        node_member(root, STR("socket_streamed_trace_segment")))
        return record_skipped(exchange, STR("a trace of a socket, not of HTTP"));
    read_request(source->arena, node_member(trace, STR("request")), &exchange->request);
    if (exchange->request.method.length == 0 || exchange->request.url.length == 0)
        return record_broken(source, record, err, "no trace of Envoy: no :method or no :path");
    if (!read_response(source->arena, node_member(trace, STR("response")), &exchange->response))
        return record_broken(source, record, err, "no trace of Envoy: its :status is none");
    if (exchange->response.status == 0)
        exchange->failure = STR("the recording has no response");
    return SOURCE_GOT;
}

const struct source_type source_envoy_tap = {
    .name = "envoy-tap",
    .summary = "buffered HTTP traces of Envoy's tap filter",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
