/* --from nock: what nock's recorder puts out as objects, [{"scope", "method", "path", ...}]. */
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_chunks.h"
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
    .name = "recording of nock",
    .records = "list of calls",
};

static bool recognises(struct str head)
{
    return sketch_has(head, "[].scope");
}

/* ---- bodies ---- */

/* Strings stand for themselves; what was JSON is recorded as its value. */
static struct body body_as_recorded(struct arena *arena, const struct node *value)
{
    if (node_is(value, NODE_STRING))
        return body_of_bytes(node_string(value));
    return body_of_json(arena, value);
}

static struct body response_body(struct arena *arena, const struct node *call,
                                 const struct request *request, const struct response *response)
{
    const struct node *value = node_member(call, STR("response"));
    bool encoded = headers_get(&response->headers, "content-encoding").length > 0;
    bool binary = node_member_true(call, "responseIsBinary");
    struct body body;

    if (!value)
        return response_body_not_recorded(request, response);
    if (chunks_are_hex(value) && (binary || (encoded && node_is(value, NODE_ARRAY))))
        body = body_of_chunks(arena, value);
    else
        body = body_as_recorded(arena, value);
    body_decode(arena, &response->headers, &body);
    return body;
}

/* ---- the call ---- */

/* Versions differ in how they write headers; hand-made ones have `headers`. */
static struct headers response_headers(struct arena *arena, const struct node *call)
{
    const struct node *raw = node_member(call, STR("rawHeaders"));
    struct headers headers;

    if (node_is(raw, NODE_ARRAY))
        return headers_from_flat_list(arena, raw);
    if (!node_is(raw, NODE_OBJECT))
        raw = node_member(call, STR("headers"));
    headers = headers_from_map(arena, raw);
    headers.partial = headers.partial || !node_is(raw, NODE_OBJECT);
    return headers;
}

static bool read_request(struct arena *arena, const struct node *call, struct request *request)
{
    struct str scope = node_member_string(call, "scope");
    struct str path = node_member_string(call, "path");
    const struct node *body = node_member(call, STR("body"));
    bool any = str_is(node_string(body), "*"); /* what nock.define takes for any body */

    *request = (struct request){
        .method = recorded_method(arena, node_member_string(call, "method")),
        .url = str_format(arena, "%.*s%.*s", STR_ARGS(scope), STR_ARGS(path)),
        .headers = headers_from_map(arena, node_member(call, STR("reqheaders"))),
    };
    request->body =
        body && !any ? body_as_recorded(arena, body) : request_body_not_recorded(request);
    /* They are recorded when asked for, and never all of them. */
    request->headers.partial = true;
    return scope.length && request->method.length;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *call, struct exchange *exchange, struct error *err)
{
    struct response *response = &exchange->response;

    if (!read_request(source->arena, call, &exchange->request))
        return record_broken(source, record, err, "no call of nock: it has no scope or no method");
    if (!node_is(node_member(call, STR("path")), NODE_STRING))
        return record_skipped(exchange, STR("the call's path is a pattern"));
    response->headers = response_headers(source->arena, call);
    if (!recorded_status(node_member(call, STR("status")), &response->status))
        return record_broken(source, record, err, "no call of nock: its status is none");
    if (response->status == 0)
        response->status = 200; /* nock's own default */
    response->body = response_body(source->arena, call, &exchange->request, response);
    return SOURCE_GOT;
}

const struct source_type source_nock = {
    .name = "nock",
    .summary = "calls that nock recorded",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
