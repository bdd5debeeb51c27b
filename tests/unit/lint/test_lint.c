#include "../check/judging.h"

#include <time.h>

#include "lint/lint.h"
#include "schema/keyword.h"

#define SCHEMA_HEAD(text)                                                                          \
    "openapi: 3.1.0\n"                                                                             \
    "info: {title: Things, version: '1'}\n"                                                        \
    "paths:\n"                                                                                     \
    "  /a:\n"                                                                                      \
    "    get:\n"                                                                                   \
    "      responses:\n"                                                                           \
    "        '200':\n"                                                                             \
    "          description: ok\n"                                                                  \
    "          content:\n"                                                                         \
    "            application/json:\n"                                                              \
    "              schema: " text "\n"
#define ERROR(rule, place)   "error description." rule " description " place "\n"
#define INFO(rule, place)    "info description." rule " description " place "\n"
#define WARNING(rule, place) "warning description." rule " description " place "\n"

static const struct {
    const char *name, *text, *expected;
    size_t line, column; /* of the first finding; 0: not asked */
} rows[] = {
    {"clean",
     SCHEMA_HEAD("{type: object, properties: {a: {type: integer, default: 1, examples: [2]}}}"), "",
     0, 0},
    {"example of a media type",
     SCHEMA_HEAD("{type: object, properties: {a: {type: array, items: {type: integer}}}}\n"
                 "              example: {a: [1, x]}"),
     ERROR("example-invalid.type", "/a/1"), 12, 32},
    {"named examples, with one cause",
     SCHEMA_HEAD("{type: integer}\n"
                 "              examples: {good: {value: 1}, bad: {value: x}, worse: {value: y}}"),
     ERROR("example-invalid.type", "-"), 12, 57},
    {"example of a schema", SCHEMA_HEAD("{type: integer, example: x}"),
     INFO("deprecated-syntax", "-") ERROR("example-invalid.type", "-"), 11, 39},
    {"examples of a schema", SCHEMA_HEAD("{type: integer, examples: [1, x]}"),
     ERROR("example-invalid.type", "-"), 0, 0},
    {"default", SCHEMA_HEAD("{type: object, properties: {a: {maxLength: 2, default: abc}}}"),
     ERROR("default-invalid.maxLength", "-"), 0, 0},
    {"what looks like a schema in an example is data",
     SCHEMA_HEAD("{type: object, examples: [{pattern: '(', type: 5, $ref: '#/nowhere'}]}"), "", 0,
     0},
    {"a property of the name default", SCHEMA_HEAD("{properties: {default: {type: integer}}}"), "",
     0, 0},
    {"a keyword of a wrong form", SCHEMA_HEAD("{type: text}"), ERROR("invalid", "-"), 11, 30},
    {"required in OpenAPI 2's way", SCHEMA_HEAD("{properties: {a: {required: true}}}"),
     ERROR("invalid", "-"), 0, 0},
    {"no schema", SCHEMA_HEAD("{properties: {a: 5}}"), ERROR("invalid", "-"), 0, 0},
    {"reference to nowhere", SCHEMA_HEAD("{properties: {a: {$ref: '#/components/schemas/B'}}}"),
     ERROR("reference-unresolved", "-"), 0, 0},
    {"no pattern", SCHEMA_HEAD("{pattern: '[a'}"), ERROR("pattern-invalid", "-"), 11, 33},
    {"no pattern for properties", SCHEMA_HEAD("{patternProperties: {'(': {}}}"),
     ERROR("pattern-invalid", "-"), 0, 0},
    {"schemas in dependencies are looked at",
     SCHEMA_HEAD("{dependencies: {a: [b], c: {pattern: '('}}}"),
     INFO("deprecated-syntax", "-") ERROR("pattern-invalid", "-"), 0, 0},
    {"doubled backslash before a dash", SCHEMA_HEAD("{pattern: '^[a-z\\\\-]+$'}"),
     WARNING("pattern-suspect", "-"), 0, 0},
    {"doubled backslash before a class letter", SCHEMA_HEAD("{pattern: '^\\\\w+$'}"),
     WARNING("pattern-suspect", "-"), 0, 0},
    {"a backslash that is meant", SCHEMA_HEAD("{pattern: '^[^/\\\\]+\\\\$'}"), "", 0, 0},
    {"single backslashes", SCHEMA_HEAD("{pattern: '^[\\w.\\-]+\\d$'}"), "", 0, 0},
    {"outside the documented values",
     SCHEMA_HEAD(
         "{type: object, properties: {code: {type: integer, x-documented-values: [4004]}}}\n"
         "              example: {code: 4002}"),
     WARNING("example-contradicts-enum", "/code"), 12, 31},
    {"a component that nothing uses",
     SCHEMA_HEAD("{}\ncomponents: {schemas: {A: {type: integer, default: x}}}"),
     ERROR("default-invalid.type", "-"), 0, 0},
    {"components that nothing uses",
     SCHEMA_HEAD("{}\n"
                 "components:\n"
                 "  parameters: {P: {name: p, in: query, schema: {type: integer}, example: x}}\n"
                 "  headers: {H: {schema: {type: integer}, examples: {e: {value: y}}}}\n"
                 "  responses: {R: {description: r, content: {application/json: {schema: {type: "
                 "integer}, example: "
                 "z}}}}\n"
                 "  requestBodies: {B: {content: {text/plain: {schema: {pattern: '('}}}}}\n"),
     ERROR("pattern-invalid", "-") ERROR("example-invalid.type", "-")
         ERROR("example-invalid.type", "-") ERROR("example-invalid.type", "-"),
     16, 64},
    {"a recursive schema",
     SCHEMA_HEAD("{$ref: '#/components/schemas/N'}\n"
                 "              example: {next: {next: {next: 1}}}\n"
                 "components: {schemas: {N: {type: object, properties: {next: {$ref: "
                 "'#/components/schemas/N'}}}}}"),
     ERROR("example-invalid.type", "/next/next/next"), 0, 0},
    {"a parameter that no template has",
     "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get:\n"
     "      responses: {'200': {description: ok}}\n",
     ERROR("parameter-undeclared", "-"), 0, 0},
    {"an example of a parameter",
     "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get:\n"
     "      parameters: [{name: id, in: path, required: true, schema: {type: integer}, example: "
     "x}]\n"
     "      responses: {'200': {description: ok}}\n",
     ERROR("example-invalid.type", "-"), 6, 91},
    {"an example of a header",
     SCHEMA_HEAD("{}\n          headers: {X: {schema: {type: integer}, example: x}}"),
     ERROR("example-invalid.type", "-"), 0, 0},
    {"an example of a type without a decoder",
     "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n"
     "      responses: {'200': {description: ok, content: {multipart/mixed: {schema: {type: "
     "object},"
     " example: '--a'}}}}\n",
     "not-checked description: an example of multipart/mixed: no decoder for it\n", 0, 0},
    {"siblings of a reference say nothing in OpenAPI 3.0",
     "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n"
     "      responses: {'200': {description: ok, content: {application/json: {schema: "
     "{$ref: '#/components/schemas/A', default: x, pattern: '('}}}}}\n"
     "components: {schemas: {A: {type: integer}}}\n",
     WARNING("reference-siblings", "-") WARNING("reference-siblings", "-"), 0, 0},
};

