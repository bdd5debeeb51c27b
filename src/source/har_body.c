/* The state of a recorded body: present, empty, unknown or truncated. HAR text is already decoded
   whatever the headers beside it still say; and recorders leave bodies out for many reasons. */
#include "base/data_span.h"
#include "base/utf8.h"
#include "document/document.h"
#include "http/media_type.h"
#include "http/status.h"
#include "source/har_entry.h"
#include "source/har_text.h"
#include "source/recorded_body.h"
#include "source/recorded_chunks.h"
#include "source/recorded_multipart.h"
#include "source/recorded_value.h"
#include "source/sidecar.h"

/* "x-unknown" is the usual word for none. */
struct str har_media_type(const struct node *node)
{
    struct str type = node_member_string(node, "mimeType");

    return type.length == 0 || str_is(type, "x-unknown") ? STR_NONE : type;
}

static bool says_coding(const struct headers *headers)
{
    struct str coding = headers_get(headers, "content-encoding");

    return coding.length && !str_equal_ignoring_case(str_trim(coding), STR("identity"));
}

/* Playwright puts bodies into files of their own. */
static bool in_other_file(struct source *source, const struct node *node,
                          const struct headers *headers, struct body *body)
{
    struct str file = node_member_string(node, "_file");
    struct str form = body->form;

    if (file.length == 0)
        return false;
    *body = sidecar_read(source, ".", file);
    body->form = form;
    body_decode(source->arena, headers, body);
    return true;
}

/* Polly keeps encoded bodies in the pieces they came in: a list of base64 (older: hexadecimal)
   strings, as JSON text. No base64 begins with a bracket. */
static bool in_pieces(struct arena *arena, const struct node *content, struct body *body)
{
    struct str text = node_member_string(content, "text");
    bool encoded = node_member_true(content, "_isBinary") ||
                   str_is(node_member_string(content, "encoding"), "base64");
    const struct document *pieces;
    struct str form = body->form;

    if (!encoded || !str_starts_with(text, STR("[")))
        return false;
    pieces = json_read(arena, STR_NONE, text, NULL);
    *body = pieces ? body_of_chunks(arena, pieces->root)
                   : body_unknown(STR("the recorded body's pieces cannot be decoded"), STR_NONE);
    body->form = form;
    return true;
}

/* ---- responses ---- */

/* Were bytes of a body on the wire? Those of a coding or of chunks may be all there was. */
static bool has_wire_bytes(const struct node *message, const struct headers *headers)
{
    return recorded_size(node_member(message, STR("bodySize"))) > 0 && !says_coding(headers) &&
           !headers_get(headers, "transfer-encoding").text;
}

/* A body without text: told to be empty, or left out. */
static struct body absent_content(struct arena *arena, const struct node *message,
                                  const struct request *request, const struct response *response)
{
    const struct node *content = node_member(message, STR("content"));
    struct str form = har_media_type(content);
    struct str comment = node_member_string(content, "comment");
    int64_t size = recorded_size(node_member(content, STR("size")));

    if (response_is_bodyless(request->method, response->status))
        return body_empty(form);
    if (comment.length)
        return body_unknown(str_format(arena, "the recording omits the body: %.*s",
                                       STR_ARGS(data_text(arena, comment))),
                            form);
    if (has_wire_bytes(message, &response->headers))
        return body_unknown(STR("the recording omits the body"), form);
    if (size == 0 || (size < 0 && recorded_content_length(&response->headers) == 0))
        return body_empty(form);
    return body_unknown(STR("the recording omits the body"), form);
}

static bool text_is_utf8(const struct response *response)
{
    struct content_type type;
    struct str charset;

    if (!content_type_parse(headers_get(&response->headers, "content-type"), &type))
        return true;
    charset = content_type_parameter(&type, "charset");
    return charset.length == 0 || str_equal_ignoring_case(charset, STR("utf-8")) ||
           str_equal_ignoring_case(charset, STR("us-ascii"));
}

/* content.size counts decoded bytes by the specification. Where a recorder counts encoded ones, or
   transcoded the text, it tells nothing about what is missing. Browsers take the byte order mark
   off. */
static bool is_cut_off(const struct node *content, const struct response *response,
                       const struct har_producer *producer, struct str bytes)
{
    int64_t size = recorded_size(node_member(content, STR("size")));

    if (size <= (int64_t)bytes.length + UTF8_MARK_BYTES)
        return false;
    if (says_coding(&response->headers) &&
        (producer->size_is_encoded || size == recorded_content_length(&response->headers)))
        return false;
    return text_is_utf8(response);
}

