/* The live source: the same exchanges in the same order, whatever order the answers come in. */
#include <unistd.h>

#include "base/moment.h"
#include "live/settings.h"
#include "source/source.h"

#include "openapi/description.h"
#include "unit.h"

#define RUDE_SERVER_INCLUDED
#include "../../live/rude_server.c"

static struct rude_server server;
static struct arena arena;

/* Operations in an order in which the slow ones come first. */
static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: t, version: '1'}\n"
    "paths:\n"
    "  /silence: {get: {responses: {'200': {description: d}}}}\n"
    "  /drip: {get: {responses: {'200': {description: d}}}}\n"
    "  /{nothing}/polite:\n"
    "    get:\n"
    "      parameters:\n"
    "        - {name: nothing, in: path, required: true, schema: false}\n"
    "      responses: {'200': {description: d}}\n"
    "  /polite: {get: {responses: {'200': {description: d}}},\n"
    "            delete: {responses: {'200': {description: d}}}}\n"
    "  /length-too-long: {get: {responses: {'200': {description: d}}}}\n"
    "  /bomb: {get: {responses: {'200': {description: d}}}}\n"
    "  /echo: {get: {responses: {'200': {description: d}}}}\n";

static const struct {
    enum source_step step;
    const char *url; /* ends so */
    int status;
    const char *failure; /* starts so; NULL: none */
} expected[] = {
    {SOURCE_GOT, "/silence", 0, "time-out after 1500 ms"},
    {SOURCE_GOT, "/drip", 200, "time-out after 1500 ms"},
    {SOURCE_SKIPPED, "/{nothing}/polite", 0, "GET /{nothing}/polite: "},
    {SOURCE_GOT, "/polite", 200, NULL},
    {SOURCE_GOT, "/length-too-long", 200, "cut off: 20 of 400 body bytes"},
    {SOURCE_GOT, "/bomb", 200, NULL},
    {SOURCE_GOT, "/echo", 200, NULL},
};

static struct api *load(const char *text)
{
    struct error error = {0};
    struct api *api = load_text(text, NULL, &error);

    ck_assert_msg(api, "%s", error.message);
    return api;
}

static struct live_settings live_settings(void)
{
    return (struct live_settings){
        .requests.base_url = str_format(&arena, "http://user:secret@127.0.0.1:%u/v1/", server.port),
        .client = {.max_time_ms = 1500, .body_max_bytes = 100000},
        .name = STR("the server"),
    };
}

static const size_t concurrencies[] = {1, 2, 8, 64};

START_TEST(keeps_the_order)
{
    struct live_settings settings = live_settings();
    struct api *api = load(description);
    struct error error = {0};
    struct exchange exchange;
    struct source source;
    struct arena own;

    arena_init(&own);
    settings.client.concurrency = concurrencies[_i];
    ck_assert_msg(source_open_live(&source, api, &settings, &own, &error), "%s", error.message);
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        enum source_step step = source_next(&source, &exchange, &error);
        const char *url = expected[i].url;

        ck_assert_msg(step == expected[i].step, "%s: step %d %s", url, (int)step, error.message);
        ck_assert_msg(str_ends_with(exchange.request.url, str_of(url)), "%s: %.*s", url,
                      STR_ARGS(exchange.request.url));
        ck_assert_msg(exchange.response.status == expected[i].status, "%s: %d", url,
                      exchange.response.status);
        ck_assert_msg((exchange.failure.text != NULL) == (expected[i].failure != NULL), "%s: %.*s",
                      url, STR_ARGS(exchange.failure));
        if (expected[i].failure)
            ck_assert_msg(str_starts_with(exchange.failure, str_of(expected[i].failure)),
                          "%s: %.*s", url, STR_ARGS(exchange.failure));
        ck_assert_uint_eq(exchange.index, i);
        ck_assert_msg(str_find(exchange.source, STR("secret")) == SIZE_MAX, "%.*s",
                      STR_ARGS(exchange.source));
        arena_clear(&own);
    }
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_END);
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_END);
    source_close(&source);
    arena_release(&own);
    openapi_free(api);
}
END_TEST

START_TEST(stops_at_the_limit)
{
    struct live_settings settings = live_settings();
    struct api *api = load(description);
    struct error error = {0};
    struct exchange exchange;
    struct source source;

    settings.max_cases = 1;
    ck_assert(source_open_live(&source, api, &settings, &arena, &error));
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_GOT);
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_END);
    source_close(&source);
    openapi_free(api);
}
END_TEST

/* A header that cannot be sent costs each request, and is told. */
START_TEST(tells_what_cannot_be_sent)
{
    const struct header header = {STR("X-A"), STR("b\r\nC: d")};
    struct live_settings settings = live_settings();
    struct api *api = load(description);
    struct error error = {0};
    struct exchange exchange;
    struct source source;

    settings.requests.headers = &header;
    settings.requests.header_count = 1;
    ck_assert(source_open_live(&source, api, &settings, &arena, &error));
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_SKIPPED);
    ck_assert_msg(str_find(exchange.failure, STR("control characters")) != SIZE_MAX, "%.*s",
                  STR_ARGS(exchange.failure));
    source_close(&source);
    openapi_free(api);
}
END_TEST

/* The DELETE is sent once the slow GET has been given up. */
START_TEST(removes_last)
{
    struct live_settings settings = live_settings();
    struct api *api = load("openapi: 3.1.0\n"
                           "info: {title: t, version: '1'}\n"
                           "paths:\n"
                           "  /polite: {delete: {responses: {'200': {description: d}}}}\n"
                           "  /silence: {get: {responses: {'200': {description: d}}}}\n");
    struct error error = {0};
    struct exchange exchange;
    struct source source;
    struct moment asked, removed;

    settings.requests.all_methods = true;
    ck_assert(source_open_live(&source, api, &settings, &arena, &error));
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_GOT);
    ck_assert(str_is(exchange.request.method, "GET"));
    ck_assert(moment_parse(exchange.time, &asked));
    ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_GOT);
    ck_assert(str_is(exchange.request.method, "DELETE"));
    ck_assert(moment_parse(exchange.time, &removed));
    ck_assert_int_ge(removed.seconds, asked.seconds + 1);
    source_close(&source);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *url, *message;
} bad_urls[] = {
    {"ftp://127.0.0.1/", "--url ftp://127.0.0.1/: not a URL of http or https"},
    {"127.0.0.1:80", "not a URL of http or https"},
    {"http://127.0.0.1/?a=1", "neither query nor fragment"},
    {"", "not a URL"},
};

START_TEST(refuses_base_urls)
{
    struct live_settings settings = {.requests.base_url = str_of(bad_urls[_i].url),
                                     .name = str_of(bad_urls[_i].url)};
    struct api *api = load(description);
    struct error error = {0};
    struct source source;

    ck_assert_msg(!source_open_live(&source, api, &settings, &arena, &error), "%s",
                  bad_urls[_i].url);
    ck_assert_msg(strstr(error.message, bad_urls[_i].message), "%s", error.message);
    source_close(&source);
    openapi_free(api);
}
END_TEST

UNIT_SUITE("live source", arena_init(&arena); rude_server_start(&server);
           UNIT_LOOP(keeps_the_order, concurrencies); UNIT_TEST(stops_at_the_limit);
           UNIT_TEST(tells_what_cannot_be_sent); UNIT_TEST(removes_last);
           UNIT_LOOP(refuses_base_urls, bad_urls))
