/* The client against a server with bad manners: what came of each transfer, and in what bounds. */
#include <time.h>

#include "document/data_excerpt.h"
#include "live/client.h"

#include "unit.h"

#define RUDE_SERVER_INCLUDED
#include "../../live/rude_server.c"

enum { BODY_LIMIT = 1024 * 1024, TIME_LIMIT_MS = 2500 };

static struct rude_server server;
static struct arena arena;

static const struct client_settings settings = {
    .body_max_bytes = BODY_LIMIT,
    .max_time_ms = TIME_LIMIT_MS,
    .connect_timeout_ms = 1000,
};

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct str rude_url(const char *path)
{
    return str_format(&arena, "http://127.0.0.1:%u%s", server.port, path);
}

/* Sends one request with a client of its own. */
static void ask(const struct client_settings *with, const struct request *request,
                struct exchange *exchange)
{
    struct error error = {0};
    struct client *client = client_new(with, &error);
    void *tag = NULL;

    ck_assert_msg(client, "%s", error.message);
    ck_assert_msg(client_send(client, request, &arena, &error), "%.*s: %s", STR_ARGS(request->url),
                  error.message);
    ck_assert_int_eq(client_next(client, &arena, exchange, &tag), CLIENT_GOT);
    ck_assert_ptr_eq(tag, &arena);
    ck_assert_int_eq(client_next(client, &arena, exchange + 1, &tag), CLIENT_IDLE);
    client_free(client);
}

static const struct {
    const char *path;
    int status;
    const char *failure; /* NULL: none */
    enum body_state state;
    size_t body_bytes;
    const char *reason; /* of the body's state; NULL: none */
} manners[] = {
    {"/polite", 200, NULL, BODY_PRESENT, 20, NULL},
    {"/early-hints", 200, NULL, BODY_PRESENT, 20, NULL},
    {"/length-too-short", 200, NULL, BODY_PRESENT, 5, NULL},
    {"/length-too-long", 200, "cut off: 20 of 400 body bytes", BODY_TRUNCATED, 20,
     "cut off: 20 of"},
    {"/two-lengths", 200, NULL, BODY_PRESENT, 20, NULL},
    {"/reset", 200, "connection reset", BODY_TRUNCATED, 20, "connection reset"},
    {"/bomb", 200, NULL, BODY_TRUNCATED, BODY_LIMIT, "larger than the limit of 1048576 bytes"},
    {"/endless", 200, NULL, BODY_TRUNCATED, BODY_LIMIT, "larger than the limit of 1048576 bytes"},
    {"/broken-gzip", 200, NULL, BODY_UNKNOWN, 0, "content coding cannot be undone"},
    {"/unknown-coding", 200, NULL, BODY_UNKNOWN, 0, "content coding cannot be undone"},
    {"/drip", 200, "time-out after 2500 ms", BODY_TRUNCATED, 3, "time-out after 2500 ms"},
    {"/silence", 0, "time-out after 2500 ms", BODY_EMPTY, 0, NULL},
    {"/chunked-cut-off", 200, "cut off after", BODY_TRUNCATED, 25, "cut off after"},
    {"/redirect-to-file", 302, NULL, BODY_EMPTY, 0, NULL},
    {"/redirect-elsewhere", 307, NULL, BODY_EMPTY, 0, NULL},
    {"/large-headers", 200, "headers are larger than the limit of 65536 bytes", BODY_UNKNOWN, 0,
     ""},
    {"/large-header", 200, "headers are larger than the limit of 65536 bytes", BODY_UNKNOWN, 0, ""},
    {"/many-headers", 200, "headers are more than the limit of 200", BODY_UNKNOWN, 0, ""},
    {"/garbage", 0, "no HTTP", BODY_EMPTY, 0, NULL},
    {"/garbage-status", 0, "no HTTP", BODY_EMPTY, 0, NULL},
    {"/nothing", 0, "closed before an answer", BODY_EMPTY, 0, NULL},
    {"/half-a-head", 200, "closed inside the headers", BODY_UNKNOWN, 0, "inside the headers"},
    {"/storm-of-1xx", 0, "headers are", BODY_EMPTY, 0, NULL},
    {"/hints-only", 0, "closed before an answer", BODY_EMPTY, 0, NULL},
    {"/strange-reason", 200, NULL, BODY_EMPTY, 0, NULL},
};

