/* HAR entries to exchanges: one row a habit of recorders. */
#include "source/source.h"

#include "document/data_excerpt.h"
#include "unit.h"

#define REQUEST "\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/x\",\"headers\":[]}"
#define CONTENT(content)                                                                           \
    "{" REQUEST ",\"response\":{\"status\":200,\"headers\":[],\"content\":" content "}}"
#define ENCODED(headers, content)                                                                  \
    "{" REQUEST ",\"response\":{\"status\":200,\"headers\":[" headers "],\"content\":" content "}" \
    "}"
#define HEADER(name, value) "{\"name\":\"" name "\",\"value\":\"" value "\"}"
#define POST(headers, rest)                                                                        \
    "{\"request\":{\"method\":\"POST\",\"url\":\"/x\",\"headers\":[" headers "]" rest "},"         \
    "\"response\":{\"status\":204}}"
#define STATUS(status)                                                                             \
    "{" REQUEST ",\"response\":{\"status\":" status ",\"headers\":[],\"content\":{\"size\":0}}}"

static struct arena arena;
static struct exchange exchange;
static struct error error;

/* The first step over a bare array of this one entry. */
static enum source_step read_entry(const char *name, const char *creator, const char *entry)
{
    struct str text = str_format(
        &arena, "{\"log\":{\"creator\":{\"name\":\"%s\"},\"entries\":[%s]}}", creator, entry);
    struct source source;
    enum source_step step;

    error_clear(&error);
    ck_assert_msg(source_open_memory(&source, str_of("t.har"), text, NULL, &arena, &error),
                  "%s: %s", name, error.message);
    step = source_next(&source, &exchange, &error);
    source_close(&source);
    return step;
}

