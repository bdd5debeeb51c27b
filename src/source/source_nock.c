/* --from nock: what nock's recorder puts out as objects, [{"scope", "method", "path", ...}]. */
#include "base/strbuf.h"
#include "source/json_sketch.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"
#include "source/source_types.h"

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

static bool is_hex(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_hex_value(text.text[i]) < 0)
            return false;
    return text.length && text.length % 2 == 0;
}

static void add_hex(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i + 1 < text.length; i += 2)
        strbuf_add_char(out, (char)(unsigned char)(ascii_hex_value(text.text[i]) * 16 +
                                                   ascii_hex_value(text.text[i + 1])));
}

static bool is_hex_list(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY) || value->length == 0)
        return false;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!is_hex(node_string(item)))
            return false;
    return true;
}

/* Bytes as hexadecimal digits, in one string or in the pieces that came over the wire. */
static struct body body_of_hex(struct arena *arena, const struct node *value)
{
    struct strbuf bytes;
    struct str copy;

    strbuf_init(&bytes, RECORDED_BODY_MAX_BYTES);
    if (node_is(value, NODE_STRING))
        add_hex(&bytes, node_string(value));
    else
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            add_hex(&bytes, node_string(item));
    copy = str_copy(arena, strbuf_str(&bytes));
    strbuf_release(&bytes);
    return body_of_bytes(copy);
}

/* Strings stand for themselves; what was JSON is recorded as its value. */
static struct body body_of_value(struct arena *arena, const struct node *value)
{
    if (!value)
        return body_empty(STR_NONE);
    if (node_is(value, NODE_STRING))
        return body_of_bytes(node_string(value));
    return body_of_json(arena, value);
}

static struct body response_body(struct arena *arena, const struct node *call,
                                 const struct response *response)
{
    const struct node *value = node_member(call, STR("response"));
    bool encoded = headers_get(&response->headers, "content-encoding").length > 0;
    bool binary = node_member_true(call, "responseIsBinary");
    struct body body;

    if ((encoded && is_hex_list(value)) || (binary && is_hex(node_string(value))) ||
        (binary && is_hex_list(value)))
        body = body_of_hex(arena, value);
    else
        body = body_of_value(arena, value);
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
    headers.partial = !node_is(raw, NODE_OBJECT);
    return headers;
}

static bool read_request(struct arena *arena, const struct node *call, struct request *request)
{
    struct str scope = node_member_string(call, "scope");
    struct str path = node_member_string(call, "path");

    *request = (struct request){
        .method = recorded_method(arena, node_member_string(call, "method")),
        .url = str_format(arena, "%.*s%.*s", STR_ARGS(scope), STR_ARGS(path)),
        .headers = headers_from_map(arena, node_member(call, STR("reqheaders"))),
        .body = body_of_value(arena, node_member(call, STR("body"))),
    };
    /* They are recorded when asked for, and never all of them. */
    request->headers.partial = true;
    return scope.length && request->method.length;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *context, struct exchange *exchange,
                             struct error *err)
{
    struct response *response = &exchange->response;
    const struct node *call;

    (void)context;
    if (!record_read_json(source, record, &call, err))
        return SOURCE_SKIPPED;
    if (!read_request(source->arena, call, &exchange->request))
        return record_broken(source, record, err, "no call of nock: it has no scope or no method");
    if (!node_is(node_member(call, STR("path")), NODE_STRING))
        return record_skipped(exchange, STR("the call's path is a pattern"));
    response->headers = response_headers(source->arena, call);
    if (!recorded_status(node_member(call, STR("status")), &response->status))
        return record_broken(source, record, err, "no call of nock: its status is none");
    if (response->status == 0)
        response->status = 200; /* nock's own default */
    response->body = response_body(source->arena, call, response);
    return SOURCE_GOT;
}

const struct source_type source_nock = {
    .name = "nock",
    .summary = "calls that nock recorded",
    .recognises = recognises,
    .layout = &layout,
    .open = record_source_open,
    .next = record_source_next,
    .close = record_source_close,
    .read = read,
};
