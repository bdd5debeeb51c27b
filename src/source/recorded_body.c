#include "source/recorded_body.h"

#include "base/base64.h"
#include "base/data_span.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/node.h"
#include "http/content_coding.h"
#include "http/media_type.h"
#include "http/status.h"
#include "stream/zlib_start.h"

struct body body_empty(struct str form)
{
    return (struct body){.state = BODY_EMPTY, .bytes = STR(""), .form = form};
}

struct body body_unknown(struct str reason, struct str form)
{
    return (struct body){.state = BODY_UNKNOWN, .reason = reason, .form = form};
}

struct body body_of_bytes(struct str bytes)
{
    if (bytes.length == 0)
        return body_empty(STR_NONE);
    return (struct body){.state = BODY_PRESENT, .bytes = bytes};
}

static struct str without_space(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] != ' ' && text.text[i] != '\n' && text.text[i] != '\r')
            out[length++] = text.text[i];
    return (struct str){out, length};
}

struct body body_of_base64(struct arena *arena, struct str text)
{
    struct str bytes;

    text = str_trim(text);
    if (str_find_char(text, '\n') < text.length || str_find_char(text, ' ') < text.length)
        text = without_space(arena, text);
    if (!base64_decode(arena, text, &bytes))
        return body_unknown(STR("the recorded body is no valid base64"), STR_NONE);
    return body_of_bytes(bytes);
}

struct body body_of_buffer(struct arena *arena, struct strbuf *text)
{
    struct body body = {
        .state = BODY_PRESENT, .bytes = str_copy(arena, strbuf_str(text)), .rebuilt = true};

    if (text->overflowed) {
        body.state = BODY_TRUNCATED;
        body.reason = STR("the recorded body is larger than the limit");
    }
    strbuf_release(text);
    return body;
}

struct body body_of_json(struct arena *arena, const struct node *value)
{
    struct strbuf text;

    strbuf_init(&text, RECORDED_BODY_MAX_BYTES);
    node_write(value, &text);
    return body_of_buffer(arena, &text);
}

struct body body_of_pairs(struct arena *arena, const struct node *pairs, const char *name,
                          const char *value)
{
    struct strbuf text;

    strbuf_init(&text, RECORDED_BODY_MAX_BYTES);
    for (const struct node *item = node_first(pairs); item < node_end(pairs);
         item = node_next(item)) {
        if (node_member_true(item, "disabled"))
            continue;
        if (text.length)
            strbuf_add_char(&text, '&');
        percent_encode(&text, node_member_string(item, name));
        strbuf_add_char(&text, '=');
        percent_encode(&text, node_member_string(item, value));
    }
    return body_of_buffer(arena, &text);
}

/* {"a": "1", "b": ["2", "3"]} as a form. */
static struct body body_of_fields(struct arena *arena, const struct node *map)
{
    struct strbuf text;

    strbuf_init(&text, RECORDED_BODY_MAX_BYTES);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        const struct node *value = node_value(key);
        const struct node *item = node_is(value, NODE_ARRAY) ? node_first(value) : value;
        const struct node *end = node_is(value, NODE_ARRAY) ? node_end(value) : node_next(value);

        for (; item < end; item = node_next(item)) {
            if (text.length)
                strbuf_add_char(&text, '&');
            percent_encode(&text, node_string(key));
            strbuf_add_char(&text, '=');
            percent_encode(&text, node_text(item));
        }
    }
    return body_of_buffer(arena, &text);
}

struct body body_of_value(struct arena *arena, const struct node *value,
                          const struct headers *headers)
{
    enum content_kind kind = content_kind_of(headers_get(headers, "content-type"));

    if (kind == CONTENT_JSON)
        return body_of_json(arena, value);
    if (kind == CONTENT_FORM && node_is(value, NODE_OBJECT))
        return body_of_fields(arena, value);
    return body_unknown(STR("the recording has the body as a value, and its type is not known"),
                        STR_NONE);
}

/* ---- codings ---- */

static bool says_gzip(struct str coding)
{
    return str_equal_ignoring_case(coding, STR("gzip")) ||
           str_equal_ignoring_case(coding, STR("x-gzip"));
}

static bool is_still_encoded(struct str coding, struct str bytes)
{
    if (coding.length == 0 || str_equal_ignoring_case(coding, STR("identity")))
        return false;
    if (says_gzip(coding))
        return starts_as_gzip(bytes);
    return utf8_valid_prefix(bytes) < bytes.length;
}

void body_decode(struct arena *arena, const struct headers *headers, struct body *body)
{
    struct str coding = str_trim(headers_get(headers, "content-encoding"));
    enum decode_outcome outcome;
    struct strbuf decoded;

    if (body->state != BODY_PRESENT || !is_still_encoded(coding, body->bytes))
        return;
    strbuf_init(&decoded, RECORDED_BODY_MAX_BYTES);
    outcome = content_decode(coding, body->bytes, &decoded);
    if (outcome == DECODE_OK || outcome == DECODE_TRUNCATED || outcome == DECODE_TOO_LARGE)
        body->bytes = str_copy(arena, strbuf_str(&decoded));
    if (outcome != DECODE_OK) {
        body->state = outcome == DECODE_MALFORMED || outcome == DECODE_UNSUPPORTED ? BODY_UNKNOWN
                                                                                   : BODY_TRUNCATED;
        body->miscoded = outcome == DECODE_MALFORMED;
        body->reason = str_format(arena, "the recorded %.*s body is %s",
                                  STR_ARGS(data_name(arena, coding)), decode_outcome_text(outcome));
    } else if (body->bytes.length == 0) {
        body->state = BODY_EMPTY;
    }
    strbuf_release(&decoded);
}

/* ---- bodies that are not there ---- */

int64_t recorded_content_length(const struct headers *headers)
{
    struct str text = headers_get(headers, "content-length");
    uint64_t length;

    if (!text.text || !str_to_unsigned(str_trim(text), &length) || length > INT64_MAX)
        return -1;
    return (int64_t)length;
}

static bool is_usually_bodyless(struct str method)
{
    static const char *const methods[] = {"GET", "HEAD", "OPTIONS", "TRACE", "DELETE"};

    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++)
        if (str_is(method, methods[i]))
            return true;
    return false;
}

struct body request_body_unknown(struct str method, struct str reason)
{
    struct body body = body_unknown(reason, STR_NONE);

    body.unlikely = is_usually_bodyless(method);
    return body;
}

struct body request_body_not_recorded(const struct request *request)
{
    int64_t length = recorded_content_length(&request->headers);

    if (length == 0 || (length < 0 && is_usually_bodyless(request->method) &&
                        !headers_get(&request->headers, "transfer-encoding").length))
        return body_empty(STR_NONE);
    return body_unknown(STR("the recording omits the request body"), STR_NONE);
}

struct body response_body_not_recorded(const struct request *request,
                                       const struct response *response)
{
    if (response_is_bodyless(request->method, response->status) ||
        recorded_content_length(&response->headers) == 0)
        return body_empty(STR_NONE);
    return body_unknown(STR("the recording omits the body"), STR_NONE);
}
