#include "judging.h"

static const char description[] =
    "openapi: 3.0.3\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /h:\n"
    "    get:\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          headers:\n"
    "            X-Limit: {required: true, schema: {type: integer, maximum: 100}}\n"
    "            X-List: {schema: {type: array, items: {type: integer}}}\n"
    "            X-Json: {content: {application/json: {schema: {type: array}}}}\n"
    "            X-Token: {schema: {type: string, minLength: 100}}\n"
    "            Set-Cookie: {required: true, schema: {type: string, pattern: '^sid='}}\n"
    "            Content-Type: {required: true, schema: {type: integer}}\n";

#define COOKIE "\nset-cookie: sid=1"

static const struct {
    const char *name, *headers;
    bool credentials_hidden;
    const char *expected;
} rows[] = {
    {"clean", "x-limit: 5" COOKIE, false, ""},
    {"another cookie first", "x-limit: 5\nset-cookie: theme=dark" COOKIE, false, ""},
    {"only other cookies", "x-limit: 5\nset-cookie: theme=dark\nset-cookie: a=b", false,
     "error response.header-schema.pattern response.header Set-Cookie\n"},
    {"missing", "x-other: 5" COOKIE, false,
     "error response.header-missing response.header X-Limit\n"},
    {"wrong type", "x-limit: five" COOKIE, false,
     "error response.header-schema.type response.header X-Limit\n"},
    {"out of bounds", "x-limit: 101" COOKIE, false,
     "error response.header-schema.maximum response.header X-Limit\n"},
    {"list over lines", "x-limit: 1\nx-list: 1,2\nx-list: x" COOKIE, false,
     "error response.header-schema.type response.header X-List/2\n"},
    {"json", "x-limit: 1\nx-json: [1, 2]" COOKIE, false, ""},
    {"no json", "x-limit: 1\nx-json: [1, 2" COOKIE, false,
     "error response.header-schema response.header X-Json\n"},
    {"the first of several cookies", "x-limit: 1" COOKIE "\nset-cookie: other=1", false, ""},
    {"cookies are taken out", "x-limit: 1", true,
     "not-checked response.header: header X-Token: the recorder takes credentials out\n"
     "not-checked response.header: header Set-Cookie: the recorder takes credentials out\n"},
};

START_TEST(headers)
{
    const struct sent sent = {.request = "GET /h",
                              .status = 200,
                              .headers = rows[_i].headers,
                              .credentials_hidden = rows[_i].credentials_hidden};
    struct judging judging;
    const char *got;

    judging_init(&judging, description, NULL);
    got = judge_sent(&judging, &sent);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
}
END_TEST

START_TEST(secret_headers_are_not_shown)
{
    const struct sent sent = {
        .request = "GET /h", .status = 200, .headers = "x-limit: 1\nx-token: hunter2" COOKIE};
    struct judging judging;

    judging_init(&judging, description, NULL);
    judge_sent(&judging, &sent);
    ck_assert_uint_eq(judging.judgement.finding_count, 1);
    ck_assert(str_find(judging.judgement.findings[0].message, STR("hunter2")) == SIZE_MAX);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("headers", UNIT_LOOP(headers, rows); UNIT_TEST(secret_headers_are_not_shown))
