#include "source/unread_format.h"

#include "base/utf8.h"
#include "stream/json_sketch.h"

/* ---- JSON ---- */

enum { PATHS = 3 };

/* All paths stand in the head; the surest first. */
static const struct {
    const char *paths[PATHS];
    const char *what;
} objects[] = {
    {{"openapi", "info"}, "an OpenAPI description: it goes before the recordings"},
    {{"swagger", "info"}, "an OpenAPI description: it goes before the recordings"},
    {{"asyncapi"}, "an AsyncAPI document"},
    {{"arazzo"}, "an Arazzo document"},
    {{"overlay", "actions"}, "an OpenAPI Overlay"},
    {{"about", "findings.[].fingerprint"}, "a baseline of oasdrift: --baseline names it"},
    {{"tool.name", "command", "time"}, "a report of oasdrift"},
    {{"event", "tool.name"}, "an event file of oasdrift: merge reads it"},
    {{"consumer", "provider"}, "a Pact contract: not read"},
    {{"interactions.[].request.path"}, "a Pact contract: not read"},
    {{"imposters"}, "imposters of mountebank: not read"},
    {{"protocol", "stubs"}, "an imposter of mountebank: not read"},
    {{"data.[].traceID"}, "an export of Jaeger: not read; OTLP is"},
    {{"data.[].spans"}, "an export of Jaeger: not read; OTLP is"},
    {{"[].traceId", "[].localEndpoint"}, "spans of Zipkin: not read; OTLP is"},
    {{"[].traceId", "[].duration"}, "spans of Zipkin: not read; OTLP is"},
    {{"traceID", "spans"}, "an export of Jaeger: not read; OTLP is"},
    {{"contextOptions"}, "a trace of Playwright: not read; its HAR is (recordHar)"},
    {{"type", "snapshot.request"}, "a trace of Playwright: not read; its HAR is (recordHar)"},
    {{"[].entries.[].calls"}, "a report of Hurl: not read"},
    {{"[].entries.[].asserts"}, "a report of Hurl: not read"},
    {{"[].results.[].request"}, "a report of Bruno: not read"},
    {{"[].iterationIndex", "[].results"}, "a report of Bruno: not read"},
    {{"summary", "results.[].request"}, "a report of Bruno: not read"},
    {{"_type", "resources", "__export_format"}, "an export of Insomnia: it has no responses"},
    {{"_postman_variable_scope"}, "an environment of Postman"},
    {{"order", "requests", "folders"}, "a Postman collection of format 1: export it as 2.1"},
    {{"[].protocolVersion", "[].actualPort"}, "a session of Charles: export it as HAR"},
    {{"constants.logEventTypes"}, "Chrome's net log: not read; its HAR is"},
    {{"Records.[].eventName"}, "a log of AWS CloudTrail: not read"},
    {{"metric", "type", "data"}, "results of k6: not read"},
    {{"kind", "apiVersion", "requestURI"}, "an audit log of Kubernetes: not read"},
    {{"apiVersion", "kind"}, "a Kubernetes manifest"},
    {{"_id", "req", "res"}, "a tape of talkback: not read"},
    {{"[]._source.layers"}, "a capture of packets (tshark): not read"},
    {{"attack", "seq", "code"}, "results of vegeta: not read"},
    {{"startedDateTime", "request"}, "one HAR entry over several lines: write it in one (jq -c .)"},
    {{"request.url", "response"}, "one exchange over several lines: write it in one (jq -c .)"},
    {{"reqId", "req.method"},
     "a log whose requests and answers stand in lines of their own: not "
     "read"},
    {{"$schema"}, "a JSON Schema, or a document that names one"},
};

static const char *look_at_json(struct str head)
{
    for (size_t i = 0; i < ARRAY_LENGTH(objects); i++) {
        bool all = true;

        for (size_t k = 0; k < PATHS && objects[i].paths[k] && all; k++)
            all = sketch_has(head, objects[i].paths[k]);
        if (all)
            return objects[i].what;
    }
    return NULL;
}

/* ---- text and bytes ---- */

