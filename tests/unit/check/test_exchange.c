/* Routes, statuses, content types and bodies: one drift a row, and its clean neighbour. */
#include "judging.h"

static const char things[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "servers: [{url: /v1}]\n"
    "paths:\n"
    "  /things:\n"
    "    post:\n"
    "      requestBody:\n"
    "        required: true\n"
    "        content:\n"
    "          application/json:\n"
    "            schema: {type: object, required: [name], properties: {name: {type: string}}}\n"
    "      responses:\n"
    "        '201': {description: made}\n"
    "        '4XX': {description: no}\n"
    "    put:\n"
    "      requestBody: {content: {application/json: {schema: {type: integer}},\n"
    "                              application/xml: {schema: {type: object}}}}\n"
    "      responses: {'200': {description: ok}}\n"
    "  /things/{id}:\n"
    "    get:\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n"
    "      responses:\n"
    "        '200':\n"
    "          description: one\n"
    "          content:\n"
    "            application/json: {schema: {$ref: '#/components/schemas/Thing'}}\n"
    "            text/plain: {schema: {type: string, minLength: 3}}\n"
    "            text/csv: {schema: {type: array}}\n"
    "            image/png: {}\n"
    "        '204': {description: none}\n"
    "        default:\n"
    "          description: other\n"
    "          content: {application/json: {schema: {type: object, properties: {e: {type: "
    "integer}}}}}\n"
    "    delete:\n"
    "      deprecated: true\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n"
    "      responses: {'200': {description: gone}, '404': {description: no}}\n"
    "  /text: {get: {responses: {'200': {description: ok, content: {text/plain: {schema: "
    "{type: string, minLength: 3}}}}}}}\n"
    "  /texts: {get: {responses: {'200': {description: ok, content: {text/plain: {}, text/csv: "
    "{}}}}}}\n"
    "components:\n"
    "  schemas:\n"
    "    Thing:\n"
    "      type: object\n"
    "      properties:\n"
    "        id: {type: integer}\n"
    "        mail: {type: string, format: email}\n"
    "        secret: {type: string, writeOnly: true, maxLength: 3}\n"
    "        slow: {type: string, pattern: '^(?<!b)(a+)+$'}\n"
    "        code: {type: integer, x-documented-values: [1, 2]}\n"
    "        parts: {type: array, items: {type: object, properties: {n: {type: integer}}}}\n";

#define JSON "content-type: application/json"

static const struct {
    const char *name;
    struct sent sent;
    const char *expected;
} rows[] = {
    {"clean",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"id\": 7}"},
     ""},
    {"no such path",
     {.request = "GET /v1/thongs/7", .status = 200},
     "error route.path-undocumented request.path -\n"
     "not-checked request.path: no path of the description matches: nothing of the exchange is "
     "judged\n"},
    {"no such method",
     {.request = "PATCH /v1/things/7", .status = 200},
     "error route.method-undocumented request.path -\n"
     "not-checked request.path: the method is not described: nothing of the exchange is judged\n"},
    {"head is judged as get, without a body",
     {.request = "HEAD /v1/things/7", .status = 200, .headers = JSON},
     ""},
    {"head with a body",
     {.request = "HEAD /v1/things/7", .status = 200, .headers = JSON, .body = "{}"},
     "error http.body-on-bodyless-status response.body -\n"},
    {"deprecated",
     {.request = "DELETE /v1/things/7", .status = 200},
     "info route.deprecated-used request.path -\n"},
    {"no response",
     {.request = "GET /v1/things/x", .status = 0},
     "error request.parameter-schema.type request.path id\n"},
    /* statuses */
    {"status undocumented",
     {.request = "DELETE /v1/things/7", .status = 202},
     "info route.deprecated-used request.path -\n"
     "error response.status-undocumented response.status -\n"
     "not-checked response.body: the status 202 is not documented\n"},
    {"server error, undocumented",
     {.request = "DELETE /v1/things/7", .status = 503},
     "info route.deprecated-used request.path -\n"
     "error response.status-undocumented response.status -\n"
     "error response.server-error response.status -\n"
     "not-checked response.body: the status 503 is not documented\n"},
    {"only default covers it, and undescribed properties are left alone",
     {.request = "GET /v1/things/7",
      .status = 404,
      .headers = JSON,
      .body = "{\"e\": 1, \"more\": 2}"},
     "info response.status-by-default response.status -\n"},
    {"default's schema is judged",
     {.request = "GET /v1/things/7", .status = 404, .headers = JSON, .body = "{\"e\": \"x\"}"},
     "info response.status-by-default response.status -\n"
     "error response.body-schema.type response.body /e\n"},
    {"a range covers it",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_body = "{\"name\": \"x\"}",
      .status = 409},
     ""},
    /* response bodies */
    {"wrong type",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"id\": \"7\"}"},
     "error response.body-schema.type response.body /id\n"},
    {"undescribed property",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = JSON,
      .body = "{\"extra\": {\"x\": 1}}"},
     "warning response.property-undocumented response.body /extra\n"},
    {"undescribed in several items: one finding",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = JSON,
      .body = "{\"parts\": [{\"n\": 1, \"x\": 1}, {\"x\": 2}]}"},
     "warning response.property-undocumented response.body /parts/0/x\n"},
    {"an undoubted format is an error, another a warning",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"mail\": \"x\"}"},
     "warning response.body-schema.format response.body /mail\n"},
    {"outside the documented literals",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"code\": 3}"},
     "info response.value-undocumented response.body /code\n"},
    {"a pattern that meets its limit is a doubt",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = JSON,
      .body = "{\"slow\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"}"},
     "not-checked response.body: *^(?<!b)(a+)+$*\n"},
    {"cut-off JSON",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"id\": "},
     "error response.body-malformed response.body -\n"
     "not-checked response.body: the body cannot be read as application/json\n"},
    {"duplicate key",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = JSON,
      .body = "{\"id\": 1, \"id\": 2}"},
     "error http.json-duplicate-key response.body /id\n"},
    {"no body",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON},
     "error response.body-missing response.body -\n"},
    {"no body on 204", {.request = "GET /v1/things/7", .status = 204}, ""},
    {"a body on 204",
     {.request = "GET /v1/things/7", .status = 204, .body = "x"},
     "error http.body-on-bodyless-status response.body -\n"},
    {"body undescribed",
     {.request = "DELETE /v1/things/7", .status = 404, .headers = JSON, .body = "{}"},
     "info route.deprecated-used request.path -\n"
     "warning response.body-undocumented response.body -\n"
     "not-checked response.body: no body is described\n"},
    {"body unknown",
     {.request = "GET /v1/things/7", .status = 200, .headers = JSON, .state = BODY_UNKNOWN},
     "not-checked response.body: the body is not known\n"},
    {"body truncated",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = JSON,
      .body = "{\"id\":",
      .state = BODY_TRUNCATED},
     "not-checked response.body: the body is cut off\n"},
    /* content types */
    {"content type missing, the JSON type is tried",
     {.request = "GET /v1/things/7", .status = 200, .body = "{\"id\": \"x\"}"},
     "error response.content-type-missing response.header content-type\n"
     "error response.body-schema.type response.body /id\n"},
    {"content type missing, the only type is tried",
     {.request = "GET /v1/text", .status = 200, .body = "ab"},
     "error response.content-type-missing response.header content-type\n"
     "error response.body-schema.minLength response.body -\n"},
    {"content type missing, several types",
     {.request = "GET /v1/texts", .status = 200, .body = "ab"},
     "error response.content-type-missing response.header content-type\n"
     "not-checked response.body: the body has no content type, and none is documented that could "
     "be tried\n"},
    {"content type malformed",
     {.request = "GET /v1/things/7", .status = 200, .headers = "content-type: json", .body = "{}"},
     "error response.content-type-malformed response.header content-type\n"
     "not-checked response.body: its content type cannot be read\n"},
    {"content type undocumented, and no other schema is tried",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = "content-type: application/problem+json",
      .body = "{\"id\": \"x\"}"},
     "error response.content-type-undocumented response.header content-type\n"
     "not-checked response.body: no schema for its media type, application/problem+json\n"},
    {"plain text is judged",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = "content-type: text/plain",
      .body = "\"\\"},
     "error response.body-schema.minLength response.body -\n"},
    {"empty text is text",
     {.request = "GET /v1/things/7", .status = 200, .headers = "content-type: text/plain"},
     "error response.body-schema.minLength response.body -\n"},
    {"no decoder",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = "content-type: text/csv",
      .body = "a,b"},
     "not-checked response.body: no reading of text/csv as array\n"},
    {"nothing said of the content",
     {.request = "GET /v1/things/7",
      .status = 200,
      .headers = "content-type: image/png",
      .body = "\x89PNG"},
     ""},
    /* requests */
    {"request clean",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_body = "{\"name\": \"x\"}",
      .status = 201},
     ""},
    {"request body missing",
     {.request = "POST /v1/things", .request_headers = JSON, .status = 201},
     "error request.body-missing request.body -\n"},
    {"request body may be missing", {.request = "PUT /v1/things", .status = 200}, ""},
    {"request body malformed",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_body = "{'name': 1}",
      .status = 201},
     "error request.body-malformed request.body -\n"
     "not-checked request.body: the body cannot be read as application/json\n"},
    {"request body against its schema",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_body = "{\"more\": 1}",
      .status = 201},
     "error request.body-schema.required request.body -\n"
     "warning request.property-undocumented request.body /more\n"},
    {"a request that is refused may be wrong",
     {.request = "POST /v1/things", .request_headers = JSON, .request_body = "{}", .status = 422},
     "info request.body-schema.required request.body -\n"},
    {"a request that is broken on purpose",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_body = "{}",
      .status = 201,
      .provoked = true},
     "info request.body-schema.required request.body -\n"},
    {"request content type undocumented",
     {.request = "POST /v1/things",
      .request_headers = "content-type: text/xml",
      .request_body = "<a/>",
      .status = 201},
     "error request.content-type-undocumented request.header content-type\n"
     "not-checked request.body: no schema for its media type, text/xml\n"},
    {"request in XML",
     {.request = "PUT /v1/things",
      .request_headers = "content-type: application/xml",
      .request_body = "<a/>",
      .status = 200},
     ""},
    {"request body undescribed",
     {.request = "GET /v1/things/7",
      .request_headers = JSON,
      .request_body = "{\"a\":1}",
      .status = 200,
      .headers = JSON,
      .body = "{}"},
     "warning request.body-undocumented request.body -\n"
     "not-checked request.body: no body is described\n"},
    {"request body undescribed that says nothing",
     {.request = "GET /v1/things/7",
      .request_headers = JSON,
      .request_body = "{}",
      .status = 200,
      .headers = JSON,
      .body = "{}"},
     "info request.body-undocumented request.body -\n"},
    {"request body unknown",
     {.request = "POST /v1/things",
      .request_headers = JSON,
      .request_state = BODY_UNKNOWN,
      .status = 201},
     "not-checked request.body: the body is not known\n"},
};

