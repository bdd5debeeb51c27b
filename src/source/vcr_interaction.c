#include "source/vcr_interaction.h"

#include "base/percent.h"
#include "base/strbuf.h"
#include "http/status.h"
#include "source/recorded_body.h"
#include "source/recorded_headers.h"
#include "source/recorded_value.h"

/* The first of several members that there is. */
static const struct node *any_member(const struct node *node, const char *const *names)
{
    const struct node *member = NULL;

    for (; *names && !member; names++)
        member = node_member(node, str_of(*names));
    return member;
}

/* ---- bodies ---- */

static struct body body_of_text(struct arena *arena, const struct node *text)
{
    if (node_is(text, NODE_STRING) && (text->flags & NODE_BASE64))
        return body_of_base64(arena, node_string(text));
    return body_of_bytes(node_text(text));
}

/* What a program read a body from, as it wrote that down: of Python's io.BytesIO and io.StringIO
   the state starts with all that is in them, wherever they were read to. */
static struct body body_of_stream(struct arena *arena, const struct node *stream)
{
    const struct node *state = node_member(stream, STR("state"));
    const struct node *text =
        node_is(state, NODE_ARRAY) && state->length ? node_element(state, 0) : NULL;

    if (!node_is(text, NODE_STRING))
        return body_unknown(STR("the recording has a program's own object in the body's place"),
                            STR_NONE);
    return body_of_text(arena, text);
}

/* A text, or {"encoding": ..., "string" or "base64_string": ...}; vcrpy with aiohttp keeps a value.
 */
static struct body body_of_node(struct arena *arena, const struct node *node,
                                const struct headers *headers)
{
    const struct node *base64 = node_member(node, STR("base64_string"));
    const struct node *text = node_member(node, STR("string"));

    if (node_is(base64, NODE_STRING))
        return body_of_base64(arena, node_string(base64));
    if (text || node_member(node, STR("encoding")))
        node = text;
    if (!node || node->kind == NODE_NULL)
        return body_empty(STR_NONE);
    if (node->flags & NODE_FOREIGN)
        return body_of_stream(arena, node);
    if (node_is(node, NODE_STRING) || node_is(node, NODE_NUMBER))
        return body_of_text(arena, node);
    return body_of_value(arena, node, headers);
}

/* Bodies are as they were sent unless the user asked for decoding. */
static struct body read_body(struct arena *arena, const struct node *node,
                             const struct headers *headers)
{
    struct body body = body_of_node(arena, node, headers);

    body_decode(arena, headers, &body);
    return body;
}

/* The body that there is; one of null, which only a hook of the user's writes in a response, is
   none that was recorded. */
static const struct node *recorded_response_body(const struct node *response)
{
    static const char *const bodies[] = {"body", "content", NULL};
    const struct node *body = any_member(response, bodies);
    const struct node *text = node_member(body, STR("string"));

    return !body || body->kind == NODE_NULL || (text && text->kind == NODE_NULL) ? NULL : body;
}

/* go-vcr notes how many bytes were announced beside a body that others may have read. */
static void mark_length(const struct node *message, struct body *body)
{
    struct str length = node_text(node_member(message, STR("content_length")));
    uint64_t bytes;

    if (body->state == BODY_EMPTY && str_to_unsigned(length, &bytes) && bytes > 0)
        *body = body_unknown(STR("the recording omits the body"), STR_NONE);
}

/* ---- messages ---- */

/* A URI may be a template (ERB), whose code divides nothing: "/pets/<%= 6 / 2 %>". */
static struct str read_url(struct arena *arena, struct str uri)
{
    struct str rest = uri;
    struct strbuf out;
    size_t begin;

    if (str_find(uri, STR("<%")) == SIZE_MAX)
        return uri;
    strbuf_init(&out, SIZE_MAX); /* the record is its limit */
    while ((begin = str_find(rest, STR("<%"))) != SIZE_MAX) {
        size_t length = str_find(str_slice(rest, begin, SIZE_MAX), STR("%>"));

        length = length == SIZE_MAX ? rest.length - begin : length;
        strbuf_add(&out, str_slice(rest, 0, begin));
        for (size_t i = begin; i < begin + length; i++)
            if (char_is_any(rest.text[i], "/?#&"))
                percent_encode(&out, str_slice(rest, i, 1));
            else
                strbuf_add_char(&out, rest.text[i]);
        rest = str_slice(rest, begin + length, SIZE_MAX);
    }
    strbuf_add(&out, rest);
    uri = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return uri;
}

static void read_request(struct arena *arena, const struct node *node, struct request *request)
{
    static const char *const urls[] = {"uri", "url", NULL}; /* go-vcr says url */
    const struct node *body = node_member(node, STR("body"));
    struct str method = node_member_string(node, "method");

    if (str_starts_with(method, STR(":"))) /* a symbol of Ruby's */
        method = str_slice(method, 1, SIZE_MAX);
    request->method = recorded_method(arena, method);
    request->url = read_url(arena, node_string(any_member(node, urls)));
    request->headers = headers_from_map(arena, node_member(node, STR("headers")));
    request->body =
        body ? read_body(arena, body, &request->headers) : request_body_not_recorded(request);
    mark_length(node, &request->body);
}

/* {"code": 200, "message": "OK"}, or the code itself; go-vcr: code beside status "200 OK"; vcrpy's
   httpx and ExVCR: status_code. */
static bool read_status(const struct node *node, struct response *response)
{
    static const char *const codes[] = {"code", "status_code", NULL};
    const struct node *status = node_member(node, STR("status"));
    const struct node *code = any_member(node, codes);

    if (node_is(status, NODE_OBJECT)) {
        response->reason = node_member_string(status, "message");
        code = node_member(status, STR("code"));
    }
    return recorded_status(code ? code : status, &response->status);
}

static bool read_response(struct arena *arena, const struct node *node, struct exchange *exchange)
{
    const struct node *body = recorded_response_body(node);
    struct response *response = &exchange->response;

    if (!read_status(node, response))
        return false;
    response->headers = headers_from_map(arena, node_member(node, STR("headers")));
    if (!body)
        response->body = response_body_not_recorded(&exchange->request, response);
    else if (node_member_true(node, "binary")) /* ExVCR */
        response->body = body_of_base64(arena, node_string(body));
    else
        response->body = read_body(arena, body, &response->headers);
    if (!response_is_bodyless(exchange->request.method, response->status))
        mark_length(node, &response->body);
    return true;
}

const char *vcr_interaction_read(struct arena *arena, const struct node *interaction,
                                 struct exchange *exchange)
{
    const struct node *request = node_member(interaction, STR("request"));
    const struct node *response = node_member(interaction, STR("response"));

    if (!node_is(request, NODE_OBJECT))
        return "no interaction: it has no request";
    read_request(arena, request, &exchange->request);
    if (exchange->request.method.length == 0 || exchange->request.url.length == 0)
        return "no interaction: its request has no method or no URI";
    /* Cassettes are committed: credentials are filtered out as a rule. */
    exchange->credentials_hidden = headers_hide_credentials(&exchange->request.headers);
    exchange->time = node_member_string(interaction, "recorded_at");
    exchange->provoked = str_is(node_string(recorded_member(interaction, "generation.mode")),
                                "negative"); /* Schemathesis */
    if (!node_is(response, NODE_OBJECT) ||
        str_is(node_member_string(response, "type"), "error")) { /* ExVCR */
        exchange->failure = STR("the recording has no response");
        return NULL;
    }
    if (!read_response(arena, response, exchange) || exchange->response.status == 0)
        return "no interaction: its response's status is none";
    return NULL;
}
