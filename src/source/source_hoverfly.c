/* --from hoverfly: a simulation, data.pairs[] (schemas v1 to v5). */
#include "base/percent.h"
#include "base/strbuf.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_template.h"
#include "source/recorded_value.h"
#include "source/source_types.h"
#include "stream/json_sketch.h"

enum { DATA = 1, PAIRS };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "data", DATA},
    {DATA, "pairs", PAIRS},
    {PAIRS, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "simulation of Hoverfly",
    .records = "data.pairs",
};

static bool recognises(struct str head)
{
    return sketch_has(head, "data.pairs");
}

/* ---- matchers ---- */

enum exactness { MATCH_ABSENT, MATCH_EXACT, MATCH_LOOSE };

/* "x" (v1), {"exactMatch": "x"} (v2 to v4), [{"matcher": "exact", "value": "x"}] (v5). */
static enum exactness exact_text(const struct node *matcher, struct str *text)
{
    if (node_is(matcher, NODE_ARRAY) && matcher->length == 1) {
        matcher = node_element(matcher, 0);
        *text = node_is(matcher, NODE_STRING) ? node_string(matcher)
                                              : node_text(node_member(matcher, STR("value")));
        return text->text && (node_is(matcher, NODE_STRING) ||
                              str_is(node_member_string(matcher, "matcher"), "exact"))
                   ? MATCH_EXACT
                   : MATCH_LOOSE;
    }
    if (!matcher || matcher->kind == NODE_NULL ||
        (node_is(matcher, NODE_ARRAY) && matcher->length == 0))
        return MATCH_ABSENT;
    *text = node_is(matcher, NODE_STRING) ? node_string(matcher)
                                          : node_member_string(matcher, "exactMatch");
    return text->text ? MATCH_EXACT : MATCH_LOOSE;
}

static struct str exact_member(const struct node *request, const char *name)
{
    struct str text = STR_NONE;

    return exact_text(node_member(request, str_of(name)), &text) == MATCH_EXACT ? text : STR_NONE;
}

/* v5 has the query's parameters by name, older ones its text. false: it is no exact one. */
static bool add_query(struct strbuf *out, const struct node *query)
{
    struct str text = STR_NONE;
    char separator = '?';

    if (!node_is(query, NODE_OBJECT) || node_member(query, STR("exactMatch"))) {
        enum exactness exactness = exact_text(query, &text);

        if (text.length)
            strbuf_add_char(out, '?');
        strbuf_add(out, text);
        return exactness != MATCH_LOOSE;
    }
    for (const struct node *key = node_first(query); key < node_end(query);
         key = node_next_key(key)) {
        if (exact_text(node_value(key), &text) != MATCH_EXACT)
            return false;
        strbuf_add_char(out, separator);
        percent_encode(out, node_string(key));
        strbuf_add_char(out, '=');
        percent_encode(out, text);
        separator = '&';
    }
    return true;
}

/* STR_NONE: the pair answers more URLs than one. */
static struct str read_url(struct arena *arena, const struct node *request)
{
    struct str host = exact_member(request, "destination");
    struct str scheme = exact_member(request, "scheme");
    struct str path = exact_member(request, "path");
    struct strbuf text;
    struct str url = STR_NONE;

    if (path.length == 0)
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX); /* the record is its limit */
    if (host.length)
        strbuf_addf(&text, "%.*s://%.*s", STR_ARGS(scheme.length ? scheme : STR("http")),
                    STR_ARGS(host));
    percent_encode_reserved(&text, path);
    if (add_query(&text, node_member(request, STR("query"))))
        url = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return url;
}

static struct headers read_headers(struct arena *arena, const struct node *matchers)
{
    struct headers headers = {.partial = true};
    struct str text;

    if (!node_is(matchers, NODE_OBJECT))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, matchers->length);
    for (const struct node *key = node_first(matchers); key < node_end(matchers);
         key = node_next_key(key))
        if (exact_text(node_value(key), &text) == MATCH_EXACT)
            headers.items[headers.count++] =
                (struct header){.name = node_string(key), .value = text};
    return headers;
}

static struct body read_request_body(const struct node *request, struct str method)
{
    const struct str open = STR("the pair leaves the request's body open");
    struct str text = STR_NONE;

    switch (exact_text(node_member(request, STR("body")), &text)) {
    case MATCH_EXACT:
        return body_of_bytes(text);
    case MATCH_ABSENT:
        return request_body_unknown(method, open);
    case MATCH_LOOSE:
        break;
    }
    return body_unknown(open, STR_NONE);
}

/* ---- the pair ---- */

static struct body read_response_body(struct arena *arena, const struct node *response,
                                      const struct exchange *exchange)
{
    struct str text = node_member_string(response, "body");
    struct body body;

    if (node_member_string(response, "bodyFile").length)
        return body_unknown(STR("the pair keeps the body in another file"), STR_NONE);
    if (!text.text)
        return response_body_not_recorded(&exchange->request, &exchange->response);
    body = node_member_true(response, "encodedBody") ? body_of_base64(arena, text)
                                                     : body_of_bytes(text);
    return node_member_true(response, "templated") ? body_of_template(arena, body) : body;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *pair, struct exchange *exchange, struct error *err)
{
    struct arena *arena = source->arena;
    const struct node *request, *response;

    request = node_member(pair, STR("request"));
    response = node_member(pair, STR("response"));
    if (!node_is(request, NODE_OBJECT) || !node_is(response, NODE_OBJECT))
        return record_broken(source, record, err,
                             "no pair of Hoverfly: it has no request or no response");
    exchange->request.method = exact_member(request, "method");
    exchange->request.url = read_url(arena, request);
    if (exchange->request.url.length == 0 || exchange->request.method.length == 0)
        return record_skipped(exchange, STR("the pair answers several URLs or methods"));
    exchange->request.headers = read_headers(arena, node_member(request, STR("headers")));
    exchange->request.body = read_request_body(request, exchange->request.method);
    if (!recorded_status(node_member(response, STR("status")), &exchange->response.status) ||
        exchange->response.status == 0)
        return record_broken(source, record, err, "no pair of Hoverfly: its status is none");
    exchange->response.headers = headers_from_map(arena, node_member(response, STR("headers")));
    exchange->response.body = read_response_body(arena, response, exchange);
    body_decode(arena, &exchange->response.headers, &exchange->response.body);
    return SOURCE_GOT;
}

const struct source_type source_hoverfly = {
    .name = "hoverfly",
    .summary = "a simulation of Hoverfly",
    .recognises = recognises,
    .layout = &layout,
    .read = read,
};