START_TEST(exchange)
{
    struct judging judging;
    const char *got;

    judging_init(&judging, things, NULL);
    got = judge_sent(&judging, &rows[_i].sent);
    ck_assert_msg(lines_match(rows[_i].expected, got), "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
}
END_TEST

START_TEST(verdicts)
{
    static const struct {
        struct sent sent;
        enum verdict verdict;
    } cases[] = {
        {{.request = "GET /v1/none", .status = 200}, VERDICT_UNMATCHED},
        {{.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"id\": \"\"}"},
         VERDICT_FAIL},
        {{.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"extra\": 1}"},
         VERDICT_FAIL},
        {{.request = "GET /v1/things/7", .status = 200, .state = BODY_UNKNOWN},
         VERDICT_NOT_CHECKED},
        {{.request = "GET /v1/things/7", .status = 200, .headers = JSON, .body = "{\"code\": 9}"},
         VERDICT_PASS},
    };
    struct judging judging;

    judging_init(&judging, things, NULL);
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        judge_sent(&judging, &cases[i].sent);
        ck_assert_msg(judging.judgement.verdict == cases[i].verdict, "case %zu: %s", i,
                      verdict_name(judging.judgement.verdict));
    }
    judging_release(&judging);
}
END_TEST

/* Places: in the body as it was sent, and in the description. */
START_TEST(places)
{
    const struct sent sent = {.request = "GET /v1/things/7",
                              .status = 200,
                              .headers = JSON,
                              .body = "{\n  \"parts\": [{\"n\": \"x\"}]\n}"};
    const struct finding *finding;
    struct judging judging;

    judging_init(&judging, things, NULL);
    judge_sent(&judging, &sent);
    ck_assert_uint_eq(judging.judgement.finding_count, 1);
    finding = &judging.judgement.findings[0];
    ck_assert_uint_eq(finding->line, 2);
    ck_assert_uint_eq(finding->column, 19);
    ck_assert_str(finding->description.pointer,
                  "/components/schemas/Thing/properties/parts/items/properties/n/type");
    ck_assert_uint_eq(finding->description.width, strlen("integer"));
    ck_assert_str(finding->status_key, "200");
    ck_assert_str(finding->media_type, "application/json");
    ck_assert_uint_eq(finding->sample_count, 1);
    judging_release(&judging);
}
END_TEST

