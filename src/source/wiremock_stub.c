/* A stub says which requests it answers; where it names exactly one, that request and its answer
   are an exchange. */
#include "source/wiremock_stub.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_template.h"
#include "source/recorded_value.h"
#include "source/sidecar.h"

/* ---- the request ---- */

/* {"equalTo": "x"}; STR_NONE for every other matcher. */
static struct str exact_text(const struct node *matcher)
{
    return node_text(node_member(matcher, STR("equalTo")));
}

/* "?a=1&b=2" of exact matchers. false: one of them is not. */
static bool add_query(struct strbuf *out, const struct node *matchers)
{
    char separator = '?';

    if (!node_is(matchers, NODE_OBJECT))
        return true;
    for (const struct node *key = node_first(matchers); key < node_end(matchers);
         key = node_next_key(key)) {
        struct str value = exact_text(node_value(key));

        if (!value.text)
            return false;
        strbuf_add_char(out, separator);
        percent_encode(out, node_string(key));
        strbuf_add_char(out, '=');
        percent_encode(out, value);
        separator = '&';
    }
    return true;
}

/* STR_NONE: the stub answers more URLs than one. */
static struct str read_url(struct arena *arena, const struct node *request)
{
    struct str url = node_member_string(request, "url");
    struct strbuf text;
    bool exact;

    if (url.length)
        return url;
    url = node_member_string(request, "urlPath");
    if (url.length == 0)
        return STR_NONE;
    strbuf_init(&text, SIZE_MAX); /* the record is its limit */
    strbuf_add(&text, url);
    exact = add_query(&text, node_member(request, STR("queryParameters")));
    url = exact ? str_copy(arena, strbuf_str(&text)) : STR_NONE;
    strbuf_release(&text);
    return url;
}

static struct headers read_headers(struct arena *arena, const struct node *matchers)
{
    struct headers headers = {.partial = true};

    if (!node_is(matchers, NODE_OBJECT))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, matchers->length);
    for (const struct node *key = node_first(matchers); key < node_end(matchers);
         key = node_next_key(key)) {
        struct str value = exact_text(node_value(key));

        if (value.text)
            headers.items[headers.count++] =
                (struct header){.name = node_string(key), .value = value};
    }
    return headers;
}

/* One exact pattern is the body; several, or looser ones, leave it open. */
static struct body read_request_body(struct arena *arena, const struct node *request,
                                     struct str method)
{
    const struct node *patterns = node_member(request, STR("bodyPatterns"));
    const struct node *pattern, *json;
    const struct str open = STR("the stub leaves the request's body open");
    struct body body = body_unknown(open, STR_NONE);

    if (!node_is(patterns, NODE_ARRAY) || patterns->length == 0)
        return request_body_unknown(method, open);
    if (patterns->length > 1)
        return body;
    pattern = node_element(patterns, 0);
    json = node_member(pattern, STR("equalToJson"));
    if (node_is(json, NODE_STRING))
        body = body_of_bytes(node_string(json));
    else if (json)
        body = body_of_json(arena, json);
    else if (exact_text(pattern).text)
        body = body_of_bytes(exact_text(pattern));
    if (json)
        body.form = STR("application/json");
    return body;
}

/* ---- the response ---- */

/* Files of bodies stand in "__files" beside "mappings". */
static struct body read_response_body(struct source *source, const struct node *response)
{
    struct str file = node_member_string(response, "bodyFileName");
    const struct node *json = node_member(response, STR("jsonBody"));
    struct str text = node_member_string(response, "body");
    struct str base64 = node_member_string(response, "base64Body");
    struct body body = body_empty(STR_NONE);

    if (file.length)
        body = sidecar_read(source, "../__files", file);
    else if (json)
        body = body_of_json(source->arena, json);
    else if (text.length)
        body = body_of_bytes(text);
    else if (base64.length)
        body = body_of_base64(source->arena, base64);
    return body_of_template(source->arena, body); /* whose engine may be on for all stubs */
}

static struct str reason_to_skip(const struct request *request, const struct node *response)
{
    if (request->url.length == 0)
        return STR("the stub answers several URLs");
    if (str_is(request->method, "ANY"))
        return STR("the stub answers several methods");
    if (node_member(response, STR("fault")))
        return STR("the stub breaks the connection");
    if (node_member(response, STR("proxyBaseUrl")))
        return STR("the stub asks another server");
    return STR_NONE;
}

const char *wiremock_stub_read(struct source *source, const struct node *request,
                               const struct node *response, struct exchange *exchange,
                               struct str *skip)
{
    struct arena *arena = source->arena;
    struct response *answer = &exchange->response;
    struct str method = node_member_string(request, "method");

    if (!node_is(response, NODE_OBJECT))
        return "no stub of WireMock: it has no response";
    exchange->request = (struct request){
        .method = method.length ? method : STR("ANY"),
        .url = read_url(arena, request),
        .headers = read_headers(arena, node_member(request, STR("headers"))),
        .body = read_request_body(arena, request, method),
    };
    *skip = reason_to_skip(&exchange->request, response);
    if (!recorded_status(node_member(response, STR("status")), &answer->status))
        return "no stub of WireMock: its status is none";
    if (answer->status == 0)
        answer->status = 200; /* WireMock's own default */
    answer->headers = headers_from_map(arena, node_member(response, STR("headers")));
    answer->body = read_response_body(source, response);
    body_decode(arena, &answer->headers, &answer->body);
    return NULL;
}