START_TEST(survives_bad_manners)
{
    const char *path = manners[_i].path;
    struct request request = {.method = STR("GET"), .url = rude_url(path)};
    struct exchange exchange[2];
    const struct response *response = &exchange->response;
    double begun = seconds();

    ask(&settings, &request, exchange);
    ck_assert_msg(seconds() - begun < 4, "%s: took %.1f s", path, seconds() - begun);
    ck_assert_msg(response->status == manners[_i].status, "%s: status %d, %.*s", path,
                  response->status, STR_ARGS(exchange->failure));
    ck_assert_msg((exchange->failure.text != NULL) == (manners[_i].failure != NULL), "%s: %.*s",
                  path, STR_ARGS(exchange->failure));
    if (manners[_i].failure)
        ck_assert_msg(str_find(exchange->failure, str_of(manners[_i].failure)) != SIZE_MAX,
                      "%s: %.*s", path, STR_ARGS(exchange->failure));
    ck_assert_msg(response->body.state == manners[_i].state, "%s: body state %d", path,
                  (int)response->body.state);
    ck_assert_msg(response->body.bytes.length == manners[_i].body_bytes, "%s: %zu bytes", path,
                  response->body.bytes.length);
    if (manners[_i].reason)
        ck_assert_msg(str_find(response->body.reason, str_of(manners[_i].reason)) != SIZE_MAX,
                      "%s: %.*s", path, STR_ARGS(response->body.reason));
}
END_TEST

START_TEST(reads_heads)
{
    struct request request = {.method = STR("GET"), .url = rude_url("/early-hints")};
    struct exchange exchange[2];

    ask(&settings, &request, exchange);
    ck_assert_str(exchange->response.reason, "OK");
    ck_assert(!headers_get(&exchange->response.headers, "x-early").text);
    ck_assert_uint_eq(headers_count(&exchange->response.headers, "x-twice"), 2);
    ck_assert_str(headers_get(&exchange->response.headers, "content-type"), "application/json");
    ck_assert_uint_gt(exchange->duration_us, 0);
    ck_assert_uint_eq(exchange->time.length, sizeof "2026-11-22T20:00:00.000Z" - 1);
    request.url = rude_url("/strange-reason");
    ask(&settings, &request, exchange);
    ck_assert_str(exchange->response.reason, "\033]0;owned\007");
    ck_assert_str(headers_get(&exchange->response.headers, "x-folded"), "a b");
}
END_TEST

START_TEST(does_not_follow)
{
    struct request request = {.method = STR("GET"), .url = rude_url("/redirect-elsewhere")};
    struct exchange exchange[2];

    ask(&settings, &request, exchange);
    ck_assert_msg(
        str_ends_with(headers_get(&exchange->response.headers, "location"), STR("/stolen")),
        "no location");
    request.url = rude_url("/followed");
    ask(&settings, &request, exchange);
    ck_assert_str(exchange->response.body.bytes, "0");
}
END_TEST

/* What is on the wire, told by the server. */
static const struct {
    const char *method, *path, *name, *value, *body;
    const char *told; /* stands in what the server heard */
    const char *not_told;
} wires[] = {
    {"GET", "/echo?a=%2F", "X-A", "1", "", "GET /echo?a=%2F HTTP/1.1\r\n", "Expect"},
    {"GET", "/a/../echo", "X-A", "1", "", "GET /a/../echo HTTP/1.1\r\n", "Content-"},
    {"GET", "/echo", "X-A", "", "", "\r\nX-A:\r\n", "Content-"},
    {"GET", "/echo", "User-Agent", "mine", "", "\r\nUser-Agent: mine\r\n", "oasdrift"},
    {"POST", "/echo", "Content-Type", "application/json", "{}", "\r\nContent-Length: 2\r\n",
     "urlenc"},
    {"POST", "/echo", "X-A", "1", "{}", "\r\n\r\n{}", "Content-Type"},
    {"POST", "/echo", "X-A", "1", "", "\r\nContent-Length: 0\r\n", "Content-Type"},
    {"PATCH", "/echo", "X-A", "1", "x=1", "PATCH /echo", "Expect"},
    {"DELETE", "/echo", "X-A", "1", "", "DELETE /echo", "Content-"},
    {"QUERY", "/echo", "X-A", "1", "q", "QUERY /echo", "Expect"},
    {"DELETE", "/echo", "X-A", "1", "b", "\r\nContent-Length: 1\r\n", "Expect"},
};