static const struct {
    const char *name, *entry;
    enum body_state state;
    const char *bytes; /* NULL: not looked at */
    const char *creator;
} response_bodies[] = {
    {"text", CONTENT("{\"size\":2,\"text\":\"{}\"}"), BODY_PRESENT, "{}", ""},
    {"text without size", CONTENT("{\"text\":\"{}\"}"), BODY_PRESENT, "{}", ""},
    {"size -1", CONTENT("{\"size\":-1,\"text\":\"{}\"}"), BODY_PRESENT, "{}", ""},
    {"base64", CONTENT("{\"text\":\"eyJhIjoxfQ==\",\"encoding\":\"base64\"}"), BODY_PRESENT,
     "{\"a\":1}", ""},
    {"broken base64", CONTENT("{\"text\":\"eyJ*\",\"encoding\":\"base64\"}"), BODY_UNKNOWN, NULL,
     ""},
    {"unknown encoding", CONTENT("{\"text\":\"x\",\"encoding\":\"rot13\"}"), BODY_UNKNOWN, NULL,
     ""},
    {"cut off by its recorder", CONTENT("{\"text\":\"{\\\"a\\\":\\\"b...[truncated]\"}"),
     BODY_TRUNCATED, NULL, ""},
    {"cut off by its recorder, and dots", CONTENT("{\"text\":\"[1,2, ...\"}"), BODY_TRUNCATED, NULL,
     ""},
    {"whole, and it looks cut off", CONTENT("{\"text\":\"[[\\\"truncated\\\"]]\"}"), BODY_PRESENT,
     "[[\"truncated\"]]", ""},
    {"no text, size 0", CONTENT("{\"size\":0}"), BODY_EMPTY, "", ""},
    {"empty text, size 0", CONTENT("{\"size\":0,\"text\":\"\"}"), BODY_EMPTY, "", ""},
    {"empty text, size 0, Content-Length 9",
     ENCODED(HEADER("Content-Length", "9"), "{\"size\":0,\"text\":\"\"}"), BODY_UNKNOWN, NULL, ""},
    {"empty text, size 9", CONTENT("{\"size\":9,\"text\":\"\"}"), BODY_UNKNOWN, NULL, ""},
    {"null text", CONTENT("{\"size\":-1,\"text\":null}"), BODY_UNKNOWN, NULL, ""},
    {"no text, size 12", CONTENT("{\"size\":12}"), BODY_UNKNOWN, NULL, ""},
    {"no text, size -1", CONTENT("{\"size\":-1}"), BODY_UNKNOWN, NULL, ""},
    {"nothing but Content-Length: 0", ENCODED(HEADER("Content-Length", "0"), "{}"), BODY_EMPTY, "",
     ""},
    {"comment", CONTENT("{\"size\":0,\"comment\":\"not included\"}"), BODY_UNKNOWN, NULL, ""},
    {"comment says truncated", CONTENT("{\"text\":\"{\",\"comment\":\"Truncated at 1\"}"),
     BODY_TRUNCATED, "{", ""},
    {"another comment", CONTENT("{\"text\":\"{}\",\"comment\":\"nice\"}"), BODY_PRESENT, "{}", ""},
    {"shorter than size", CONTENT("{\"size\":20,\"text\":\"{\\\"a\\\":\"}"), BODY_TRUNCATED,
     "{\"a\":", ""},
    {"byte order mark taken off", CONTENT("{\"size\":5,\"text\":\"{}\"}"), BODY_PRESENT, "{}", ""},
    {"still says gzip, is text",
     ENCODED(HEADER("content-encoding", "gzip"), "{\"size\":2,\"text\":\"{}\"}"), BODY_PRESENT,
     "{}", ""},
    {"size of the encoded form",
     ENCODED(HEADER("content-encoding", "gzip"), "{\"size\":22,\"text\":\"{}\"}"), BODY_PRESENT,
     "{}", "mitmproxy"},
    {"size is Content-Length of the encoded form",
     ENCODED(HEADER("Content-Encoding", "br") "," HEADER("Content-Length", "22"),
             "{\"size\":22,\"text\":\"{}\"}"),
     BODY_PRESENT, "{}", ""},
    {"transcoded from UTF-16",
     ENCODED(HEADER("Content-Type", "application/json; charset=utf-16"),
             "{\"size\":22,\"text\":\"{}\"}"),
     BODY_PRESENT, "{}", ""},
    {"gzip bytes under a gzip header",
     ENCODED(HEADER("Content-Encoding", "gzip"),
             "{\"text\":\"H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==\",\"encoding\":\"base64\"}"),
     BODY_PRESENT, "{}", ""},
    {"cut off gzip bytes",
     ENCODED(HEADER("Content-Encoding", "gzip"),
             "{\"text\":\"H4sIAAAAAAAAA6uu\",\"encoding\":\"base64\"}"),
     BODY_TRUNCATED, NULL, ""},
    {"gzip bytes under no header",
     CONTENT("{\"text\":\"H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==\",\"encoding\":\"base64\"}"),
     BODY_PRESENT, NULL, ""},
    {"in another file", CONTENT("{\"size\":3,\"_file\":\"../../etc/passwd\"}"), BODY_UNKNOWN, NULL,
     ""},
    {"pieces in base64",
     ENCODED(HEADER("Content-Encoding", "gzip"),
             "{\"size\":22,\"encoding\":\"base64\",\"text\":\"[\\\"H4sIAAAAAAAC\\\","
             "\\\"A6uuBQBDv6ajAgAAAA==\\\"]\"}"),
     BODY_PRESENT, "{}", "Polly.JS"},
    {"pieces in hexadecimal",
     ENCODED(HEADER("Content-Encoding", "gzip"),
             "{\"_isBinary\":true,\"text\":\"[\\\"1f8b0800000000000203abae050043bfa6a302000000\\\"]"
             "\"}"),
     BODY_PRESENT, "{}", "Polly.JS"},
    {"broken pieces", CONTENT("{\"_isBinary\":true,\"text\":\"[\\\"x\\\"]\"}"), BODY_UNKNOWN, NULL,
     "Polly.JS"},
    {"no content", "{" REQUEST ",\"response\":{\"status\":200,\"headers\":[]}}", BODY_UNKNOWN, NULL,
     ""},
    {"204", "{" REQUEST ",\"response\":{\"status\":204,\"headers\":[]}}", BODY_EMPTY, "", ""},
};

