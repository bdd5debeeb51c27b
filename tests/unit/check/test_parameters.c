#include "judging.h"

static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /p/{id}:\n"
    "    get:\n"
    "      security: [{}]\n"
    "      parameters:\n"
    "        - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z-]+$'}}\n"
    "        - {name: n, in: query, schema: {type: integer, minimum: 1}}\n"
    "        - {name: flag, in: query, schema: {type: boolean}}\n"
    "        - {name: either, in: query, schema: {type: [integer, string], minimum: 10, maxLength: "
    "3}}\n"
    "        - {name: free, in: query, schema: {enum: [1, a, true]}}\n"
    "        - {name: nothing, in: query, schema: {type: [integer, 'null']}}\n"
    "        - {name: tags, in: query, schema: {type: array, minItems: 2, items: {type: "
    "integer}}}\n"
    "        - {name: csv, in: query, explode: false, schema: {type: array, items: {type: string, "
    "maxLength: 3}}}\n"
    "        - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: "
    "array, items: {type: integer}}}\n"
    "        - {name: spaces, in: query, style: spaceDelimited, explode: false, schema: {type: "
    "array, items: {type: integer}}}\n"
    "        - {name: deep, in: query, style: deepObject, schema: {type: object}}\n"
    "        - {name: empty, in: query, allowEmptyValue: true, schema: {type: integer}}\n"
    "        - {name: json, in: query, content: {application/json: {schema: {type: object, "
    "required: [a]}}}}\n"
    "        - {name: X-Count, in: header, schema: {type: integer}}\n"
    "        - {name: X-List, in: header, schema: {type: array, items: {type: integer}, maxItems: "
    "3}}\n"
    "        - {name: Accept, in: header, required: true, schema: {type: integer}}\n"
    "        - {name: session, in: cookie, schema: {type: string, minLength: 4}}\n"
    "      responses: {'200': {description: ok}}\n"
    "  /required:\n"
    "    get:\n"
    "      security: [{}]\n"
    "      parameters:\n"
    "        - {name: q, in: query, required: true, schema: {type: string}}\n"
    "        - {name: X-Token, in: header, required: true, schema: {type: string}}\n"
    "        - {name: c, in: cookie, required: true, schema: {type: string}}\n"
    "      responses: {'200': {description: ok}}\n"
    "  /exploded:\n"
    "    get:\n"
    "      security: [{}]\n"
    "      parameters: [{name: o, in: query, required: true, schema: {type: object}}]\n"
    "      responses: {'200': {description: ok}}\n"
    "  /styles/{matrix}:\n"
    "    get:\n"
    "      security: [{}]\n"
    "      parameters: [{name: matrix, in: path, required: true, style: matrix, schema: {type: "
    "string}}]\n"
    "      responses: {'200': {description: ok}}\n"
    "components:\n"
    "  securitySchemes:\n"
    "    key: {type: apiKey, in: query, name: api_key}\n";

#define SCHEMA(keyword, rest) "error request.parameter-schema." keyword " request." rest "\n"

