#include "source/vcr_interaction.h"

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
    return body_of_bytes(node_string(text));
}

/* "<API_KEY>": what filter_sensitive_data puts in a secret's place. */
static bool has_placeholder(struct str text)
{
    for (size_t at = 0; at < text.length; at++) {
        size_t end = at + 1;

        if (text.text[at] != '<')
            continue;
        while (end < text.length && (text.text[end] == '_' || ascii_is_digit(text.text[end]) ||
                                     (text.text[end] >= 'A' && text.text[end] <= 'Z')))
            end++;
        if (end > at + 2 && end < text.length && text.text[end] == '>')
            return true;
    }
    return false;
}

/* A text, or {"encoding": ..., "string" or "base64_string": ...}. Bodies are as they were sent
   unless the user asked for decoding. */
static struct body read_body(struct arena *arena, const struct node *node,
                             const struct headers *headers)
{
    const struct node *base64 = node_member(node, STR("base64_string"));
    struct body body;

    if (node_is(base64, NODE_STRING))
        body = body_of_base64(arena, node_string(base64));
    else if (node_is(node, NODE_OBJECT))
        body = body_of_text(arena, node_member(node, STR("string")));
    else
        body = body_of_text(arena, node);
    body_decode(arena, headers, &body);
    body.rebuilt = body.rebuilt || has_placeholder(body.bytes);
    return body;
}

/* ---- messages ---- */

static void read_request(struct arena *arena, const struct node *node, struct request *request)
{
    static const char *const urls[] = {"uri", "url", NULL}; /* go-vcr says url */

    request->method = recorded_method(arena, node_member_string(node, "method"));
    request->url = node_string(any_member(node, urls));
    request->headers = headers_from_map(arena, node_member(node, STR("headers")));
    request->body = read_body(arena, node_member(node, STR("body")), &request->headers);
}

/* {"code": 200, "message": "OK"}; go-vcr: code beside status "200 OK"; vcrpy's httpx: status_code.
 */
static bool read_status(const struct node *node, struct response *response)
{
    static const char *const codes[] = {"code", "status_code", NULL};
    const struct node *status = node_member(node, STR("status"));

    if (node_is(status, NODE_OBJECT)) {
        response->reason = node_member_string(status, "message");
        return recorded_status(node_member(status, STR("code")), &response->status);
    }
    return recorded_status(any_member(node, codes), &response->status);
}

static bool read_response(struct arena *arena, const struct node *node, struct response *response)
{
    static const char *const bodies[] = {"body", "content", NULL};

    if (!read_status(node, response))
        return false;
    response->headers = headers_from_map(arena, node_member(node, STR("headers")));
    response->body = read_body(arena, any_member(node, bodies), &response->headers);
    return true;
}

/* Cassettes are committed: credentials are filtered out as a rule. */
static bool credentials_hidden(const struct headers *headers)
{
    return !headers_get(headers, "authorization").text && !headers_get(headers, "cookie").text;
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
    exchange->credentials_hidden = credentials_hidden(&exchange->request.headers);
    exchange->time = node_member_string(interaction, "recorded_at");
    if (!node_is(response, NODE_OBJECT)) {
        exchange->failure = STR("the recording has no response");
        return NULL;
    }
    if (!read_response(arena, response, &exchange->response) || exchange->response.status == 0)
        return "no interaction: its response's status is none";
    return NULL;
}
