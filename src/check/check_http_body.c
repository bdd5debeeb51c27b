/* What HTTP says of bodies: their length, their codings and their characters. */
#include "check/checker.h"

#include "base/data_span.h"
#include "base/utf8.h"
#include "check/http_finding.h"
#include "check/placeholder_check.h"
#include "finding/rules.h"
#include "http/field.h"
#include "http/status.h"

struct message {
    struct checker *checker;
    enum side side;
    const struct headers *headers;
    const struct body *body;
};

static struct str value_of(const struct message *message, const char *name)
{
    return headers_joined(&message->checker->arena, message->headers, str_of(name));
}

/* ---- Content-Length ---- */

/* Are the bytes the ones that were sent? A missing body may have been left out by the recorder. A
   recorder that decodes bodies, converts text to UTF-8, or puts a placeholder in a secret's place
   leaves the header as it was. */
static bool has_sent_bytes(const struct message *message)
{
    const struct message_type *type = &message->checker->types[message->side];
    struct str charset =
        type->state == TYPE_READ ? content_type_parameter(&type->parsed, "charset") : STR_NONE;

    return message->body->state == BODY_PRESENT && !message->body->rebuilt &&
           !value_of(message, "content-encoding").text &&
           !value_of(message, "transfer-encoding").text &&
           (!charset.text || str_equal_ignoring_case(charset, STR("utf-8"))) &&
           !placeholder_of(message->checker, message->body->bytes).text;
}

static bool is_about_no_body(const struct message *message)
{
    const struct exchange *exchange = message->checker->exchange;

    return message->side == SIDE_RESPONSE &&
           response_is_bodyless(exchange->request.method, exchange->response.status);
}

static void check_length(const struct message *message)
{
    struct checker *checker = message->checker;
    struct str text = value_of(message, "content-length");
    struct str complaint = STR_NONE;
    uint64_t length;

    if (!text.text || !rule_is_on(checker, RULE_HTTP_CONTENT_LENGTH_MISMATCH))
        return;
    if (!str_to_unsigned(text, &length)) {
        if (headers_count(message->headers, "content-length") == 1)
            complaint = STR("it is no number of bytes (RFC 9110, 8.6)");
    } else if (!is_about_no_body(message) && length != message->body->bytes.length &&
               has_sent_bytes(message)) {
        complaint = STR("it is not the number of the body's bytes (RFC 9110, 8.6)");
    }
    if (complaint.text)
        raise_http_header(checker, message->side, RULE_HTTP_CONTENT_LENGTH_MISMATCH,
                          STR("content-length"),
                          checker->exchange->recorded ? SEVERITY_INFO : SEVERITY_OFF, complaint);
}

/* ---- Content-Encoding ---- */

/* The registry of content codings (RFC 9110, 16.6.1), with the old names of 8.4.1. */
static bool is_registered(struct str coding)
{
    static const char *const names[] = {
        "aes128gcm", "br",       "compress",     "dcb",        "dcz",    "deflate", "exi",
        "gzip",      "identity", "pack200-gzip", "x-compress", "x-gzip", "zstd"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_equal_ignoring_case(coding, str_of(names[i])))
            return true;
    return false;
}

static struct str unregistered_message(struct arena *arena, struct str coding)
{
    struct str quoted = str_format(arena, "\"%.*s\"", STR_ARGS(coding));

    return str_format(arena, "%.*s%.*s is no content coding (RFC 9110, 8.4.1)",
                      STR_ARGS(data_aside(arena, quoted)),
                      STR_ARGS(data_instead(arena, STR("what it names"))));
}

static void check_coding(const struct message *message)
{
    struct checker *checker = message->checker;
    struct str list = value_of(message, "content-encoding"), coding;

    if (!list.text || !rule_is_on(checker, RULE_HTTP_CONTENT_ENCODING))
        return;
    while ((coding = field_list_next(&list)).text)
        if (!is_registered(coding))
            raise_http_header(checker, message->side, RULE_HTTP_CONTENT_ENCODING,
                              STR("content-encoding"), SEVERITY_OFF,
                              unregistered_message(&checker->arena, coding));
    if (message->body->miscoded)
        raise_http_body(checker, message->side, RULE_HTTP_CONTENT_ENCODING, NULL,
                        STR("the body is not in the coding that Content-Encoding names (RFC 9110, "
                            "8.4)"));
}

/* ---- charset ---- */

static void raise_charset(const struct message *message, struct str complaint)
{
    raise_http_header(message->checker, message->side, RULE_HTTP_CHARSET, STR("content-type"),
                      SEVERITY_OFF, complaint);
}

static void check_charset(const struct message *message)
{
    const struct message_type *type = &message->checker->types[message->side];
    struct str charset =
        type->state == TYPE_READ ? content_type_parameter(&type->parsed, "charset") : STR_NONE;

    if (!charset.text || !rule_is_on(message->checker, RULE_HTTP_CHARSET))
        return;
    if (!charset_is_utf8(charset) && content_type_is_json(&type->parsed))
        raise_charset(message, str_format(&message->checker->arena,
                                          "JSON is UTF-8, and its charset is %.*s (RFC 8259, 8.1)",
                                          STR_ARGS(data_text(&message->checker->arena, charset))));
    else if (charset_is_utf8(charset) && message->body->state == BODY_PRESENT &&
             !message->checker->bodies[message->side]
                  .document && /* what is read as JSON is UTF-8 */
             !utf8_is_valid(message->body->bytes))
        raise_charset(message, str_format(&message->checker->arena,
                                          "the body holds bytes that are no %.*s (RFC 9110, 8.3.2)",
                                          STR_ARGS(data_text(&message->checker->arena, charset))));
}

static void check_side(struct checker *checker, enum side side)
{
    const struct exchange *exchange = checker->exchange;
    const struct message message = {.checker = checker,
                                    .side = side,
                                    .headers = side == SIDE_REQUEST ? &exchange->request.headers
                                                                    : &exchange->response.headers,
                                    .body = checker_body(checker, side)};

    check_length(&message);
    check_coding(&message);
    check_charset(&message);
}

void check_http_body(struct checker *checker)
{
    check_side(checker, SIDE_REQUEST);
    if (checker->exchange->response.status)
        check_side(checker, SIDE_RESPONSE);
}