START_TEST(sends_what_it_was_given)
{
    struct header header = {str_of(wires[_i].name), str_of(wires[_i].value)};
    struct request request = {
        .method = str_of(wires[_i].method),
        .url = rude_url(wires[_i].path),
        .headers = {.items = &header, .count = 1},
        .body = {.state = BODY_PRESENT, .bytes = str_of(wires[_i].body)},
    };
    struct exchange exchange[2];
    struct str heard;

    ask(&settings, &request, exchange);
    heard = exchange->response.body.bytes;
    ck_assert_msg(str_find(heard, str_of(wires[_i].told)) != SIZE_MAX, "%s: %.*s", wires[_i].told,
                  STR_ARGS(heard));
    ck_assert_msg(str_find(heard, str_of(wires[_i].not_told)) == SIZE_MAX, "%s: %.*s",
                  wires[_i].not_told, STR_ARGS(heard));
    ck_assert_str(exchange->request.method, wires[_i].method);
    ck_assert_str(exchange->request.body.bytes, wires[_i].body);
}
END_TEST

START_TEST(asks_for_heads)
{
    struct request request = {.method = STR("HEAD"), .url = rude_url("/polite")};
    struct exchange exchange[2];

    ask(&settings, &request, exchange);
    ck_assert_int_eq(exchange->response.status, 200);
    ck_assert_int_eq(exchange->response.body.state, BODY_EMPTY);
}
END_TEST

/* -u, or the URL's own: the exchange shows the header that was sent. */
START_TEST(sends_credentials)
{
    struct client_settings with = settings;
    struct request request = {.method = STR("GET"), .url = rude_url("/echo")};
    struct header own = {STR("authorization"), STR("Bearer x")};
    struct exchange exchange[2];

    with.user = "joe:a b";
    ask(&with, &request, exchange);
    ck_assert_str(headers_get(&exchange->request.headers, "authorization"), "Basic am9lOmEgYg==");
    ck_assert(str_find(exchange->response.body.bytes,
                       STR("\r\nAuthorization: Basic am9lOmEgYg==\r\n")) != SIZE_MAX);
    request.headers = (struct headers){.items = &own, .count = 1};
    ask(&with, &request, exchange);
    ck_assert_uint_eq(headers_count(&exchange->request.headers, "authorization"), 1);
    ck_assert(str_find(exchange->response.body.bytes, STR("Basic")) == SIZE_MAX);
    request.headers.count = 0;
    request.url = str_format(&arena, "http://joe:a%%20b@127.0.0.1:%u/echo", server.port);
    ask(&settings, &request, exchange);
    ck_assert(str_find(exchange->response.body.bytes,
                       STR("\r\nAuthorization: Basic am9lOmEgYg==\r\n")) != SIZE_MAX);
}
END_TEST

START_TEST(can_be_interrupted)
{
    struct client_settings with = settings;
    struct request request = {.method = STR("GET"), .url = rude_url("/silence")};
    struct exchange exchange[2];
    volatile int interrupted = 1;
    double begun = seconds();

    with.interrupted = &interrupted;
    ask(&with, &request, exchange);
    ck_assert_str(exchange->failure, "interrupted");
    ck_assert(seconds() - begun < 2);
}
END_TEST

/* Nothing listens there: a port that was had and given back. */
static unsigned short closed_port(void)
{
    unsigned short port = 0;
    int fd = listen_on("127.0.0.1", &port);

    close(fd);
    return port;
}

START_TEST(tells_why_there_is_no_connection)
{
    static const char long_label[] =
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.invalid/";
    const struct {
        struct str url;
        const char *failure;
    } rows[] = {
        {str_format(&arena, "http://127.0.0.1:%u/", closed_port()), "connection refused"},
        {STR(long_label), "host not found: aaa"},
        {str_format(&arena, "https://127.0.0.1:%u/garbage", server.port), "TLS: "},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct request request = {.method = STR("GET"), .url = rows[i].url};
        struct exchange exchange[2];
        struct str failure;

        ask(&settings, &request, exchange);
        ck_assert_int_eq(exchange->response.status, 0);
        failure = data_spans_show(&arena, exchange->failure);
        ck_assert_msg(str_starts_with(failure, str_of(rows[i].failure)), "%s: %.*s",
                      rows[i].failure, STR_ARGS(failure));
    }
}
END_TEST

