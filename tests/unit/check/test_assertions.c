/* rules/README.md: operators, three answers, operation and status. */
#include "judging.h"

static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /things/{id}:\n"
    "    post:\n"
    "      parameters:\n"
    "        - {name: id, in: path, required: true, schema: {type: string}}\n"
    "        - {name: q, in: query, schema: {type: string}}\n"
    "      requestBody: {content: {application/json: {schema: {}}}}\n"
    "      responses:\n"
    "        '200': {description: ok, content: {application/json: {schema: {}}}}\n"
    "        '404': {description: no, content: {application/json: {schema: {}}}}\n";

#define REQUEST      "POST /things/7%31?q=x"
#define JSON         "content-type: application/json"
#define FAILS(place) "error rule.assertion.x " place "\n"
#define BODY(place)  FAILS("response.body " place)

static const struct {
    const char *name;
    const char *assertion; /* fields beside the name */
    const char *body;      /* of the response */
    const char *expected;
} rows[] = {
    {"equal", "that: {equal: [$response.body#/id, 71]}", "{\"id\": 71.0}", ""},
    {"not equal", "that: {equal: [$response.body#/id, 71]}", "{\"id\": 72}", BODY("/id")},
    {"text equals a number", "that: {equal: [$response.body#/id, $request.path.id]}",
     "{\"id\": 7.1e1}", ""},
    {"text equals a string", "that: {equal: [$response.body#/id, $request.path.id]}",
     "{\"id\": \"71\"}", ""},
    {"text differs from a string", "that: {equal: [$response.body#/id, $request.path.id]}",
     "{\"id\": \"7%31\"}", BODY("/id")},
    {"text equals no array", "that: {equal: [$response.body#/id, $request.path.id]}",
     "{\"id\": [71]}", BODY("/id")},
    {"the value in the body is blamed", "that: {equal: [$request.path.id, $response.body#/id]}",
     "{\"id\": 1}", BODY("/id")},
    {"text equals a literal's name", "that: {equal: [$request.query.q, x]}", "{}", ""},
    {"text of the request", "that: {equal: [$request.query.q, y]}", "{}", FAILS("request.query q")},
    {"objects have no order", "that: {equal: [$response.body#/a, $response.body#/b]}",
     "{\"a\": {\"x\": 1, \"y\": 2}, \"b\": {\"y\": 2.0, \"x\": 1}}", ""},
    {"a literal with a dollar", "that: {equal: [$response.body#/a, $$5]}", "{\"a\": \"$5\"}", ""},
    {"request body", "that: {equal: [$request.body#/a, $response.body#/a]}", "{\"a\": 2}",
     FAILS("request.body /a")},
    {"status", "that: {equal: [$statusCode, 201]}", "{}", FAILS("response.status -")},
    {"method", "that: {equal: [$method, POST]}", "{}", ""},
    {"missing is not applicable", "that: {equal: [$response.body#/id, 1]}", "{}", ""},
    {"not of not applicable", "that: {not: {equal: [$response.body#/id, 1]}}", "{}", ""},
    {"not", "that: {not: {equal: [$response.body#/id, 1]}}", "{\"id\": 1}", BODY("-")},
    {"not before", "that: {not-before: [$response.body#/b, $response.body#/a]}",
     "{\"a\": \"2026-01-01T00:00:00Z\", \"b\": \"2026-01-01T01:00:00+01:00\"}", ""},
    {"before", "that: {not-before: [$response.body#/b, $response.body#/a]}",
     "{\"a\": \"2026-01-01T00:00:00.1Z\", \"b\": \"2026-01-01T00:00:00.09Z\"}", BODY("/b")},
    {"no date-time is for the schema to say",
     "that: {not-before: [$response.body#/b, $response.body#/a]}",
     "{\"a\": \"2026-01-01T00:00:00Z\", \"b\": \"yesterday\"}", ""},
    {"matches", "that: {matches: [$response.body#/a, '^[a-f]+$']}", "{\"a\": \"abc\"}", ""},
    {"matches not", "that: {matches: [$response.body#/a, '^[a-f]+$']}", "{\"a\": \"abcg\"}",
     BODY("/a")},
    {"matches no string", "that: {matches: [$response.body#/a, '^[a-f]+$']}", "{\"a\": 1}", ""},
    {"unique", "that: {unique: {items: $response.body#/a}}", "{\"a\": [1, 2, \"1\"]}", ""},
    {"not unique", "that: {unique: {items: $response.body#/a}}", "{\"a\": [1, 2, 1.0]}",
     BODY("/a")},
    {"unique by", "that: {unique: {items: $response.body#/a, by: [/x, /y]}}",
     "{\"a\": [{\"x\": 1, \"y\": 1}, {\"x\": 1, \"y\": 2}, {\"x\": 1}, {\"x\": 1}]}", ""},
    {"not unique by", "that: {unique: {items: $response.body#/a, by: [/x, /y]}}",
     "{\"a\": [{\"x\": 1, \"y\": 1}, {\"x\": 1, \"y\": 1, \"z\": 3}]}", BODY("/a")},
    {"unique of no array", "that: {unique: {items: $response.body#/a}}", "{\"a\": {}}", ""},
    {"present", "that: {present: $response.body#/a}", "{\"a\": null}", ""},
    {"not present", "that: {present: $response.body#/a}", "{}", BODY("-")},
    {"present in an empty body is false", "that: {present: $response.body#/a}", NULL,
     "error response.body-missing response.body -\n" BODY("-")},
    {"present in no JSON is not applicable", "that: {present: $response.body#/a}", "{",
     "error response.body-malformed response.body -\n"
     "not-checked response.body: the body cannot be read as application/json\n"},
    {"all", "that: {all: [{present: $response.body#/a}, {equal: [$response.body#/a, 1]}]}",
     "{\"a\": 2}", BODY("/a")},
    {"all, one not applicable",
     "that: {all: [{equal: [$response.body#/b, 1]}, {present: $response.body#/a}]}", "{\"a\": 2}",
     ""},
    {"any", "that: {any: [{equal: [$response.body#/a, 1]}, {equal: [$response.body#/a, 2]}]}",
     "{\"a\": 2}", ""},
    {"any of none",
     "that: {any: [{equal: [$response.body#/a, 1]}, {equal: [$response.body#/a, 2]}]}",
     "{\"a\": 3}", BODY("/a")},
    {"any, one not applicable",
     "that: {any: [{equal: [$response.body#/a, 1]}, {equal: [$response.body#/b, 2]}]}",
     "{\"a\": 3}", ""},
    {"when", "when: {present: $response.body#/a}\n    that: {equal: [$response.body#/b, 1]}",
     "{\"b\": 2}", ""},
    {"when it holds",
     "when: {present: $response.body#/b}\n    that: {equal: [$response.body#/b, 1]}", "{\"b\": 2}",
     BODY("/b")},
    {"its status", "status: 200\n    that: {present: $response.body#/a}", "{}", BODY("-")},
    {"its range", "status: 4XX|2XX\n    that: {present: $response.body#/a}", "{}", BODY("-")},
    {"another status", "status: 201|4XX\n    that: {present: $response.body#/a}", "{}", ""},
    {"its operation", "operation: 'POST /things/{id}'\n    that: {present: $response.body#/a}",
     "{}", BODY("-")},
    {"another operation", "operation: GET /things/{id}\n    that: {present: $response.body#/a}",
     "{}", ""},
    {"severity", "severity: info\n    that: {present: $response.body#/a}", "{}",
     "info rule.assertion.x response.body -\n"},
    {"off", "severity: 'off'\n    that: {present: $response.body#/a}", "{}", ""},
};

