/* --from wiremock: the journal (GET /__admin/requests) and the mappings (GET /__admin/mappings, or
   a file of them); --from wiremock-mapping: a file with one mapping. */
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "source/wiremock_stub.h"
#include "stream/json_sketch.h"

enum { RECORDS = 1 };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "requests", RECORDS},
    {LEVEL_ROOT, "mappings", RECORDS},
    {RECORDS, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "journal or list of mappings of WireMock",
    .records = "\"requests\" or \"mappings\"",
};

static bool recognises(struct str head)
{
    return sketch_has(head, "requests.[].request") || sketch_has(head, "requests.[].id") ||
           sketch_has(head, "mappings.[].request") || sketch_has(head, "mappings.[].id");
}

/* ---- the journal ---- */

/* Bodies stand in base64, and as text beside it where they are text. false: neither is there. */
static bool read_body(struct arena *arena, const struct node *message,
                      const struct headers *headers, struct body *body)
{
    struct str base64 = node_member_string(message, "bodyAsBase64");
    struct str text = node_member_string(message, "body");

    if (!base64.text && !text.text)
        return false;
    *body = base64.length ? body_of_base64(arena, base64) : body_of_bytes(text);
    body_decode(arena, headers, body);
    return true;
}

static const char *read_served(struct arena *arena, const struct node *event,
                               struct exchange *exchange)
{
    const struct node *request = node_member(event, STR("request"));
    const struct node *response = node_member(event, STR("response"));
    struct str url = node_member_string(request, "absoluteUrl");

    exchange->request = (struct request){
        .method = node_member_string(request, "method"),
        .url = url.length ? url : node_member_string(request, "url"),
        .headers = headers_from_map(arena, node_member(request, STR("headers"))),
    };
    if (!read_body(arena, request, &exchange->request.headers, &exchange->request.body))
        exchange->request.body = request_body_not_recorded(&exchange->request);
    if (exchange->request.method.length == 0 || exchange->request.url.length == 0)
        return "no request of WireMock's journal: it has no method or no URL";
    if (!recorded_status(node_member(response, STR("status")), &exchange->response.status))
        return "no request of WireMock's journal: its status is none";
    exchange->response.headers = headers_from_map(arena, node_member(response, STR("headers")));
    if (!read_body(arena, response, &exchange->response.headers, &exchange->response.body))
        exchange->response.body =
            response_body_not_recorded(&exchange->request, &exchange->response);
    exchange->time = node_member_string(request, "loggedDateString");
    exchange->duration_us =
        recorded_duration_us(node_member(node_member(event, STR("timing")), STR("totalTime")));
    if (exchange->response.status == 0)
        exchange->failure = STR("the recording has no response");
    return NULL;
}

static bool is_served(const struct node *record)
{
    const struct node *request = node_member(record, STR("request"));

    return node_member(request, STR("loggedDate")) || node_member(request, STR("absoluteUrl")) ||
           node_member(record, STR("wasMatched"));
}

/* ---- both ---- */

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    const struct node *request, *unmatched;
    struct str skip = STR_NONE;
    const char *problem;

    request = node_member(root, STR("request"));
    if (!node_is(request, NODE_OBJECT))
        return record_broken(source, record, err, "no record of WireMock: it has no request");
    unmatched = node_member(root, STR("wasMatched"));
    if (is_served(root))
        problem = read_served(source->arena, root, exchange);
    else
        problem = wiremock_stub_read(source, request, node_member(root, STR("response")), exchange,
                                     &skip);
    if (problem)
        return record_broken(source, record, err, problem);
    if (node_is(unmatched, NODE_FALSE))
        skip = STR("no stub answered: the response is WireMock's own");
    return skip.text ? record_skipped(exchange, skip) : SOURCE_GOT;
}

const struct source_type source_wiremock = {
    .name = "wiremock",
    .summary = "WireMock's request journal, or its mappings",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};

/* ---- one mapping ---- */

static const struct record_step whole_steps[] = {
    {LEVEL_ROOT, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout whole_layout = {
    .steps = whole_steps,
    .name = "mapping of WireMock",
    .records = "mapping",
    .several = true,
};

/* A HAR entry has a request and a response as well, but the request of a stub has matchers in it,
   and its response has members that no entry has. */
static bool recognises_mapping(struct str head)
{
    static const char *const marks[] = {
        "request.urlPath",      "request.urlPattern",      "request.urlPathPattern",
        "request.bodyPatterns", "response.jsonBody",       "response.bodyFileName",
        "response.base64Body",  "request.urlPathTemplate", "response.transformers",
    };

    if (!sketch_has(head, "request"))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
        if (sketch_has(head, marks[i]))
            return true;
    return (sketch_has(head, "mapping") || sketch_has(head, "uuid")) &&
           sketch_has(head, "request.method");
}

const struct source_type source_wiremock_mapping = {
    .name = "wiremock-mapping",
    .summary = "one mapping of WireMock",
    .recognises = recognises_mapping,
    .layout = &whole_layout,
    .read = read,
};
