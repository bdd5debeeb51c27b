#include "redact/request_excerpt.h"

#include "base/utf8.h"
#include "http/cookie.h"
#include "http/field.h"
#include "redact/search.h"

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

const struct credential *request_excerpt_credential(const struct redaction *redaction,
                                                    const struct request_excerpt *excerpt,
                                                    unsigned place, struct str name,
                                                    struct str http_scheme)
{
    const struct credential *found =
        credential_at(excerpt->credentials, excerpt->credential_count, place, name, http_scheme);
    size_t count;
    const struct credential *others = redaction_credentials(redaction, &count);

    return found ? found : credential_at(others, count, place, name, http_scheme);
}

/* "session=[redacted]": cookies of security schemes, by which a request can be repeated. STR_NONE:
   there are none. */
static struct str cookies_of_schemes(const struct search *search, struct str cookies,
                                     struct request_excerpt *excerpt)
{
    struct str shown = STR_NONE, name, value;
    bool others = false;

    while (cookie_next(&cookies, &name, &value)) {
        if (request_excerpt_credential(search->redaction, excerpt, NAME_IN_COOKIE, name, STR_NONE))
            shown = str_format(search->arena, "%.*s%s%.*s=" REDACTED, STR_ARGS(shown),
                               shown.length ? "; " : "", STR_ARGS(name));
        else
            others = true;
    }
    excerpt->cookies_left_out |= shown.text && others;
    return shown;
}

/* Of what is hidden, as much as it takes to ask again: the word before credentials. */
static struct str shown_value(struct search *search, const struct header *header,
                              struct request_excerpt *excerpt)
{
    struct str value = search_header(search, header->name, header->value), shown;

    if (!str_is(value, REDACTED))
        return value;
    if (header_kind(header->name) == HEADER_COOKIE) {
        shown = cookies_of_schemes(search, header->value, excerpt);
        return shown.text ? shown : value;
    }
    shown = search_scheme(header->value);
    return shown.text ? str_format(search->arena, "%.*s " REDACTED, STR_ARGS(shown)) : value;
}

static void take_headers(struct search *search, const struct headers *headers,
                         struct request_excerpt *excerpt)
{
    excerpt->headers = ARENA_ARRAY(search->arena, struct excerpt_header, headers->count);
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];

        if (is_left_out(header->name))
            continue;
        /* To -H, a name that starts with '@' would be a file; no valid name does. Control bytes in
           a value may be what is wrong with it. */
        if (!header_name_is_valid(header->name) || !utf8_is_valid(header->value) ||
            str_find_char(header->value, '\0') < header->value.length) {
            excerpt->header_left_out = true;
            continue;
        }
        excerpt->headers[excerpt->header_count++] =
            (struct excerpt_header){header->name, shown_value(search, header, excerpt)};
    }
}

static void take_body(struct search *search, const struct request *request,
                      struct request_excerpt *excerpt)
{
    const struct body *body = &request->body;
    struct str type = headers_get(&request->headers, "content-type");

    excerpt->untyped = !type.text;
    if (body->state == BODY_EMPTY)
        return;
    excerpt->body_state = EXCERPT_BODY_LEFT_OUT;
    if (body->state != BODY_PRESENT || body->bytes.length > EXCERPT_BODY_MAX_BYTES ||
        !is_plain_text(body->bytes))
        return;
    excerpt->body_state = EXCERPT_BODY_SHOWN;
    excerpt->body = search_body(search, type.length ? type : body->form, body->bytes);
}

struct request_excerpt request_excerpt_take(const struct redaction *redaction, struct arena *arena,
                                            const struct exchange *exchange,
                                            const struct secret_places *places)
{
    const struct request *request = &exchange->request;
    struct search search = {.redaction = redaction, .arena = arena, .places = places};
    struct request_excerpt excerpt = {.method = request->method,
                                      .url = search_url(&search, request->url),
                                      .host = headers_get(&request->headers, "host"),
                                      .sendable = is_plain_text(request->url) &&
                                                  is_plain_text(request->method)};

    take_headers(&search, &request->headers, &excerpt);
    take_body(&search, request, &excerpt);
    return excerpt;
}

static const struct credential *copy_credentials(struct arena *arena,
                                                 const struct credential *credentials, size_t count)
{
    struct credential *copies = ARENA_ARRAY(arena, struct credential, count);

    for (size_t i = 0; i < count; i++)
        copies[i] = credential_copy(arena, &credentials[i]);
    return copies;
}

struct request_excerpt *request_excerpt_keep(struct arena *arena,
                                             const struct request_excerpt *excerpt)
{
    struct request_excerpt *kept = ARENA_NEW(arena, struct request_excerpt);

    *kept = *excerpt;
    kept->method = str_copy(arena, excerpt->method);
    kept->url = str_copy(arena, excerpt->url);
    kept->host = str_copy(arena, excerpt->host);
    kept->body = str_copy(arena, excerpt->body);
    kept->credentials = copy_credentials(arena, excerpt->credentials, excerpt->credential_count);
    kept->lacking = copy_credentials(arena, excerpt->lacking, excerpt->lacking_count);
    kept->headers = ARENA_ARRAY(arena, struct excerpt_header, excerpt->header_count);
    for (size_t i = 0; i < excerpt->header_count; i++)
        kept->headers[i] = (struct excerpt_header){str_copy(arena, excerpt->headers[i].name),
                                                   str_copy(arena, excerpt->headers[i].value)};
    return kept;
}