START_TEST(description)
{
    struct judging judging;
    const char *got;

    judging_init(&judging, rows[_i].text, NULL);
    lint_description(judging.checker, &judging.judgement);
    got = judging_lines(&judging);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    if (rows[_i].line) {
        const struct place *place = &judging.judgement.findings[0].description;

        ck_assert_msg(place->line == rows[_i].line && place->column == rows[_i].column,
                      "%s: at %zu:%zu", rows[_i].name, place->line, place->column);
    }
    judging_release(&judging);
}
END_TEST

/* The endpoint that comes with the program: what its page contradicts, and nothing else. */
START_TEST(documented_endpoint)
{
    const char *path = "specs/applivery/windows-command.openapi.yaml";
    struct judging judging = {0};
    struct error err = {0};
    const struct finding *findings;

    judging.api = openapi_load(path, NULL, &err);
    ck_assert_msg(judging.api, "%s", err.message);
    judging.rules = rules_new();
    judging.redaction = redaction_new();
    judging.checker = checker_new(judging.api, judging.rules, judging.redaction);
    arena_init(&judging.arena);
    strbuf_init(&judging.lines, SIZE_MAX);
    lint_description(judging.checker, &judging.judgement);
    ck_assert_str_eq(judging_lines(&judging),
                     ERROR("example-invalid.format", "/data/createdAt")
                         ERROR("example-invalid.format", "/data/updatedAt")
                             WARNING("example-contradicts-enum", "/error/code")
                                 WARNING("example-contradicts-enum", "/error/message"));
    findings = judging.judgement.findings;
    for (size_t i = 0; i < judging.judgement.finding_count; i++) {
        ck_assert_str(findings[i].description.file, path);
        ck_assert_uint_gt(findings[i].description.line, 0);
    }
    ck_assert(strcmp(findings[0].fingerprint, findings[1].fingerprint) != 0);
    judging_release(&judging);
}
END_TEST

