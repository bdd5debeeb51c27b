/* The request again, as a command for a shell. The line is safe to print and sends exactly the same
   bytes: what a report would have to escape is written with the escapes of the shell. */
#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "http/field.h"
#include "http/media_type.h"
#include "redact/redaction.h"

enum {
    CURL_MAX_BYTES = 4 * 1024,     /* a longer command helps nobody */
    CURL_BODY_MAX_BYTES = 2 * 1024 /* shown in the command; larger ones are left out */
};

/* curl writes these itself, or (accept-encoding) could not show the answer. */
static const char *const own_headers[] = {"host",       "content-length",    "connection",
                                          "keep-alive", "transfer-encoding", "accept-encoding"};

/* What clients and tracers tell about themselves; an answer seldom depends on it. A name that ends
   in '*' is a prefix, one that starts with '*' a suffix. */
static const char *const telemetry_headers[] = {"user-agent",
                                                "*-client-user-agent",
                                                "*-telemetry",
                                                "traceparent",
                                                "tracestate",
                                                "baggage",
                                                "b3",
                                                "x-b3-*",
                                                "x-datadog-*",
                                                "sentry-trace",
                                                "uber-trace-id",
                                                "uberctx-*",
                                                "newrelic",
                                                "x-newrelic-*",
                                                "x-amzn-trace-id",
                                                "x-cloud-trace-context",
                                                "dnt",
                                                "sec-*",
                                                "upgrade-insecure-requests"};

/* Can it be part of a command that people read? It may have several lines. */
static bool is_plain_text(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            return false;
    }
    return utf8_is_valid(text);
}

/* $'...' (POSIX.1-2024 shell, 2.2.4). Escapes have three octal digits, so that the next character
   cannot become part of one. A '!' is escaped: an interactive shell would look up its history. */
static void add_escaped(struct strbuf *out, struct str text)
{
    strbuf_add_text(out, "$'");
    while (text.length) {
        uint32_t code;
        size_t used = utf8_decode(text, &code);
        struct str one = str_slice(text, 0, used ? used : 1);

        if (one.text[0] == '\n')
            strbuf_add_text(out, "\\n");
        else if (one.text[0] == '\r')
            strbuf_add_text(out, "\\r");
        else if (one.text[0] == '\t')
            strbuf_add_text(out, "\\t");
        else if (one.text[0] == '\'' || one.text[0] == '\\')
            strbuf_addf(out, "\\%c", one.text[0]);
        else if (one.text[0] == '!' || escape_control_needed(one))
            for (size_t i = 0; i < one.length; i++)
                strbuf_addf(out, "\\%03o", (unsigned char)one.text[i]);
        else
            strbuf_add(out, one);
        text = str_slice(text, one.length, SIZE_MAX);
    }
    strbuf_add_char(out, '\'');
}

/* In single quotes nothing has a meaning but the quote itself (POSIX shell, 2.2.2). */
static void add_quoted(struct strbuf *out, struct str text)
{
    if (escape_control_needed(text)) {
        add_escaped(out, text);
        return;
    }
    strbuf_add_char(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '\'')
            strbuf_add_text(out, "'\\''");
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '\'');
}

/* Names compare without case. */
static bool fits(struct str name, struct str pattern)
{
    size_t length = pattern.length - 1;

    if (pattern.text[0] == '*')
        return name.length > length &&
               str_equal_ignoring_case(str_slice(name, name.length - length, SIZE_MAX),
                                       str_slice(pattern, 1, SIZE_MAX));
    if (pattern.text[length] == '*')
        return str_equal_ignoring_case(str_slice(name, 0, length), str_slice(pattern, 0, length));
    return str_equal_ignoring_case(name, pattern);
}

static bool is_left_out(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(own_headers); i++) {
        if (str_equal_ignoring_case(name, str_of(own_headers[i])))
            return true;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(telemetry_headers); i++) {
        if (fits(name, str_of(telemetry_headers[i])))
            return true;
    }
    return name.length == 0 || name.text[0] == ':'; /* ":path" of HTTP/2 */
}

