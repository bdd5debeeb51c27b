/* Input that is made to hurt: every row must come to an answer, and soon. */
#include "judging.h"

#include <time.h>

enum { MEGABYTE = 1024 * 1024, SECONDS = 20 };

static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /a:\n"
    "    get:\n"
    "      parameters:\n"
    "        - {name: list, in: query, explode: false, schema: {type: array, items: {type: "
    "integer}}}\n"
    "        - {name: X-List, in: header, schema: {type: array, items: {type: integer}}}\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}\n"
    "          headers: {X-Many: {schema: {type: string, maxLength: 10}}}\n"
    "components:\n"
    "  schemas:\n"
    "    A:\n"
    "      type: object\n"
    "      properties:\n"
    "        n: {type: array, items: {type: integer}}\n"
    "        a: {$ref: '#/components/schemas/A'}\n"
    "        l: {allOf: [{$ref: '#/components/schemas/L'}, {$ref: '#/components/schemas/L'}]}\n"
    "    L: {type: object, properties: {x: {x-documented-values: [1]}}}\n";

static const char assertions[] = "assertions:\n"
                                 "  - name: unique\n"
                                 "    that: {unique: {items: $response.body#/n}}\n";

/* before, unit repeated until there are `bytes`, after. */
static const char *repeat(struct arena *arena, const char *before, const char *unit,
                          const char *after, size_t bytes)
{
    size_t length = strlen(unit), count = bytes / length;
    char *text = arena_alloc(arena, strlen(before) + count * length + strlen(after) + 1);
    char *at = stpcpy(text, before);

    for (size_t i = 0; i < count; i++)
        at = stpcpy(at, unit);
    stpcpy(at, after);
    return text;
}

static const struct {
    const char *name;
    const char *before, *unit, *after; /* of what is long */
    enum { LONG_BODY, LONG_QUERY, LONG_REQUEST_HEADERS, LONG_HEADERS, LONG_COOKIE } where;
    /* A line that must be among the answers; "": there is none; NULL: no answer is asked. */
    const char *expected;
} rows[] = {
    {"values that do not match", "{\"n\":[\"\"", ",\"\"", "]}", LONG_BODY,
     "error response.body-schema.type response.body /n/0\n"},
    {"the rest of them is said to be left out", "{\"n\":[\"\"", ",\"\"", "]}", LONG_BODY,
     "not-checked response.body: more than 10000 places do not match the schema: the rest is not "
     "listed\n"},
    {"undescribed properties of one name", "{\"a\":{", "\"z\":1,\"z\":[],", "\"z\":1}}", LONG_BODY,
     "warning response.property-undocumented response.body /a/z\n"},
    {"equal numbers", "{\"n\":[1", ",1", "]}", LONG_BODY,
     "error rule.assertion.unique response.body /n\n"},
    {"long numbers", "{\"n\":[0", ",123456789012345678901234567890e1", "]}", LONG_BODY, NULL},
    {"depth beyond the reader", "{\"n\":", "[", "", LONG_BODY,
     "not-checked response.body: the body meets a limit of the JSON reader"},
    {"a deep body", "", "{\"a\":", "", LONG_BODY, "not-checked response.body: the body meets"},
    {"no JSON at all", "", "\x01", "", LONG_BODY,
     "error response.body-malformed response.body -\n"},
    {"query pairs", "GET /a?", "b=1&", "c", LONG_QUERY,
     "not-checked request.query: the query has more than 1000 pairs"},
    {"query names", "GET /a?", "b", "", LONG_QUERY, "warning request.parameter-undocumented"},
    {"elements of a parameter", "GET /a?list=1", ",1", "", LONG_QUERY,
     "error request.parameter-style request.query list\n"},
    {"a long path", "GET /a", "/a", "", LONG_QUERY, "error route.path-undocumented"},
    {"header lines", "", "x-list: 1\n", "", LONG_REQUEST_HEADERS,
     "error request.parameter-style request.header X-List\n"},
    {"other header lines", "", "x-other: 1\n", "", LONG_REQUEST_HEADERS, ""},
    {"response header lines", "", "x-many: 1\n", "", LONG_HEADERS,
     "error response.header-schema.maxLength response.header X-Many\n"},
    {"cookies", "cookie: ", "a=1; ", "", LONG_COOKIE, ""},
};