/* ---- limits ---- */

/* Every name in `required` is looked for in every part of allOf. */
START_TEST(limits_looks)
{
    struct judging judging;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": "
                           "\"1\"}, \"components\": {\"schemas\": {\"A\": {\"type\": \"object\", "
                           "\"allOf\": [{\"title\": \"\"}");
    for (int i = 0; i < 200; i++)
        strbuf_add_text(&text, ", {\"title\": \"\"}");
    strbuf_add_text(&text, "], \"required\": [\"r\"");
    for (int i = 0; i < 200000; i++)
        strbuf_addf(&text, ", \"r%d\"", i);
    strbuf_add_text(&text, "]}}}}");
    judging_init(&judging, text.text, NULL);
    lint_description(judging.checker, &judging.judgement);
    ck_assert(
        strstr(judging_lines(&judging), "not-checked description: more than 5000000 members"));
    judging_release(&judging);
    strbuf_release(&text);
}
END_TEST

/* Names are compared with names: wide schemas meet the limit as deep ones do. The second and fourth
   piece of a schema stand in it so many times that comparing them is too much. */
enum { WIDE = 2500 };

static const char *const wide[][5] = {
    {"{type: object, properties: {", "p%d: {}, ", "}, required: [", "q%d, ", "]}"},
    {"{type: object, allOf: [{properties: {", "p%d: {}, ", "}}], required: [", "q%d, ", "]}"},
    {"{type: string, properties: {no: false, ", "p%d: {}, ", "}, required: [", "q%d, ", "]}"},
    {"{allOf: [{additionalProperties: false, properties: {", "p%d: {}, ", "}}, {properties: {",
     "q%d: {}, ", "}}]}"},
    {"{allOf: [{additionalProperties: false}, {type: 'null', properties: {", "p%d: {}, ",
     "}, required: [", "q%d, ", "]}]}"},
};

START_TEST(limits_width)
{
    struct judging judging;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n"
                           "  schemas:\n    A: ");
    for (size_t piece = 0; piece < ARRAY_LENGTH(wide[_i]); piece++)
        for (int i = 0; i < (piece % 2 ? WIDE : 1); i++)
            strbuf_addf(&text, wide[_i][piece], i);
    strbuf_add_char(&text, '\n');
    judging_init(&judging, text.text, NULL);
    lint_description(judging.checker, &judging.judgement);
    ck_assert_msg(strstr(judging_lines(&judging),
                         "not-checked description: more than 5000000 members") != NULL,
                  "%s", wide[_i][0]);
    judging_release(&judging);
    strbuf_release(&text);
}
END_TEST

/* A callback's operation stands inside of another one: what is found behind it is the outer one's
   again. Two callbacks, one in the other. */
START_TEST(operations_within_operations)
{
    static const char text[] =
        "openapi: 3.1.0\n"
        "info: {title: Things, version: '1'}\n"
        "paths:\n"
        "  /before: {get: {operationId: before, responses: {'200': {description: ok}}}}\n"
        "  /a:\n"
        "    post:\n"
        "      callbacks:\n"
        "        one:\n"
        "          '{$request.body#/one}':\n"
        "            post:\n"
        "              operationId: one\n"
        "              callbacks:\n"
        "                two:\n"
        "                  '{$request.body#/two}':\n"
        "                    post:\n"
        "                      operationId: two\n"
        "                      requestBody: {content: {text/x: {schema: {pattern: '(1'}}}}\n"
        "                      responses: {'200': {description: ok}}\n"
        "              requestBody: {content: {text/x: {schema: {pattern: '(2'}}}}\n"
        "              responses: {'200': {description: ok}}\n"
        "      operationId: outer\n"
        "      requestBody: {content: {text/x: {schema: {pattern: '(3'}}}}\n"
        "      responses: {'200': {description: ok}}\n"
        "components: {schemas: {S: {pattern: '(4'}}}\n";
    static const char *const lines[] = {[17] = "two", [19] = "one", [22] = "outer", [24] = ""};
    struct judging judging;

    judging_init(&judging, text, NULL);
    lint_description(judging.checker, &judging.judgement);
    ck_assert_uint_eq(judging.judgement.finding_count, 4);
    for (size_t i = 0; i < judging.judgement.finding_count; i++) {
        const struct finding *finding = &judging.judgement.findings[i];

        ck_assert_uint_lt(finding->description.line, ARRAY_LENGTH(lines));
        ck_assert_str(finding->operation.id, lines[finding->description.line]);
    }
    judging_release(&judging);
}
END_TEST