/* A comment beside text is for people, unless it says that the text is not all. */
static bool comment_says_truncated(struct str comment)
{
    for (size_t i = 0; i < comment.length; i++)
        if (str_equal_ignoring_case(str_slice(comment, i, 8), STR("truncate")))
            return true;
    return false;
}

struct body har_response_body(struct source *source, const struct node *message,
                              const struct request *request, const struct response *response,
                              const struct har_producer *producer)
{
    struct arena *arena = source->arena;
    const struct node *content = node_member(message, STR("content"));
    const struct node *text = node_member(content, STR("text"));
    struct str comment = node_member_string(content, "comment");
    struct str encoding = node_member_string(content, "encoding");
    struct body body = {.form = har_media_type(content)};

    if (in_other_file(source, content, &response->headers, &body))
        return body;
    if (!node_is(text, NODE_STRING) || node_string(text).length == 0) {
        body = absent_content(arena, message, request, response);
        body.miscoded = producer->is_ours && node_member_true(content, "_miscoded");
        return body;
    }
    if (in_pieces(arena, content, &body)) {
        body_decode(arena, &response->headers, &body);
        return body;
    }
    body = har_text_body(
        arena,
        &(struct har_text){.text = node_string(text),
                           .encoding = encoding,
                           .form = body.form,
                           .headers = &response->headers,
                           .size = recorded_size(node_member(content, STR("size"))),
                           .wire_size = recorded_size(node_member(message, STR("bodySize")))});
    if (body.state != BODY_PRESENT)
        return body;
    if (comment_says_truncated(comment)) {
        body.state = BODY_TRUNCATED;
        body.reason =
            str_format(arena, "the recorder says: %.*s", STR_ARGS(data_text(arena, comment)));
    } else if (is_cut_off(content, response, producer, body.bytes)) {
        body.state = BODY_TRUNCATED;
        body.reason = STR("the recording holds less of the body than its size");
    }
    if (body.state == BODY_PRESENT && encoding.length)
        body_decode(arena, &response->headers, &body);
    return body;
}

/* ---- requests ---- */

static struct body absent_post_data(const struct node *message, const struct request *request,
                                    struct str form)
{
    int64_t size = recorded_size(node_member(message, STR("bodySize")));
    struct body body = request_body_not_recorded(request);

    if (body.state == BODY_EMPTY && size > 0)
        body = body_unknown(STR("the recording omits the request body"), form);
    else if (size == 0 && recorded_content_length(&request->headers) < 0 &&
             !headers_get(&request->headers, "transfer-encoding").length)
        body = body_empty(form);
    body.form = form;
    return body;
}

static bool has_file(const struct node *params)
{
    for (const struct node *item = node_first(params); item < node_end(params);
         item = node_next(item))
        if (node_member_string(item, "fileName").length)
            return true;
    return false;
}

/* A form's fields, one by one. */
static struct body body_of_params(struct arena *arena, const struct node *params,
                                  const struct request *request, struct str form)
{
    static const struct part_keys keys = {"name", "value"};
    struct str header = headers_get(&request->headers, "content-type");
    enum content_kind kind = content_kind_of(header.length ? header : form);
    struct body body;

    if (kind == CONTENT_MULTIPART)
        return body_of_parts(arena, params, &keys, &request->headers);
    if (has_file(params) || kind != CONTENT_FORM)
        return body_unknown(STR("the recording has the request body's parts only"), form);
    body = body_of_pairs(arena, params, "name", "value");
    body.form = form;
    return body;
}

/* By the specification a recorder writes text or params; those that write both mean the text. */
struct body har_request_body(struct source *source, const struct node *message,
                             const struct request *request)
{
    struct arena *arena = source->arena;
    const struct node *data = node_member(message, STR("postData"));
    const struct node *params = node_member(data, STR("params"));
    struct str text = node_member_string(data, "text");
    struct body body = {.form = har_media_type(data)};

    if (in_other_file(source, data, &request->headers, &body))
        return body;
    if (text.length) {
        body = har_text_body(
            arena,
            &(struct har_text){.text = text,
                               .encoding = node_member_string(data, "encoding"),
                               .form = body.form,
                               .headers = &request->headers,
                               .size = -1,
                               .wire_size = recorded_size(node_member(message, STR("bodySize")))});
        body_decode(arena, &request->headers, &body);
        return body;
    }
    if (!node_is(params, NODE_ARRAY) || params->length == 0)
        return absent_post_data(message, request, body.form);
    return body_of_params(arena, params, request, body.form);
}