START_TEST(hostile)
{
    struct sent sent = {.request = "GET /a",
                        .status = 200,
                        .headers = "content-type: application/json",
                        .body = "{}"};
    struct judging judging;
    struct str got;
    const char *text;
    clock_t start;

    judging_init(&judging, description, assertions);
    text = repeat(&judging.arena, rows[_i].before, rows[_i].unit, rows[_i].after, MEGABYTE);
    switch (rows[_i].where) {
    case LONG_BODY:
        sent.body = text;
        break;
    case LONG_QUERY:
        sent.request = text;
        break;
    case LONG_COOKIE:
    case LONG_REQUEST_HEADERS:
        sent.request_headers = text;
        break;
    case LONG_HEADERS:
        sent.headers = text;
        break;
    }
    start = clock();
    got = str_of(judge_sent(&judging, &sent));
    ck_assert_msg((clock() - start) / CLOCKS_PER_SEC < SECONDS, "%s: too slow", rows[_i].name);
    if (rows[_i].expected)
        ck_assert_msg(*rows[_i].expected ? str_find(got, str_of(rows[_i].expected)) != SIZE_MAX
                                         : got.length == 0,
                      "%s: got\n%.2000s", rows[_i].name, got.text);
    judging_release(&judging);
}
END_TEST

/* Every property has another name: what is listed is limited, and that is said. */
START_TEST(many_different_findings)
{
    struct judging judging;
    struct strbuf body;
    struct sent sent = {
        .request = "GET /a", .status = 200, .headers = "content-type: application/json"};

    strbuf_init(&body, SIZE_MAX);
    strbuf_add_char(&body, '{');
    for (int i = 0; i < 50000; i++)
        strbuf_addf(&body, i % 2 ? "\"k%d\":1," : "\"k%d\":[],", i);
    strbuf_add_text(&body, "\"n\":[]}");
    sent.body = body.text;
    judging_init(&judging, description, NULL);
    judge_sent(&judging, &sent);
    ck_assert_uint_eq(judging.judgement.finding_count, CHECK_MAX_FINDINGS);
    ck_assert_uint_gt(judging.judgement.not_checked_count, 0);
    judging_release(&judging);
    strbuf_release(&body);
}
END_TEST

/* However often its references are asked for: the description keeps nothing of an exchange. */
START_TEST(references_leave_nothing_behind)
{
    static const char referring[] =
        "openapi: 3.1.0\n"
        "info: {title: Things, version: '1'}\n"
        "paths:\n"
        "  /a:\n"
        "    get:\n"
        "      parameters: [{name: p, in: query, schema: {$ref: '#/components/schemas/List'}}]\n"
        "      responses:\n"
        "        '200':\n"
        "          description: ok\n"
        "          content: {application/json: {schema: {$ref: '#/components/schemas/Word'}}}\n"
        "components:\n"
        "  schemas:\n"
        "    List: {type: array, items: {type: string}}\n"
        "    Word: {type: string, x-documented-values: [a]}\n";
    const struct sent sent = {.request = "GET /a?p=1,2",
                              .status = 200,
                              .headers = "content-type: application/json",
                              .body = "\"a\""};
    struct judging judging;
    struct arena kept;

    judging_init(&judging, referring, NULL);
    ck_assert_str_eq(judge_sent(&judging, &sent), "");
    kept = *documents_arena(judging.api->documents);
    for (int i = 0; i < 100; i++)
        judge_sent(&judging, &sent);
    ck_assert_ptr_eq(documents_arena(judging.api->documents)->at, kept.at);
    ck_assert_ptr_eq(documents_arena(judging.api->documents)->block, kept.block);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("hostile", UNIT_LOOP(hostile, rows); UNIT_TEST(many_different_findings);
           UNIT_TEST(references_leave_nothing_behind))
