/* --from newman: what `newman run --reporters json` writes, run.executions[]. */
#include "base/data_span.h"
#include "source/postman_request.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

enum { RUN = 1, EXECUTIONS };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "run", RUN},
    {RUN, "executions", EXECUTIONS},
    {EXECUTIONS, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "report of newman",
    .records = "run.executions",
};

/* The collection comes first, as newman keeps it: items before info, or with a "_" of its own. */
static bool recognises(struct str head)
{
    return sketch_has(head, "run.executions") || sketch_has(head, "run.stats") ||
           sketch_has(head, "collection._") ||
           (sketch_has(head, "collection.item") && !sketch_has(head, "collection.info"));
}

/* {"type": "Buffer", "data": [123, 125]}. false: not bytes. */
static bool read_buffer(struct arena *arena, const struct node *stream, struct str *bytes)
{
    const struct node *data = node_member(stream, STR("data"));
    size_t length = 0;
    char *out;

    if (!node_is(data, NODE_ARRAY))
        return false;
    out = arena_alloc(arena, data->length + 1);
    for (const struct node *item = node_first(data); item < node_end(data);
         item = node_next(item)) {
        uint64_t byte;

        if (!str_to_unsigned(node_text(item), &byte) || byte > 255)
            return false;
        out[length++] = (char)(unsigned char)byte;
    }
    *bytes = (struct str){out, length};
    return true;
}

static struct body read_body(struct arena *arena, const struct node *response,
                             const struct exchange *exchange)
{
    const struct node *stream = node_member(response, STR("stream"));
    const struct node *text = node_member(response, STR("body"));
    struct body body = response_body_not_recorded(&exchange->request, &exchange->response);
    struct str bytes;

    if (node_is(stream, NODE_OBJECT))
        body = read_buffer(arena, stream, &bytes)
                   ? body_of_bytes(bytes)
                   : body_unknown(STR("the recorded body is no list of bytes"), STR_NONE);
    else if (node_is(text, NODE_STRING))
        body = body_of_bytes(node_string(text));
    body_decode(arena, &exchange->response.headers, &body);
    return body;
}

/* What newman notes of a request without an answer. */
static struct str failure_of(struct arena *arena, const struct node *execution)
{
    const struct node *error = node_member(execution, STR("requestError"));
    struct str message = node_member_string(error, "message");

    if (message.length == 0)
        message = node_member_string(error, "code");
    return message.length
               ? str_format(arena, "the recorder noted: %.*s", STR_ARGS(data_text(arena, message)))
               : STR("the recording has no response");
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *execution, struct exchange *exchange,
                             struct error *err)
{
    struct arena *arena = source->arena;
    const struct node *response;

    if (!postman_request_read(arena, node_member(execution, STR("request")), &exchange->request))
        return record_broken(source, record, err, "no execution of newman: it has no request");
    response = node_member(execution, STR("response"));
    if (!node_is(response, NODE_OBJECT)) {
        exchange->failure = failure_of(arena, execution);
        return SOURCE_GOT;
    }
    exchange->response.reason = node_member_string(response, "status");
    exchange->response.headers =
        headers_from_pairs(arena, node_member(response, STR("header")), "key", "value");
    if (!recorded_status(node_member(response, STR("code")), &exchange->response.status) ||
        exchange->response.status == 0)
        return record_broken(source, record, err, "no execution of newman: its code is no status");
    exchange->response.body = read_body(arena, response, exchange);
    exchange->duration_us = recorded_duration_us(node_member(response, STR("responseTime")));
    return SOURCE_GOT;
}

const struct source_type source_newman = {
    .name = "newman",
    .summary = "newman's JSON report",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
