/* --from postman: a Postman collection (format 2); its saved examples are exchanges. */
#include "source/postman_request.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

/* Items are requests with their examples, or folders of items. */
enum { COLLECTION = 1, ITEMS, ITEM, EXAMPLES };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "item", ITEMS},
    {LEVEL_ROOT, "collection", COLLECTION}, /* as Postman's own API wraps it */
    {COLLECTION, "item", ITEMS},
    {LEVEL_ROOT, "variable", LEVEL_CONTEXT},
    {COLLECTION, "variable", LEVEL_CONTEXT},
    {ITEMS, NULL, ITEM},
    {ITEM, "item", ITEMS},
    {ITEM, "response", EXAMPLES},
    {EXAMPLES, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "collection with saved examples",
    .records = "item[].response",
    .context_late = true,
};

static bool recognises(struct str head)
{
    return sketch_has(head, "info._postman_id") || sketch_has(head, "collection.info") ||
           (sketch_has(head, "info.schema") && sketch_has(head, "info.name")) ||
           (sketch_has(head, "item") && sketch_has(head, "item.[].name"));
}

static struct body read_body(struct arena *arena, const struct node *example,
                             const struct exchange *exchange)
{
    const struct node *text = node_member(example, STR("body"));
    struct body body;

    if (!node_is(text, NODE_STRING))
        return response_body_not_recorded(&exchange->request, &exchange->response);
    body = body_of_bytes(node_string(text));
    body_decode(arena, &exchange->response.headers, &body);
    return body;
}

static bool read_response(struct arena *arena, const struct node *example,
                          struct exchange *exchange)
{
    struct response *response = &exchange->response;

    response->reason = node_member_string(example, "status");
    response->headers =
        headers_from_pairs(arena, node_member(example, STR("header")), "key", "value");
    if (!recorded_status(node_member(example, STR("code")), &response->status))
        return false;
    response->body = read_body(arena, example, exchange);
    exchange->duration_us = recorded_duration_us(node_member(example, STR("responseTime")));
    return true;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *example, struct exchange *exchange,
                             struct error *err)
{
    struct arena *arena = source->arena;

    if (!postman_request_read(arena, node_member(example, STR("originalRequest")),
                              &exchange->request))
        return record_broken(source, record, err, "a saved example without its originalRequest");
    /* What Postman adds when it sends (Authorization, too) is not in it. */
    exchange->request.headers.partial = true;
    if (!read_response(arena, example, exchange))
        return record_broken(source, record, err, "a saved example whose code is no status");
    if (exchange->response.status == 0)
        return record_skipped(exchange, STR("a saved example without a status"));
    return SOURCE_GOT;
}

const struct source_type source_postman = {
    .name = "postman",
    .summary = "a Postman collection: its saved examples",
    .recognises = recognises,
    .layout = &layout,
    .expand = postman_expand,
    .read = read,
};