static const struct {
    const char *method, *url, *name, *value, *body, *message;
} unsendable[] = {
    {"GET /x HTTP/1.1\r\nA: b\r\n\r\nGET", "http://127.0.0.1/", "A", "b", "", "is no token"},
    {"", "http://127.0.0.1/", "A", "b", "", "is no token"},
    {"GET", "http://127.0.0.1/", "A", "b\r\nC: d", "", "control characters"},
    {"GET", "http://127.0.0.1/", "A\r\nC", "b", "", "is no token"},
    {"GET", "http://127.0.0.1/", "", "b", "", "is no token"},
    {"POST", "http://127.0.0.1/", "content-length", "3", "", "set by the client"},
    {"POST", "http://127.0.0.1/", "Transfer-Encoding", "chunked", "", "set by the client"},
    {"HEAD", "http://127.0.0.1/", "A", "b", "x", "without a body"},
    {"GET", "file:///etc/passwd", "A", "b", "", "not a URL of http or https"},
    {"GET", "gopher://127.0.0.1/", "A", "b", "", "not a URL of http or https"},
    {"GET", "/v1/x", "A", "b", "", "not a URL of http or https"},
    {"GET", "http://127.0.0.1/a b", "A", "b", "", "not a URL of http or https"},
    {"GET", "http://127.0.0.1/\r\nA: b", "A", "b", "", "not a URL of http or https"},
    {"GET", "http://127.0.0.1:99999/", "A", "b", "", "not a URL of http or https"},
    {"GET", "http:///x", "A", "b", "", "not a URL of http or https"},
    {"GET", "http://a b:secret@/x", "A", "b", "", "not a URL of http or https"},
};

START_TEST(refuses_to_send)
{
    struct header header = {str_of(unsendable[_i].name), str_of(unsendable[_i].value)};
    struct request request = {
        .method = str_of(unsendable[_i].method),
        .url = str_of(unsendable[_i].url),
        .headers = {.items = &header, .count = 1},
        .body = {.state = BODY_PRESENT, .bytes = str_of(unsendable[_i].body)},
    };
    struct exchange nothing;
    struct error error = {0};
    struct client *client = client_new(&settings, &error);
    void *tag;

    ck_assert_msg(!client_send(client, &request, NULL, &error), "%s %s", unsendable[_i].url,
                  unsendable[_i].value);
    ck_assert_msg(strstr(error.message, unsendable[_i].message), "%s", error.message);
    ck_assert_int_eq(client_next(client, &arena, &nothing, &tag), CLIENT_IDLE);
    client_free(client);
}
END_TEST

/* Twenty requests, four at a time, one of them slow: the others do not wait for it. */
START_TEST(keeps_several_in_flight)
{
    struct client_settings with = settings;
    struct error error = {0};
    struct client *client;
    struct exchange exchange;
    size_t count = 0, slow_at = 0;
    double begun = seconds();
    char tags[20];
    void *tag;

    with.concurrency = 4;
    client = client_new(&with, &error);
    for (size_t i = 0; i < ARRAY_LENGTH(tags); i++) {
        struct request request = {.method = STR("GET"),
                                  .url = rude_url(i == 0 ? "/silence" : "/polite")};

        ck_assert(client_send(client, &request, &tags[i], &error));
    }
    while (client_next(client, &arena, &exchange, &tag) == CLIENT_GOT) {
        if (tag == &tags[0])
            slow_at = count;
        else
            ck_assert_int_eq(exchange.response.status, 200);
        count++;
    }
    ck_assert_uint_eq(count, 20);
    ck_assert_uint_eq(slow_at, 19);
    ck_assert_msg(seconds() - begun < 4, "took %.1f s", seconds() - begun);
    client_free(client);
}
END_TEST

/* Given up with transfers waiting, under way and finished: sanitizers look for what is left. */
START_TEST(is_freed_in_the_middle)
{
    struct client_settings with = settings;
    struct error error = {0};
    struct client *client;
    struct exchange exchange;
    void *tag;

    with.concurrency = 3;
    client = client_new(&with, &error);
    for (int i = 0; i < 9; i++) {
        struct request request = {.method = STR("GET"),
                                  .url = rude_url(i % 3 ? "/polite" : "/silence")};

        ck_assert(client_send(client, &request, NULL, &error));
    }
    ck_assert_int_eq(client_next(client, &arena, &exchange, &tag), CLIENT_GOT);
    client_free(client);
}
END_TEST

UNIT_SUITE("client", arena_init(&arena); rude_server_start(&server);
           UNIT_LOOP(survives_bad_manners, manners); UNIT_TEST(reads_heads);
           UNIT_TEST(does_not_follow); UNIT_LOOP(sends_what_it_was_given, wires);
           UNIT_TEST(asks_for_heads); UNIT_TEST(sends_credentials); UNIT_TEST(can_be_interrupted);
           UNIT_TEST(tells_why_there_is_no_connection); UNIT_LOOP(refuses_to_send, unsendable);
           UNIT_TEST(keeps_several_in_flight); UNIT_TEST(is_freed_in_the_middle))