/* How a file starts, white space and a byte order mark passed over. Compared without case. */
static const struct {
    struct str start;
    const char *what;
} starts[] = {
    {STR_INITIAL("<!doctype html"), "an HTML page"},
    {STR_INITIAL("<html"), "an HTML page"},
    {STR_INITIAL("<?xml"), "XML (Burp, JUnit...): not read"},
    {STR_INITIAL("<"), "XML or HTML: not read"},
    {STR_INITIAL("#Software:"), "a W3C log (IIS, CloudFront): not read"},
    {STR_INITIAL("#Version:"), "a W3C log (IIS, CloudFront): not read"},
    {STR_INITIAL("#Fields:"), "a W3C log (IIS, CloudFront): not read"},
    {STR_INITIAL("openapi:"), "an OpenAPI description: it goes before the recordings"},
    {STR_INITIAL("swagger:"), "an OpenAPI description: it goes before the recordings"},
    {STR_INITIAL("asyncapi:"), "an AsyncAPI document"},
    {STR_INITIAL("arazzo:"), "an Arazzo document"},
    {STR_INITIAL("overlay:"), "an OpenAPI Overlay"},
    {STR_INITIAL("meta {"), "a request of Bruno: not read"},
    {STR_INITIAL("HTTP/"), "a raw HTTP message: not read"},
    {STR_INITIAL("###"), "raw requests (.http, Hurl): they have no responses"},
    {STR_INITIAL("GET http"), "raw requests (.http, Hurl): they have no responses"},
    {STR_INITIAL("POST http"), "raw requests (.http, Hurl): they have no responses"},
    {STR_INITIAL("\xd4\xc3\xb2\xa1"), "a capture of packets: not read"},
    {STR_INITIAL("\xa1\xb2\xc3\xd4"), "a capture of packets: not read"},
    {STR_INITIAL("PK\x03\x04"), "an archive"},
    {STR_INITIAL("\xff\xfe"), "text in UTF-16: convert it to UTF-8"},
    {STR_INITIAL("\xfe\xff"), "text in UTF-16: convert it to UTF-8"},
};

static bool starts_with(struct str head, struct str start)
{
    return str_equal_ignoring_case(str_slice(head, 0, start.length), start);
}

/* pcapng; its first four bytes are line ends. The magic number stands in either byte order. */
static bool is_packets(struct str head)
{
    struct str first = str_slice(head, 0, 12);

    return str_find(first, STR("M<+\x1a")) != SIZE_MAX ||
           str_find(first, STR("\x1a+<M")) != SIZE_MAX;
}

/* A netstring of dictionaries: "1234:7:version;2:21#...". */
static bool is_flows(struct str head)
{
    size_t digits = 0;

    while (digits < head.length && ascii_is_digit(head.text[digits]))
        digits++;
    return digits && digits < head.length && head.text[digits] == ':' &&
           str_find(str_slice(head, 0, 4096), STR("version;")) != SIZE_MAX;
}

/* Unix line ends of YAML: one of its first lines begins with the key. */
static bool has_line(struct str head, struct str key)
{
    while (head.text)
        if (str_starts_with(str_cut(&head, '\n'), key))
            return true;
    return false;
}

static const char *look_at_text(struct str head)
{
    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++)
        if (starts_with(head, starts[i].start))
            return starts[i].what;
    if (is_flows(head))
        return "flows of mitmproxy: `mitmdump -nr FILE --set hardump=FILE.har` makes a HAR of them";
    if (has_line(head, STR("< HTTP/")))
        return "what curl -v tells: not read";
    if (is_packets(head))
        return "a capture of packets: not read";
    if (has_line(head, STR("openapi:")) || has_line(head, STR("swagger:")))
        return "an OpenAPI description: it goes before the recordings";
    if (str_find_char(head, '\0') < head.length || utf8_valid_prefix(head) + 4 < head.length)
        return "binary data, or text that is no UTF-8";
    return NULL;
}

const char *unread_format(struct str head)
{
    bool json = str_starts_with(head, STR("{")) || str_starts_with(head, STR("["));

    return json ? look_at_json(head) : look_at_text(head);
}