START_TEST(secrets_are_not_shown)
{
    const struct sent sent = {.request = "GET /v1/things/7",
                              .status = 200,
                              .headers = JSON,
                              .body = "{\"secret\": \"hunter2hunter2\"}"};
    struct judging judging;

    judging_init(&judging, things, NULL);
    judge_sent(&judging, &sent);
    ck_assert_uint_eq(judging.judgement.finding_count, 2); /* and that it came back */
    for (size_t i = 0; i < judging.judgement.finding_count; i++)
        ck_assert_msg(str_find(judging.judgement.findings[i].message, STR("hunter2")) == SIZE_MAX,
                      "%.*s", STR_ARGS(judging.judgement.findings[i].message));
    judging_release(&judging);
}
END_TEST

START_TEST(occurrences_are_counted)
{
    const struct sent sent = {.request = "GET /v1/things/7",
                              .status = 200,
                              .headers = JSON,
                              .body = "{\"parts\": [{\"n\": \"\"}, {\"n\": 1}, {\"n\": \"\"}]}"};
    struct judging judging;

    judging_init(&judging, things, NULL);
    judge_sent(&judging, &sent);
    ck_assert_uint_eq(judging.judgement.finding_count, 1);
    ck_assert_uint_eq(judging.judgement.findings[0].count, 2);
    judging_release(&judging);
}
END_TEST

START_TEST(a_rule_that_is_off_is_silent)
{
    const struct sent sent = {.request = "GET /v1/things/7",
                              .status = 200,
                              .headers = JSON,
                              .body = "{\"id\": \"\", \"extra\": 1}"};
    struct judging judging;

    judging_init(&judging, things,
                 "severity: {response.body-schema.type: 'off', response.property-undocumented: "
                 "info}\n");
    ck_assert_str_eq(judge_sent(&judging, &sent),
                     "info response.property-undocumented response.body /extra\n");
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("exchange", UNIT_LOOP(exchange, rows); UNIT_TEST(verdicts); UNIT_TEST(places);
           UNIT_TEST(secrets_are_not_shown); UNIT_TEST(occurrences_are_counted);
           UNIT_TEST(a_rule_that_is_off_is_silent))