static void add_headers(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                        const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];
        struct str value = header->value;

        /* To -H, a name that starts with '@' would be a file; no valid name does. */
        if (is_left_out(header->name) || !header_name_is_valid(header->name) ||
            !is_plain_text(value))
            continue;
        value = redaction_hides_header(redaction, header->name)
                    ? str_of(REDACTED)
                    : redact_text(redaction, arena, value);
        strbuf_add_text(out, " -H ");
        add_quoted(out, value.length ? str_format(arena, "%.*s: %.*s", STR_ARGS(header->name),
                                                  STR_ARGS(value))
                                     : str_format(arena, "%.*s;", STR_ARGS(header->name)));
    }
}

/* The fields of a form are pairs, as those of a query. */
static struct str redact_body(const struct redaction *redaction, struct arena *arena,
                              const struct request *request)
{
    struct str type = headers_get(&request->headers, "content-type");
    struct str body = request->body.bytes;

    if (content_kind_of(content_type_name(type)) == CONTENT_FORM) {
        struct str url = redact_url(redaction, arena, str_format(arena, "?%.*s", STR_ARGS(body)));

        return str_slice(url, 1, SIZE_MAX);
    }
    return redact_text(redaction, arena, body);
}

static void add_body(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                     const struct request *request)
{
    const struct body *body = &request->body;

    if (body->state == BODY_EMPTY)
        return;
    if (body->state != BODY_PRESENT || body->bytes.length > CURL_BODY_MAX_BYTES ||
        !is_plain_text(body->bytes)) {
        strbuf_add_text(out, " # the body is left out");
        return;
    }
    if (!headers_get(&request->headers, "content-type").text)
        strbuf_add_text(out, " -H 'content-type:'"); /* else curl would say that it is a form */
    strbuf_add_text(out, " --data-raw ");
    add_quoted(out, redact_body(redaction, arena, request));
}

static void add_method(struct strbuf *out, const struct request *request)
{
    if (str_is(request->method, "HEAD")) {
        strbuf_add_text(out, " --head");
        return;
    }
    if (str_is(request->method, "GET") && request->body.state == BODY_EMPTY)
        return;
    strbuf_add_text(out, " -X ");
    add_quoted(out, request->method);
}

/* Of a URL that is a path only, the host header tells the rest. STR_NONE when that makes no http
   URL: curl could take it for an option. */
static struct str whole_url(struct arena *arena, const struct request *request)
{
    struct str host = headers_get(&request->headers, "host");

    if (str_starts_with(request->url, STR("http://")) ||
        str_starts_with(request->url, STR("https://")))
        return request->url;
    return host.length && str_starts_with(request->url, STR("/"))
               ? str_format(arena, "https://%.*s%.*s", STR_ARGS(host), STR_ARGS(request->url))
               : STR_NONE;
}

static bool has_glob(struct str url)
{
    return str_find_char(url, '[') < url.length || str_find_char(url, ']') < url.length ||
           str_find_char(url, '{') < url.length || str_find_char(url, '}') < url.length;
}

struct str redact_curl(const struct redaction *redaction, struct arena *arena,
                       const struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    struct str url = redact_url(redaction, arena, whole_url(arena, request));
    struct strbuf out;
    struct str command = STR_NONE;

    if (url.length == 0 || !is_plain_text(url) || !is_plain_text(request->method))
        return STR_NONE;
    strbuf_init(&out, CURL_MAX_BYTES);
    strbuf_add_text(&out, has_glob(url) ? "curl -sSg " : "curl -sS ");
    add_quoted(&out, url);
    add_method(&out, request);
    add_headers(redaction, arena, &out, &request->headers);
    add_body(redaction, arena, &out, request);
    if (!out.overflowed)
        command = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return command;
}
