#include "serve/soundness.h"

#include "base/strbuf.h"
#include "http/content_coding.h"
#include "http/field.h"

static struct refusal refuse(int status, struct str detail)
{
    return (struct refusal){status, detail};
}

static const struct refusal sound = {0, STR_INITIAL("")};

/* RFC 9112, 3: a target has no white space, and no control byte is ever part of a URI. No form of a
   target (3.2) has a fragment. */
static struct refusal judge_target(struct str target)
{
    if (target.length > TARGET_MAX_BYTES)
        return refuse(414, STR("the request's target is longer than the mock reads"));
    for (size_t i = 0; i < target.length; i++) {
        unsigned char c = (unsigned char)target.text[i];

        if (c <= ' ' || c == 0x7f)
            return refuse(400, STR("white space or a control byte in the request's target"));
        if (c == '#')
            return refuse(400, STR("a fragment in the request's target"));
    }
    return sound;
}

/* RFC 6585, 5. */
static struct refusal judge_size(const struct request *request)
{
    size_t bytes = request->method.length + request->url.length;

    for (size_t i = 0; i < request->headers.count; i++)
        bytes += request->headers.items[i].name.length + request->headers.items[i].value.length +
                 HEADER_COST;
    if (bytes > HEAD_MAX_BYTES)
        return refuse(431, STR("the request's headers are larger than the mock reads"));
    return sound;
}

/* RFC 9112, 5.1: white space before the colon would be part of the name. */
static struct refusal judge_fields(const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];

        if (!header_name_is_valid(header->name))
            return refuse(400, STR("a header's name has a character that none may have"));
        if (!header_value_is_valid(str_trim(header->value)))
            return refuse(400, STR("a header's value has a control byte"));
    }
    return sound;
}

/* uri-host [ ":" port ] (RFC 9110, 7.2), as far as what certainly is none. */
static bool is_host(struct str value)
{
    static const char never[] = " \t\"<>\\^`{|}/?#@,";
    bool bracketed = str_starts_with(value, STR("["));
    size_t end = bracketed ? str_find_char(value, ']') + 1 : 0;
    struct str rest = str_slice(value, end, SIZE_MAX);
    size_t colon = str_find_char(rest, ':');
    struct str port = str_slice(rest, colon + 1, SIZE_MAX);

    if (str_find_any(value, never) < value.length || end > value.length)
        return false;
    if (bracketed && colon > 0 && rest.length)
        return false;
    return colon == rest.length || port.length == 0 || str_is_digits(port);
}

/* RFC 9112, 3.2. */
static struct refusal judge_host(const struct headers *headers, struct str version)
{
    size_t count = headers_count(headers, "host");

    if (count == 0 && !str_is(version, "HTTP/1.0"))
        return refuse(400, STR("the request has no Host"));
    if (count > 1)
        return refuse(400, STR("the request has Host more than once"));
    if (count == 1 && !is_host(str_trim(headers_get(headers, "host"))))
        return refuse(400, STR("Host is not a host"));
    return sound;
}

/* RFC 9112, 6.1 and 6.3: who disagrees about where a body ends takes its rest for a request. */
static struct refusal judge_framing(const struct headers *headers, struct str version)
{
    size_t lengths = headers_count(headers, "content-length");
    size_t codings = headers_count(headers, "transfer-encoding");
    struct str length = str_trim(headers_get(headers, "content-length"));
    struct str coding = headers_get(headers, "transfer-encoding");
    uint64_t bytes;

    if (lengths > 1)
        return refuse(400, STR("the request has Content-Length more than once"));
    if (lengths && codings)
        return refuse(400, STR("the request has both Content-Length and Transfer-Encoding"));
    if (codings && str_is(version, "HTTP/1.0"))
        return refuse(400, STR("Transfer-Encoding in an HTTP/1.0 request"));
    if (codings > 1 || (codings && !str_equal_ignoring_case(coding, STR("chunked"))))
        return refuse(400, STR("Transfer-Encoding is not \"chunked\""));
    if (lengths && !str_is_digits(length))
        return refuse(400, STR("Content-Length is not a number"));
    if (lengths && (!str_to_unsigned(length, &bytes) || bytes > BODY_MAX_BYTES))
        return refuse(413, STR("the request's body is larger than the mock reads"));
    return sound;
}

struct refusal request_soundness(const struct request *request, struct str version)
{
    struct refusal refusal = judge_target(request->url);

    if (!refusal.status)
        refusal = judge_size(request);
    if (!refusal.status && !token_is_valid(request->method))
        refusal = refuse(400, STR("the method has a character that none may have"));
    if (!refusal.status)
        refusal = judge_fields(&request->headers);
    if (!refusal.status)
        refusal = judge_host(&request->headers, version);
    if (!refusal.status)
        refusal = judge_framing(&request->headers, version);
    return refusal;
}

/* RFC 9110, 15.5.16: a coding that is not understood is a 415; one that does not hold is a 400. */
static struct refusal refuse_coding(enum decode_outcome outcome)
{
    switch (outcome) {
    case DECODE_OK:
        break;
    case DECODE_MALFORMED:
        return refuse(400, STR("the body is not what its Content-Encoding says"));
    case DECODE_TRUNCATED:
        return refuse(400, STR("the body ends before its Content-Encoding does"));
    case DECODE_TOO_LARGE:
        return refuse(413, STR("the request's body is larger than the mock reads when decoded"));
    case DECODE_UNSUPPORTED:
        return refuse(415, STR("the request's Content-Encoding is not one that the mock reads"));
    }
    return sound;
}

struct refusal request_decode(struct arena *arena, struct request *request)
{
    struct str coding = headers_joined(arena, &request->headers, STR("content-encoding"));
    enum decode_outcome outcome;
    struct strbuf decoded;

    if (!str_trim(coding).length || !request->body.bytes.length)
        return sound;
    strbuf_init(&decoded, BODY_MAX_BYTES);
    outcome = content_decode(coding, request->body.bytes, &decoded);
    if (outcome == DECODE_OK) {
        request->body.bytes = str_copy(arena, strbuf_str(&decoded));
        request->body.state = decoded.length ? BODY_PRESENT : BODY_EMPTY;
    }
    strbuf_release(&decoded);
    return refuse_coding(outcome);
}
