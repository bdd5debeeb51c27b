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

/* ---- by their own grammar ---- */

static const char lists[] =
    "openapi: 3.2.0\n"
    "info: {title: Lists, version: '1'}\n"
    "paths:\n"
    "  /c: {get: {responses: {'200': {description: ok, headers: {\n"
    "    Set-Cookie: {schema: {type: array, minItems: 2, items: {pattern: '^[a-z]+='}}}}}}}}\n"
    "  /o: {get: {responses: {'200': {description: ok, headers: {\n"
    "    Set-Cookie: {explode: true, schema: {type: object, required: [lang], "
    "additionalProperties: "
    "{pattern: Expires=}}}}}}}}\n"
    "  /l:\n"
    "    get:\n"
    "      parameters:\n"
    "        - {name: If-None-Match, in: header, schema: {type: array, items: {pattern: '\"$'}}}\n"
    "        - {name: Cookie, in: header, schema: {type: integer}}\n"
    "        - {name: X-Ids, in: header, schema: {type: array, items: {type: integer}}}\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          headers:\n"
    "            Link: {schema: {type: array, items: {pattern: '^<'}}}\n"
    "            Expires: {schema: {type: array, maxItems: 1, items: {pattern: 'GMT$'}}}\n"
    "            Cache-Control: {explode: true, schema: {type: object, properties: {max-age: "
    "{type: "
    "integer}}}}\n"
    "            WWW-Authenticate: {schema: {type: array, items: {pattern: '^(Basic|Bearer) '}}}\n"
    "            X-Tags: {schema: {type: array, maxItems: 2, items: {type: string}}}\n"
    "            X-Parts: {schema: {type: array, items: {pattern: '^[^,]*$'}}}\n"
    "            Retry-After: {schema: {oneOf: [{type: integer}, {type: string, pattern: "
    "GMT}]}}\n";

#define EXPIRES "Expires=Wed, 09 Jun 2027 10:18:14 GMT"

static const struct {
    const char *name, *request, *request_headers, *headers, *expected;
} list_rows[] = {
    {"two lines are two cookies", "GET /c", NULL, "set-cookie: a=1\nset-cookie: b=2", ""},
    {"a comma in Expires makes no second cookie", "GET /c", NULL, "set-cookie: a=1; " EXPIRES,
     "error response.header-schema.minItems response.header Set-Cookie\n"},
    {"each line is judged", "GET /c", NULL, "set-cookie: a=1\nset-cookie: B2",
     "error response.header-schema.pattern response.header Set-Cookie/1\n"},
    {"cookies as an object", "GET /o", NULL,
     "set-cookie: lang=de; " EXPIRES "\nset-cookie: a=b=c; " EXPIRES, ""},
    {"a cookie of an object is wrong", "GET /o", NULL,
     "set-cookie: lang=de; " EXPIRES "\nset-cookie: a=x",
     "error response.header-schema.pattern response.header Set-Cookie/a\n"},
    {"a cookie of an object is missing", "GET /o", NULL, "set-cookie: a=1; " EXPIRES,
     "error response.header-schema.required response.header Set-Cookie\n"},
    {"commas in a URI", "GET /l", NULL, "link: <http://x/?ids=1,2>; rel=next, </b>", ""},
    {"links over lines", "GET /l", NULL, "link: </a>\nlink: b",
     "error response.header-schema.pattern response.header Link/1\n"},
    {"a date is one element", "GET /l", NULL, "expires: Wed, 09 Jun 2027 10:18:14 GMT", ""},
    {"a date or seconds", "GET /l", NULL, "retry-after: Wed, 09 Jun 2027 10:18:14 GMT", ""},
    {"directives as an object", "GET /l", NULL, "cache-control: max-age=60", ""},
    {"a directive that is wrong", "GET /l", NULL, "cache-control: max-age=x",
     "error response.header-schema.type response.header Cache-Control/max-age\n"},
    {"a directive without a value is no property", "GET /l", NULL,
     "cache-control: private, max-age=60",
     "not-checked response.header: header Cache-Control: the header's own grammar is none of "
     "objects\n"},
    {"challenges", "GET /l", NULL, "www-authenticate: Basic realm=\"a, b\", charset=x, Bearer a=b",
     ""},
    {"a quoted comma", "GET /l", NULL, "x-tags: a, \"b, c\"", ""},
    {"too many without quotes", "GET /l", NULL, "x-tags: a, b, c",
     "error response.header-schema.maxItems response.header X-Tags\n"},
    {"quotes that mean nothing", "GET /l", NULL, "x-parts: \"a, b\"", ""},
    {"empty elements of a list", "GET /l", "x-ids: 1,, 2,", "", ""},
    {"entity tags with commas", "GET /l", "if-none-match: \"a,b\", W/\"c\"", "", ""},
    {"a cookie that is described as a header", "GET /l", "cookie: a=1", "",
     "not-checked request.header: parameter Cookie: a header parameter named Cookie has no "
     "meaning: "
     "cookies are in cookie\n"},
    {"request lists over lines", "GET /l", "x-ids: 1\nx-ids: x", "",
     "error request.parameter-schema.type request.header X-Ids/1\n"},
};

START_TEST(elements)
{
    const struct sent sent = {.request = list_rows[_i].request,
                              .request_headers = list_rows[_i].request_headers,
                              .status = 200,
                              .headers = list_rows[_i].headers};
    struct judging judging;
    const char *got;

    judging_init(&judging, lists, NULL);
    got = judge_sent(&judging, &sent);
    ck_assert_msg(strcmp(got, list_rows[_i].expected) == 0, "%s: got\n%sexpected\n%s",
                  list_rows[_i].name, got, list_rows[_i].expected);
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

UNIT_SUITE("headers", UNIT_LOOP(headers, rows); UNIT_LOOP(elements, list_rows);
           UNIT_TEST(secret_headers_are_not_shown))