static const struct {
    const char *name;
    struct sent sent;
    const char *expected;
} rows[] = {
    {"plain", {.request = "GET /p/abc"}, ""},
    {"encoded path", {.request = "GET /p/%61b%2Dc"}, ""},
    {"plus is literal in a path", {.request = "GET /p/a+b"}, SCHEMA("pattern", "path id")},
    {"broken escape in a path",
     {.request = "GET /p/a%zz"},
     "error request.parameter-style request.path id\n"
     "not-checked request.path: parameter id: its value cannot be read\n"},
    {"no UTF-8 in a path",
     {.request = "GET /p/a%ff"},
     "error request.parameter-style request.path id\n"
     "not-checked request.path: parameter id: its value cannot be read\n"},
    {"integer", {.request = "GET /p/a?n=5"}, ""},
    {"integer out of bounds", {.request = "GET /p/a?n=0"}, SCHEMA("minimum", "query n")},
    {"no integer", {.request = "GET /p/a?n=five"}, SCHEMA("type", "query n")},
    {"a fraction", {.request = "GET /p/a?n=1.5"}, SCHEMA("type", "query n")},
    {"an integer by another lexeme", {.request = "GET /p/a?n=1e1"}, ""},
    {"a leading zero is no JSON number", {.request = "GET /p/a?n=01"}, SCHEMA("type", "query n")},
    {"an encoded name", {.request = "GET /p/a?%6e=5"}, ""},
    {"repeated",
     {.request = "GET /p/a?n=5&n=6"},
     "error request.parameter-repeated request.query n\n"
     "not-checked request.query: parameter n: of several values the first alone is judged\n"},
    {"boolean", {.request = "GET /p/a?flag=true"}, ""},
    {"no boolean", {.request = "GET /p/a?flag=True"}, SCHEMA("type", "query flag")},
    {"as a number", {.request = "GET /p/a?either=12"}, ""},
    {"as a string", {.request = "GET /p/a?either=ab"}, ""},
    {"a small number is a short string", {.request = "GET /p/a?either=9"}, ""},
    {"neither", {.request = "GET /p/a?either=abcd"}, SCHEMA("maxLength", "query either")},
    {"untyped number", {.request = "GET /p/a?free=1"}, ""},
    {"untyped text", {.request = "GET /p/a?free=a"}, ""},
    {"untyped boolean", {.request = "GET /p/a?free=true"}, ""},
    {"untyped other", {.request = "GET /p/a?free=b"}, SCHEMA("enum", "query free")},
    {"null", {.request = "GET /p/a?nothing=null"}, ""},
    {"array by repetition", {.request = "GET /p/a?tags=1&tags=2"}, ""},
    {"array too short", {.request = "GET /p/a?tags=1"}, SCHEMA("minItems", "query tags")},
    {"array element", {.request = "GET /p/a?tags=1&tags=x"}, SCHEMA("type", "query tags/1")},
    {"array by commas", {.request = "GET /p/a?csv=a,b%2Cc"}, ""},
    {"an encoded comma is no delimiter",
     {.request = "GET /p/a?csv=a%2Cb%2Cc"},
     "warning request.parameter-style request.query csv\n"},
    {"commas, repeated",
     {.request = "GET /p/a?csv=a&csv=b"},
     "error request.parameter-repeated request.query csv\n"
     "not-checked request.query: parameter csv: of several values the first alone is judged\n"},
    {"pipes", {.request = "GET /p/a?pipes=1|2%7C3%7c4"}, ""},
    {"pipes, wrong element", {.request = "GET /p/a?pipes=1|x"}, SCHEMA("type", "query pipes/1")},
    {"spaces", {.request = "GET /p/a?spaces=1%202+3"}, ""},
    {"empty value allowed", {.request = "GET /p/a?empty="}, ""},
    {"empty value not allowed", {.request = "GET /p/a?n="}, SCHEMA("type", "query n")},
    {"a name without '='", {.request = "GET /p/a?n"}, SCHEMA("type", "query n")},
    {"JSON content", {.request = "GET /p/a?json=%7B%22a%22:1%7D"}, ""},
    {"JSON content against its schema",
     {.request = "GET /p/a?json=%7B%7D"},
     SCHEMA("required", "query json")},
    {"no JSON",
     {.request = "GET /p/a?json=x"},
     "error request.parameter-style request.query json\n"
     "not-checked request.query: parameter json: its value cannot be read\n"},
    {"undocumented",
     {.request = "GET /p/a?zz=1"},
     "warning request.parameter-undocumented request.query zz\n"},
    {"undocumented twice: one finding",
     {.request = "GET /p/a?zz=1&zz=2"},
     "warning request.parameter-undocumented request.query zz\n"},
    {"a security scheme's", {.request = "GET /p/a?api_key=1"}, ""},
    {"header", {.request = "GET /p/a", .request_headers = "x-count: 5"}, ""},
    {"header of a wrong type",
     {.request = "GET /p/a", .request_headers = "x-count: many"},
     SCHEMA("type", "header X-Count")},
    {"header on two lines",
     {.request = "GET /p/a", .request_headers = "x-list: 1,2\nX-LIST: 3"},
     ""},
    {"header list too long",
     {.request = "GET /p/a", .request_headers = "x-list: 1, 2\nx-list: 3, 4"},
     SCHEMA("maxItems", "header X-List")},
    {"header text is not decoded",
     {.request = "GET /p/a", .request_headers = "x-count: %35"},
     SCHEMA("type", "header X-Count")},
    {"cookie", {.request = "GET /p/a", .request_headers = "cookie: a=1; session=long"}, ""},
    {"cookie too short",
     {.request = "GET /p/a", .request_headers = "cookie: session=abc"},
     SCHEMA("minLength", "cookie session")},
    {"properties of a deepObject", {.request = "GET /p/a?deep%5Bx%5D=1"}, ""},
    {"a deepObject without brackets",
     {.request = "GET /p/a?deep=1"},
     "error request.parameter-style request.query deep\n"
     "not-checked request.query: parameter deep: its value cannot be read\n"},
    {"properties by their own names",
     {.request = "GET /exploded?x=1"},
     "info request.parameter-undocumented request.query x\n"},
    {"an object that may be empty",
     {.request = "GET /exploded"},
     "warning request.parameter-unwritten request.query o\n"},
    {"required ones missing",
     {.request = "GET /required"},
     "error request.parameter-missing request.query q\n"
     "error request.parameter-missing request.header X-Token\n"
     "error request.parameter-missing request.cookie c\n"},
    {"required ones missing, refused",
     {.request = "GET /required", .status = 400},
     "info request.parameter-missing request.query q\n"
     "info request.parameter-missing request.header X-Token\n"
     "info request.parameter-missing request.cookie c\n"
     "error response.status-undocumented response.status -\n"
     "not-checked response.body: the status 400 is not documented\n"},
    {"a recorder without credentials",
     {.request = "GET /required?q=", .credentials_hidden = true},
     "not-checked request.header: parameter X-Token: the recorder takes credentials out\n"
     "not-checked request.cookie: parameter c: the recorder takes credentials out\n"},
    {"matrix", {.request = "GET /styles/;matrix=x"}, ""},
};

START_TEST(parameters)
{
    struct judging judging;
    const char *got;

    judging_init(&judging, description, NULL);
    got = judge_sent(&judging, &rows[_i].sent);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("parameters", UNIT_LOOP(parameters, rows))