START_TEST(assertion)
{
    const struct sent sent = {
        REQUEST, JSON, "{\"a\": 1}", .status = 200, .headers = JSON, .body = rows[_i].body};
    struct judging judging;
    struct str set;
    const char *got;
    struct arena arena;

    arena_init(&arena);
    set = str_format(&arena, "assertions:\n  - name: x\n    %s\n", rows[_i].assertion);
    judging_init(&judging, description, set.text);
    got = judge_sent(&judging, &sent);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
    arena_release(&arena);
}
END_TEST

/* A body that HEAD leaves out is not absent. */
START_TEST(head)
{
    static const char get[] = "openapi: 3.1.0\n"
                              "info: {title: Things, version: '1'}\n"
                              "paths: {/a: {get: {responses: {'200': {description: ok}}}}}\n";
    const struct sent sent = {.request = "HEAD /a", .status = 200, .headers = JSON};
    struct judging judging;

    judging_init(&judging, get,
                 "assertions:\n"
                 "  - {name: x, that: {present: $response.body#/a}}\n"
                 "  - {name: y, that: {present: $response.header.etag}}\n");
    ck_assert_str_eq(judge_sent(&judging, &sent), "error rule.assertion.y response.header etag\n");
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("assertions", UNIT_LOOP(assertion, rows); UNIT_TEST(head))