/* What the table of keywords gives a version, lint does not call unknown there. */
static const char *const heads[] = {"swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0",
                                    "openapi: 3.2.0"};

START_TEST(knows_each_keyword)
{
    static const enum schema_dialect dialects[] = {DIALECT_OAS20, DIALECT_OAS30, DIALECT_OAS31,
                                                   DIALECT_OAS32};
    const char *parents = dialects[_i] == DIALECT_OAS20 ? "" : "components: {schemas: ";
    unsigned known = 0;

    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        struct str name = keyword_name((enum keyword)i);
        bool is_known = keyword_is_known((enum keyword)i, 1u << dialects[_i]);
        struct judging judging;
        char text[512];
        const char *got;

        snprintf(text, sizeof text,
                 "%s\ninfo: {title: Things, version: '1'}\npaths: {}\n%s%s{A: {%.*s: 1}}%s\n",
                 heads[_i], parents, *parents ? "" : "definitions: ", STR_ARGS(name),
                 *parents ? "}" : "");
        judging_init(&judging, text, NULL);
        lint_description(judging.checker, &judging.judgement);
        got = judging_lines(&judging);
        ck_assert_msg(!is_known || !strstr(got, "keyword-unsupported"), "%s: %.*s: %s", heads[_i],
                      STR_ARGS(name), got);
        known += is_known;
        judging_release(&judging);
    }
    ck_assert_uint_gt(known, 30);
}
END_TEST

/* Every tag that is not in the list is held against every tag that is: what would be hints of 5,000
   tags stay some 50, and the others are one finding. */
START_TEST(limits_hints)
{
    enum { LISTED = 5000, USED = 5000 };
    struct judging judging;
    struct strbuf text;
    size_t hints = 0, count;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": "
                           "\"1\"}, \"tags\": [{\"name\": \"t\"}");
    for (int i = 0; i < LISTED; i++)
        strbuf_addf(&text, ", {\"name\": \"pets-%05d\"}", i);
    strbuf_add_text(&text, "], \"paths\": {\"/a\": {\"get\": {\"responses\": {\"200\": "
                           "{\"description\": \"\"}}, \"tags\": [\"t\"");
    for (int i = 0; i < USED; i++)
        strbuf_addf(&text, ", \"pots-%05d\"", i);
    strbuf_add_text(&text, "]}}}}");
    judging_init(&judging, text.text, NULL);
    lint_description(judging.checker, &judging.judgement);
    count = judging.judgement.finding_count;
    for (size_t i = 0; i < count; i++)
        hints += strstr(str_copy(&judging.arena, judging.judgement.findings[i].message).text,
                        "did you mean") != NULL;
    ck_assert_msg(hints > 40 && hints < 60 && count > hints, "%zu hints, %zu findings", hints,
                  count);
    judging_release(&judging);
    strbuf_release(&text);
}
END_TEST

/* allOf that leads back to itself twice: without a budget this is 2^256 steps. */
START_TEST(exploding_schema)
{
    static const char exploding[] =
        "openapi: 3.1.0\n"
        "info: {title: Things, version: '1'}\n"
        "paths:\n"
        "  /a:\n"
        "    get:\n"
        "      responses:\n"
        "        '200':\n"
        "          description: ok\n"
        "          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}\n"
        "components:\n"
        "  schemas:\n"
        "    A: {x-documented-values: [{}], allOf: [{$ref: '#/components/schemas/A'},\n"
        "                                          {$ref: '#/components/schemas/A'}]}\n";
    const struct sent sent = {.request = "GET /a",
                              .status = 200,
                              .headers = "content-type: application/json",
                              .body = "{}"};
    struct judging judging;
    clock_t start = clock();

    judging_init(&judging, exploding, NULL);
    judge_sent(&judging, &sent);
    lint_description(judging.checker, &judging.judgement);
    ck_assert_int_lt((clock() - start) / CLOCKS_PER_SEC, 20);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("lint", UNIT_LOOP(description, rows); UNIT_TEST(documented_endpoint);
           UNIT_LOOP(knows_each_keyword, heads); UNIT_TEST(operations_within_operations);
           UNIT_TEST(limits_looks); UNIT_LOOP(limits_width, wide); UNIT_TEST(limits_hints);
           UNIT_TEST(exploding_schema))