START_TEST(reads_response_bodies)
{
    const char *name = response_bodies[_i].name;
    const struct body *body = &exchange.response.body;

    ck_assert_msg(read_entry(name, response_bodies[_i].creator, response_bodies[_i].entry) ==
                      SOURCE_GOT,
                  "%s: %s", name, error.message);
    ck_assert_msg(body->state == response_bodies[_i].state, "%s: state %d, %.*s", name,
                  (int)body->state, STR_ARGS(body->reason));
    if (response_bodies[_i].bytes)
        ck_assert_msg(str_is(body->bytes, response_bodies[_i].bytes), "%s: %.*s", name,
                      STR_ARGS(body->bytes));
    ck_assert_msg(!(body->state == BODY_UNKNOWN || body->state == BODY_TRUNCATED) ||
                      body->reason.length,
                  "%s: no reason", name);
}
END_TEST

#define FORM HEADER("Content-Type", "application/x-www-form-urlencoded")

static const struct {
    const char *name, *entry;
    enum body_state state;
    const char *bytes;
} request_bodies[] = {
    {"text", POST("", ",\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{}\"}"),
     BODY_PRESENT, "{}"},
    {"base64", POST("", ",\"postData\":{\"text\":\"e30=\",\"encoding\":\"base64\"}"), BODY_PRESENT,
     "{}"},
    {"text wins over params",
     POST(FORM, ",\"postData\":{\"text\":\"a=1\",\"params\":[" HEADER("b", "2") "]}"), BODY_PRESENT,
     "a=1"},
    {"params",
     POST(FORM, ",\"postData\":{\"text\":\"\",\"params\":[" HEADER("a b",
                                                                   "1&2") "," HEADER("c", "") "]}"),
     BODY_PRESENT, "a%20b=1%262&c="},
    {"params of a multipart body",
     POST(HEADER("Content-Type", "multipart/form-data; boundary=x"),
          ",\"postData\":{\"params\":[" HEADER("a", "1") "]}"),
     BODY_PRESENT, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"},
    {"params of a multipart body with a file",
     POST(HEADER("Content-Type", "multipart/form-data; boundary=x"),
          ",\"postData\":{\"params\":[{\"name\":\"a\",\"fileName\":\"b.txt\"}]}"),
     BODY_UNKNOWN, NULL},
    {"params of a multipart body without its boundary",
     POST("", ",\"postData\":{\"mimeType\":\"multipart/form-data\",\"params\":[" HEADER(
                  "a", "-part") "]}"),
     BODY_PRESENT,
     "--part-part\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n-part\r\n--part-part--\r\n"},
    {"a character for each byte",
     POST(HEADER("Content-Length", "4"), ",\"bodySize\":4,\"postData\":{\"mimeType\":\"text/"
                                         "plain\",\"text\":\"gr\\u00c3\\u00b6\"}"),
     BODY_PRESENT, "gr\xC3\xB6"},
    {"a character for each byte, by the size alone",
     POST("", ",\"bodySize\":4,\"postData\":{\"mimeType\":\"text/"
              "plain\",\"text\":\"gr\\u00c3\\u00b6\"}"),
     BODY_PRESENT, "gr\xC3\xB6"},
    {"characters of more bytes",
     POST(HEADER("Content-Length", "6"), ",\"bodySize\":4,\"postData\":{\"mimeType\":\"text/"
                                         "plain\",\"text\":\"gr\\u00c3\\u00b6\"}"),
     BODY_PRESENT, "gr\xC3\x83\xC2\xB6"},
    {"Latin-1, which the recorder read",
     POST(HEADER("Content-Type", "application/json") "," HEADER("Content-Length", "5"),
          ",\"postData\":{\"text\":\"\\\"r\\u00e9x\\\"\"}"),
     BODY_PRESENT, "\"r\xC3\xA9x\""},
    {"a file of a multipart body, a character for each byte",
     POST(HEADER("Content-Type", "multipart/form-data; boundary=x") "," HEADER("Content-Length",
                                                                               "3"),
          ",\"postData\":{\"text\":\"-\\u0089P\"}"),
     BODY_PRESENT, "-\x89P"},
    {"empty text beside a Content-Length", POST(HEADER("Content-Length", "9"), ",\"bodySize\":0"),
     BODY_UNKNOWN, NULL},
    {"params with a file",
     POST(FORM, ",\"postData\":{\"params\":[{\"name\":\"a\",\"fileName\":\"b.txt\"}]}"),
     BODY_UNKNOWN, NULL},
    {"size 0", POST("", ",\"bodySize\":0"), BODY_EMPTY, ""},
    {"Content-Length: 0", POST(HEADER("Content-Length", "0"), ",\"bodySize\":-1"), BODY_EMPTY, ""},
    {"size 9 without text", POST("", ",\"bodySize\":9,\"postData\":{\"text\":\"\"}"), BODY_UNKNOWN,
     NULL},
    {"nothing said", POST("", ""), BODY_UNKNOWN, NULL},
    {"GET", "{" REQUEST ",\"response\":{\"status\":204}}", BODY_EMPTY, ""},
    {"in another file", POST("", ",\"postData\":{\"_file\":\"a.bin\"}"), BODY_UNKNOWN, NULL},
};

START_TEST(reads_request_bodies)
{
    const char *name = request_bodies[_i].name;
    const struct body *body = &exchange.request.body;

    ck_assert_msg(read_entry(name, "", request_bodies[_i].entry) == SOURCE_GOT, "%s: %s", name,
                  error.message);
    ck_assert_msg(body->state == request_bodies[_i].state, "%s: state %d", name, (int)body->state);
    if (request_bodies[_i].bytes)
        ck_assert_msg(str_is(body->bytes, request_bodies[_i].bytes), "%s: %.*s", name,
                      STR_ARGS(body->bytes));
}
END_TEST

#define ENTRY(url, more) "{\"request\":{\"method\":\"GET\",\"url\":\"" url "\"}" more "}"
#define FETCH(method, headers)                                                                     \
    "{\"request\":{\"method\":\"" method "\",\"url\":\"/x\",\"headers\":[" headers "]},"           \
    "\"response\":{\"status\":200}}"

/* What step an entry makes, and the words its reason holds (in failure, or the error's message when
   the record is broken). */
static const struct {
    const char *name, *entry;
    enum source_step step;
    const char *failure, *message;
} steps[] = {
    {"status 0", STATUS("0"), SOURCE_GOT, "status 0", NULL},
    {"status -1", STATUS("-1"), SOURCE_GOT, "status 0", NULL},
    {"status 200.0", STATUS("200.0"), SOURCE_GOT, NULL, NULL},
    {"status empty", STATUS("\"\""), SOURCE_GOT, "status 0", NULL},
    {"the browser's own redirect",
     "{" REQUEST
     ",\"response\":{\"status\":307,\"headers\":[" HEADER("Non-Authoritative-Reason", "HSTS") "]}}",
     SOURCE_SKIPPED, "never reached", NULL},
    {"status null", STATUS("null"), SOURCE_GOT, "status 0", NULL},
    {"status 70000", STATUS("70000"), SOURCE_SKIPPED, NULL, "t.har:1:42: no HAR entry"},
    {"status text", STATUS("\"ok\""), SOURCE_SKIPPED, NULL, "no status"},
    {"null response", "{" REQUEST ",\"response\":null}", SOURCE_GOT, "no response", NULL},
    {"no response", "{" REQUEST "}", SOURCE_GOT, "no response", NULL},
    {"_error", "{" REQUEST ",\"response\":{\"status\":0,\"_error\":\"net::ERR_ABORTED\"}}",
     SOURCE_GOT, "net::ERR_ABORTED", NULL},
    {"_error null", "{" REQUEST ",\"response\":{\"status\":200,\"_error\":null}}", SOURCE_GOT, NULL,
     NULL},
    {"_failureText", "{" REQUEST ",\"response\":{\"status\":-1,\"_failureText\":\"aborted\"}}",
     SOURCE_GOT, "aborted", NULL},
    {"websocket messages", ENTRY("https://a/x", ",\"_webSocketMessages\":[]"), SOURCE_SKIPPED,
     "websocket", NULL},
    {"websocket type", ENTRY("https://a/x", ",\"_resourceType\":\"websocket\""), SOURCE_SKIPPED,
     "websocket", NULL},
    {"wss", ENTRY("wss://a/x", ""), SOURCE_SKIPPED, "websocket", NULL},
    {"data URL", ENTRY("data:text/plain,x", ""), SOURCE_SKIPPED, "not HTTP (data:)", NULL},
    {"extension URL", ENTRY("chrome-extension://a/x", ""), SOURCE_SKIPPED, "chrome-extension",
     NULL},
    {"relative URL", ENTRY("x/y", ""), SOURCE_SKIPPED, "neither", NULL},
    {"upper case scheme", ENTRY("HTTPS://a/x", ",\"response\":{\"status\":200}"), SOURCE_GOT, NULL,
     NULL},
    {"preflight",
     FETCH("OPTIONS",
           HEADER("Origin", "https://b") "," HEADER("Access-Control-Request-Method", "PUT")),
     SOURCE_SKIPPED, "preflight", NULL},
    {"plain OPTIONS", FETCH("OPTIONS", HEADER("Origin", "https://b")), SOURCE_GOT, NULL, NULL},
    {"CONNECT", FETCH("CONNECT", ""), SOURCE_SKIPPED, "CONNECT", NULL},
    {"from cache", ENTRY("/x", ",\"_fromCache\":\"disk\",\"response\":{\"status\":200}"),
     SOURCE_SKIPPED, "cache (disk)", NULL},
    {"304", STATUS("304"), SOURCE_GOT, NULL, NULL},
    {"no object", "17", SOURCE_SKIPPED, NULL, "not an object"},
    {"no request", "{}", SOURCE_SKIPPED, NULL, "no request"},
    {"no url", "{\"request\":{\"method\":\"GET\"}}", SOURCE_SKIPPED, NULL, "no method or no url"},
    {"broken inside", "{\"request\":\n{\"method\":GET}}", SOURCE_SKIPPED, NULL, "t.har:2:11: "},
};

START_TEST(tells_steps)
{
    const char *name = steps[_i].name;
    enum source_step step = read_entry(name, "", steps[_i].entry);
    struct str message = str_of(error.message);

    exchange.failure = data_spans_show(&arena, exchange.failure);
    ck_assert_msg(step == steps[_i].step, "%s: step %d: %s %.*s", name, (int)step, error.message,
                  STR_ARGS(exchange.failure));
    ck_assert_msg(error.raised == (steps[_i].message != NULL), "%s: %s", name, error.message);
    if (steps[_i].message)
        ck_assert_msg(str_find(message, str_of(steps[_i].message)) != SIZE_MAX, "%s: %s", name,
                      error.message);
    else if (steps[_i].failure)
        ck_assert_msg(str_find(exchange.failure, str_of(steps[_i].failure)) != SIZE_MAX, "%s: %.*s",
                      name, STR_ARGS(exchange.failure));
    else
        ck_assert_msg(!exchange.failure.text, "%s: %.*s", name, STR_ARGS(exchange.failure));
}
END_TEST

static const struct {
    const char *name, *creator, *entry;
    bool hidden;
} hiding[] = {
    {"Chrome", "WebInspector", STATUS("200"), true},
    {"Firefox", "Firefox", STATUS("200"), false},
    {"Chrome, told to keep them", "WebInspector", FETCH("GET", HEADER("authorization", "Bearer x")),
     false},
    {"Chrome's marks", "",
     ENTRY("/x", ",\"_initiator\":{},\"_priority\":\"High\",\"response\":{\"status\":200}"), true},
};

START_TEST(knows_who_hides_credentials)
{
    ck_assert_int_eq(read_entry(hiding[_i].name, hiding[_i].creator, hiding[_i].entry), SOURCE_GOT);
    ck_assert_msg(exchange.credentials_hidden == hiding[_i].hidden, "%s", hiding[_i].name);
}
END_TEST

START_TEST(drops_the_headers_of_parts)
{
    const char *entry =
        FETCH("POST", HEADER("Content-Type", "multipart/form-data; boundary=x") "," HEADER(
                          "Content-Disposition", "form-data; name=a") "," HEADER("Content-Type",
                                                                                 "text/plain"));

    ck_assert_int_eq(read_entry("Firefox", "Firefox", entry), SOURCE_GOT);
    ck_assert_uint_eq(exchange.request.headers.count, 1);
    ck_assert_int_eq(read_entry("another", "x", entry), SOURCE_GOT);
    ck_assert_uint_eq(exchange.request.headers.count, 3);
}
END_TEST

START_TEST(fills_the_exchange)
{
    static const char entry[] =
        "{\"startedDateTime\":\"2026-02-10T10:00:00.000Z\",\"time\":12.5,\"request\":{\"method\":"
        "\"GET\","
        "\"url\":\"https://a.example/x?y=1#z\",\"headers\":[" HEADER(":method", "GET") "," HEADER(
            "Accept",
            "*/*") ",{\"name\":\"X-Null\",\"value\":null},17,{\"name\":\"X-L\",\"value\":[\"a\","
                   "true]}]},\"response\":{\"status\":404,"
                   "\"statusText\":\"Not Found\",\"headers\":[" HEADER("A", "1") "," HEADER(
                       "a", "2") "],\"content\":{\"mimeType\":\"text/plain\",\"text\":\"no\"}}}";

    ck_assert_int_eq(read_entry("whole", "", entry), SOURCE_GOT);
    ck_assert_str(exchange.request.method, "GET");
    ck_assert_str(exchange.request.url, "https://a.example/x?y=1");
    ck_assert_uint_eq(exchange.request.headers.count, 3);
    ck_assert_uint_eq(headers_count(&exchange.request.headers, "x-l"), 2);
    ck_assert_str(exchange.request.headers.items[2].value, "true");
    ck_assert_str(headers_get(&exchange.request.headers, "accept"), "*/*");
    ck_assert(exchange.request.headers.partial); /* the value of X-Null is not recorded */
    ck_assert_int_eq(exchange.response.status, 404);
    ck_assert_str(exchange.response.reason, "Not Found");
    ck_assert_uint_eq(headers_count(&exchange.response.headers, "a"), 2);
    ck_assert_str(exchange.response.body.form, "text/plain");
    ck_assert_str(exchange.time, "2026-02-10T10:00:00.000Z");
    ck_assert_uint_eq(exchange.duration_us, 12500);
    ck_assert_str(exchange.source, "t.har");
    ck_assert_uint_eq(exchange.offset, 41);
    ck_assert_uint_eq(exchange.index, 0);
}
END_TEST

UNIT_SUITE("har entry", arena_init(&arena); UNIT_LOOP(reads_response_bodies, response_bodies);
           UNIT_LOOP(reads_request_bodies, request_bodies); UNIT_LOOP(tells_steps, steps);
           UNIT_LOOP(knows_who_hides_credentials, hiding); UNIT_TEST(drops_the_headers_of_parts);
           UNIT_TEST(fills_the_exchange))
