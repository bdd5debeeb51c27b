#include "base/strbuf.h"
#include "base/utf8.h"
#include "finding/redaction.h"
#include "http/field.h"

enum {
    CURL_MAX_BYTES = 4 * 1024,     /* a longer command helps nobody */
    CURL_BODY_MAX_BYTES = 2 * 1024 /* shown in the command; larger ones are left out */
};

/* curl makes these itself, or they would stop the answer from being read. */
static const char *const own_headers[] = {"host",       "content-length",    "connection",
                                          "keep-alive", "transfer-encoding", "accept-encoding"};

/* Printable text: what a terminal and a shell take as it is. Newline and tab are fine in quotes. */
static bool is_plain_text(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            return false;
    }
    return utf8_is_valid(text);
}

/* In single quotes nothing has a meaning but the quote itself (POSIX shell, 2.2.2). */
static void add_quoted(struct strbuf *out, struct str text)
{
    strbuf_add_char(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '\'')
            strbuf_add_text(out, "'\\''");
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '\'');
}

static bool is_left_out(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(own_headers); i++) {
        if (str_equal_ignoring_case(name, str_of(own_headers[i])))
            return true;
    }
    /* ":path" of HTTP/2; what browsers add about themselves. */
    return name.length == 0 || name.text[0] == ':' ||
           (name.length > 4 && str_equal_ignoring_case(str_slice(name, 0, 4), STR("sec-")));
}

static void add_headers(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                        const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];
        struct str value = header->value;

        /* A name that starts with '@' would be a file to -H: no token does. */
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

/* A form's fields are pairs as a query's are. */
static struct str redact_body(const struct redaction *redaction, struct arena *arena,
                              const struct request *request)
{
    struct str type = headers_get(&request->headers, "content-type");
    struct str body = request->body.bytes;

    if (str_starts_with(type, STR("application/x-www-form-urlencoded"))) {
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
        strbuf_add_text(out, " -H 'content-type:'"); /* else curl says it is a form */
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

/* A recorder may know only the path: the host header tells the rest. What is no http URL then could
   pass for an option of curl's. */
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
