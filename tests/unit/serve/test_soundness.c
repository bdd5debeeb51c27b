/* What is no HTTP/1.1 (RFC 9112), and bodies that are not what they say. */
#include <stdio.h>

#include "base/strbuf.h"
#include "serve/soundness.h"

#include "unit.h"

enum { HEADERS_MAX = 4 };

static const struct {
    const char *name, *target, *headers[HEADERS_MAX]; /* "name: value" as it is split */
    int status;
} heads[] = {
    {"a host", "/a?b=c", {"Host:h"}, 0},
    {"a port", "/", {"host:h:80"}, 0},
    {"an address", "/", {"Host:[::1]:80"}, 0},
    {"an empty host", "/", {"Host:"}, 0},
    {"no host", "/", {"X:y"}, 400},
    {"two hosts", "/", {"Host:h", "HOST:h"}, 400},
    {"two hosts in one", "/", {"Host:h, h"}, 400},
    {"a user", "/", {"Host:u@h"}, 400},
    {"a URL", "/", {"Host:http://h"}, 400},
    {"no port", "/", {"Host:h:8a"}, 400},
    {"a space in the name", "/", {"Host:h", "X :y"}, 400},
    {"no name", "/", {"Host:h", ":y"}, 400},
    {"a control byte", "/", {"Host:h", "X:y\001"}, 400},
    {"a tab within", "/", {"Host:h", "X:y\tz"}, 0},
    {"bytes above ASCII", "/", {"Host:h", "X:\xff"}, 0},
    {"a space in the target", "/a b", {"Host:h"}, 400},
    {"a length", "/", {"Host:h", "Content-Length:7"}, 0},
    {"a large one", "/", {"Host:h", "Content-Length:16777217"}, 413},
    {"one beyond numbers", "/", {"Host:h", "Content-Length:99999999999999999999"}, 413},
    {"a sign", "/", {"Host:h", "Content-Length:+7"}, 400},
    {"a list of lengths", "/", {"Host:h", "Content-Length:7, 7"}, 400},
    {"two lengths", "/", {"Host:h", "Content-Length:7", "content-length:7"}, 400},
    {"chunks", "/", {"Host:h", "Transfer-Encoding:Chunked"}, 0},
    {"chunks and a length", "/", {"Host:h", "Content-Length:7", "Transfer-Encoding:chunked"}, 400},
    {"chunks twice",
     "/",
     {"Host:h", "Transfer-Encoding:chunked", "Transfer-Encoding:chunked"},
     400},
    {"another coding", "/", {"Host:h", "Transfer-Encoding:gzip, chunked"}, 400},
    {"no coding", "/", {"Host:h", "Transfer-Encoding:"}, 400},
};

static struct request request_of(struct arena *arena, const char *target,
                                 const char *const headers[HEADERS_MAX])
{
    struct request request = {.method = STR("GET"), .url = str_of(target)};

    request.headers.items = arena_alloc(arena, HEADERS_MAX * sizeof *request.headers.items);
    for (size_t i = 0; i < HEADERS_MAX && headers[i]; i++) {
        struct str value = str_of(headers[i]);
        struct str name = str_cut(&value, ':');

        request.headers.items[request.headers.count++] = (struct header){name, value};
    }
    return request;
}

START_TEST(judges_heads)
{
    struct arena arena;
    struct request request;
    struct refusal refusal;

    arena_init(&arena);
    request = request_of(&arena, heads[_i].target, heads[_i].headers);
    refusal = request_soundness(&request, STR("HTTP/1.1"));
    ck_assert_msg(refusal.status == heads[_i].status, "%s: %d %.*s", heads[_i].name, refusal.status,
                  STR_ARGS(refusal.detail));
    ck_assert((refusal.status != 0) == (refusal.detail.length != 0));
    arena_release(&arena);
}
END_TEST

START_TEST(knows_what_1_0_may)
{
    static const char *const none[HEADERS_MAX] = {NULL};
    static const char *const chunks[HEADERS_MAX] = {"Transfer-Encoding:chunked"};
    struct arena arena;
    struct request request;

    arena_init(&arena);
    request = request_of(&arena, "/", none);
    ck_assert_int_eq(request_soundness(&request, STR("HTTP/1.0")).status, 0);
    request = request_of(&arena, "/", chunks);
    ck_assert_int_eq(request_soundness(&request, STR("HTTP/1.0")).status, 400);
    arena_release(&arena);
}
END_TEST

START_TEST(limits_heads)
{
    static const char *const host[HEADERS_MAX] = {"Host:h"};
    struct arena arena;
    struct request request;
    struct strbuf text;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    while (text.length <= TARGET_MAX_BYTES)
        strbuf_add_char(&text, 'x');
    request = request_of(&arena, text.text, host);
    ck_assert_int_eq(request_soundness(&request, STR("HTTP/1.1")).status, 414);
    while (text.length <= HEAD_MAX_BYTES)
        strbuf_add_char(&text, 'x');
    request = request_of(&arena, "/", host);
    request.headers.items[request.headers.count++] = (struct header){STR("X"), strbuf_str(&text)};
    ck_assert_int_eq(request_soundness(&request, STR("HTTP/1.1")).status, 431);
    strbuf_release(&text);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *coding;
    struct str bytes;
    int status;
    const char *decoded; /* where the status is 0 */
} bodies[] = {
    {NULL, STR_INITIAL("{}"), 0, "{}"},
    {"", STR_INITIAL("{}"), 0, "{}"},
    {"identity", STR_INITIAL("{}"), 0, "{}"},
    {"gzip", STR_INITIAL(""), 0, ""},
    {"deflate", STR_INITIAL("\x78\x9c\xab\xae\x05\x00\x01\x75\x00\xf9"), 0, "{}"},
    {"deflate", STR_INITIAL("\x78\x9c\xab\xae"), 400, NULL},
    {"gzip", STR_INITIAL("{}"), 400, NULL},
    {"gzip", STR_INITIAL("\x1f\x8b\x08junk"), 400, NULL},
    {"zork", STR_INITIAL("{}"), 415, NULL},
};

START_TEST(undoes_codings)
{
    struct header coding = {STR("Content-Encoding"), str_of(bodies[_i].coding)};
    struct request request = {.headers = {.items = &coding, .count = bodies[_i].coding ? 1 : 0},
                              .body = {.state = BODY_PRESENT, .bytes = bodies[_i].bytes}};
    struct arena arena;
    struct refusal refusal;

    arena_init(&arena);
    refusal = request_decode(&arena, &request);
    ck_assert_msg(refusal.status == bodies[_i].status, "%s: %d %.*s", bodies[_i].coding,
                  refusal.status, STR_ARGS(refusal.detail));
    if (bodies[_i].decoded)
        ck_assert_str(request.body.bytes, bodies[_i].decoded);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("soundness", UNIT_LOOP(judges_heads, heads); UNIT_TEST(knows_what_1_0_may);
           UNIT_TEST(limits_heads); UNIT_LOOP(undoes_codings, bodies))
