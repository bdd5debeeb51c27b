/* Paths that can be read in several ways: which split of a segment, and which template, is meant.
 */
#include "judging.h"

#define GET(template, parameters)                                                                  \
    "  " template ": {get: {parameters: [" parameters "], responses: *r}}\n"
#define IN_PATH(name, schema) "{name: " name ", in: path, schema: " schema "}"
#define STYLED(name, style, schema)                                                                \
    "{name: " name ", in: path, style: " style ", schema: " schema "}"

static const char description[] = "openapi: 3.1.0\n"
                                  "info: {title: Paths, version: '1'}\n"
                                  "x-responses: &r {'200': {description: ok}}\n"
                                  "paths:\n" /* */
    GET("/slug/{slug}-{id}",
        IN_PATH("slug", "{type: string}") ", " IN_PATH(
            "id", "{type: "
                  "integer}")) GET("/file/{name}.{ext}",
                                   IN_PATH("name", "{type: string}") ", " IN_PATH(
                                       "ext", "{enum: [json, csv, tar.gz]}"))
        GET("/three/{a}_{b}_{c}",
            IN_PATH("a", "{type: string}") ", " IN_PATH("b", "{type: integer}") ", " IN_PATH(
                "c", "{enum: "
                     "[x, "
                     "y_z]}")) GET("/dated/{date}-{id}",
                                   IN_PATH("date", "{type: string, format: date}") ", " IN_PATH(
                                       "id", "{type: string}"))
            GET("/archive/{name}-v{v}.tgz",
                IN_PATH("name", "{type: string}") ", " IN_PATH(
                    "v", "{"
                         "t"
                         "y"
                         "p"
                         "e"
                         ":"
                         " "
                         "s"
                         "t"
                         "r"
                         "i"
                         "n"
                         "g"
                         ","
                         " "
                         "p"
                         "a"
                         "t"
                         "t"
                         "e"
                         "r"
                         "n"
                         ":"
                         " "
                         "'"
                         "^"
                         "["
                         "0"
                         "-"
                         "9"
                         "."
                         "]"
                         "+"
                         "$"
                         "'"
                         "}")) GET("/verb/{x}:{verb}",
                                   IN_PATH("x", "{type: string}") ", " IN_PATH(
                                       "verb",
                                       "{enum: "
                                       "[get, "
                                       "cancel]}"))
                GET("/adjacent/{a}{b}",
                    IN_PATH("a", "{type: string, pattern: '^[a-z]+$'}") ", " IN_PATH(
                        "b", "{type: integer}")) GET("/label/{name}{ext}",
                                                     IN_PATH("name", "{type: string}") ", " STYLED(
                                                         "ext", "label", "{enum: [json, csv]}"))
                    GET("/matrix/{name}{opts}", IN_PATH("name", "{type: string}") ", " STYLED(
                                                    "opts", "matrix",
                                                    "{type: array, items: {type: integer}}"))
                        GET("/range/{from}..{to}", IN_PATH("from", "{type: integer}") ", " IN_PATH(
                                                       "to", "{type: integer}"))
                            GET("/list/{ids}-{tail}",
                                IN_PATH(
                                    "ids", "{type: array, items: {type: "
                                           "integer}}") ", " IN_PATH("tail",
                                                                     "{type: "
                                                                     "string}"))
                                GET("/undeclared/{a}-{b}", IN_PATH("b", "{type: integer}")) GET(
                                    "/two/{a}-{b}/{c}-{d}",
                                    IN_PATH("a", "{type: string}") ", " IN_PATH(
                                        "b",
                                        "{type: "
                                        "integer}") ", " IN_PATH("c",
                                                                 "{type: integer}") ", " IN_PATH("d",
                                                                                                 "{"
                                                                                                 "t"
                                                                                                 "y"
                                                                                                 "p"
                                                                                                 "e"
                                                                                                 ":"
                                                                                                 " "
                                                                                                 "s"
                                                                                                 "t"
                                                                                                 "r"
                                                                                                 "i"
                                                                                                 "n"
                                                                                                 "g"
                                                                                                 "}"))
                                    GET("/many/{a}_{b}_{c}_{d}",
                                        IN_PATH("a", "{type: string}") ", " IN_PATH(
                                            "b",
                                            "{type"
                                            ": "
                                            "strin"
                                            "g}") ", " IN_PATH("c",
                                                               "{type: string}") ", " IN_PATH("d",
                                                                                              "{typ"
                                                                                              "e: "
                                                                                              "inte"
                                                                                              "ger"
                                                                                              "}"))
                                        GET("/uuid/{a}--{b}",
                                            IN_PATH("a", "{type: string, format: "
                                                         "uuid}") ", " IN_PATH("b", "{type:"
                                                                                    " strin"
                                                                                    "g, "
                                                                                    "format"
                                                                                    ": "
                                                                                    "uuid"
                                                                                    "}"))
                                            GET("/choice/{slug}-{id}",
                                                IN_PATH("slug", "{type: string}") ", " IN_PATH(
                                                    "id", "{type: integer}"))
                                                GET("/choice/{name}.{ext}",
                                                    IN_PATH("name", "{type: string}") ", " IN_PATH(
                                                        "ext",
                                                        "{const:"
                                                        " json"
                                                        "}")) GET("/choice/{any}",
                                                                  IN_PATH("any",
                                                                          "{type: string, "
                                                                          "maxLength: 12}"))
                                                    GET("/users/"
                                                        "{id}",
                                                        IN_PATH(
                                                            "id",
                                                            "{type: "
                                                            "integer"
                                                            "}")) GET("/{kind}/new",
                                                                      IN_PATH(
                                                                          "kind",
                                                                          "{enum: [users, "
                                                                          "groups]}")) GET("/pets/"
                                                                                           "mine/"
                                                                                           "{n}",
                                                                                           IN_PATH(
                                                                                               "n",
                                                                                               "{ty"
                                                                                               "pe:"
                                                                                               " "
                                                                                               "int"
                                                                                               "ege"
                                                                                               "r"
                                                                                               "}"))
                                                        GET("/pets/{id}/{n}",
                                                            IN_PATH(
                                                                "id",
                                                                "{type: string}") ", " IN_PATH("n",
                                                                                               "{ty"
                                                                                               "pe:"
                                                                                               " "
                                                                                               "str"
                                                                                               "ing"
                                                                                               "}"))
                                                            GET("/proxy/{proxy+}",
                                                                IN_PATH("proxy", "{type: string}"))
                                                                GET("/typo/{petId}",
                                                                    IN_PATH("id",
                                                                            "{type: integer}"));

#define SCHEMA(keyword, name) "error request.parameter-schema." keyword " request.path " name "\n"

static const struct {
    const char *name, *request, *expected;
} rows[] = {
    {"one dash", "GET /slug/red-5", ""},
    {"a dash within the slug", "GET /slug/red-shoe-5", ""},
    {"dashes at both ends", "GET /slug/-red--5", ""},
    {"an escaped dash is a dash", "GET /slug/red%2Dshoe-5", ""},
    {"escapes stay with their value", "GET /slug/r%C3%B6d-sk%C3%B6-5", ""},
    {"a negative id", "GET /slug/red--5", ""},
    {"no split holds", "GET /slug/red-shoe-x", SCHEMA("type", "id")},
    {"nothing before the dash", "GET /slug/-5",
     "error route.path-undocumented request.path -\n"
     "not-checked request.path: no path of the description matches: nothing of the exchange is "
     "judged\n"},
    {"dots in a name", "GET /file/report.v2.csv", ""},
    {"a dot in the extension", "GET /file/a.b.tar.gz", ""},
    {"no such extension", "GET /file/report.v2.exe", SCHEMA("enum", "ext")},
    {"three", "GET /three/a_1_x", ""},
    {"three, and the first takes two", "GET /three/a_b_1_x", ""},
    {"three, and the last takes two", "GET /three/a_1_y_z", ""},
    {"three, first and last take two", "GET /three/a_2_1_y_z", ""},
    {"three, none", "GET /three/a_b_c_x", SCHEMA("type", "b") SCHEMA("enum", "c")},
    {"a format decides", "GET /dated/2020-01-01-7", ""},
    {"no date in any split", "GET /dated/2020-13-01-7",
     "error request.parameter-schema.format "
     "request.path date\n"},
    {"literals between and behind", "GET /archive/foo-vue-v1.tgz", ""},
    {"a version with dots", "GET /archive/foo-v2-v1.2.3.tgz", ""},
    {"colons in the value", "GET /verb/urn:isbn:1:get", ""},
    {"escaped colon of the value", "GET /verb/urn%3Aisbn:cancel", ""},
    {"no such verb", "GET /verb/urn:isbn:1:put", SCHEMA("enum", "verb")},
    {"nothing between", "GET /adjacent/abc12", ""},
    {"nothing between, no split", "GET /adjacent/abc", SCHEMA("type", "b")},
    {"a label behind a value", "GET /label/report.v2.csv", ""},
    {"a label that is none", "GET /label/report.v2.exe",
     "error request.parameter-style request.path ext\n"
     "not-checked request.path: parameter ext: its value cannot be read\n"},
    {"a matrix behind a value", "GET /matrix/a;b;opts=1,2", ""},
    {"integers around dots", "GET /range/1..7", ""},
    {"a list before a dash", "GET /list/1,2,3-a-b", ""},
    {"an undeclared variable takes any text", "GET /undeclared/x-y-5", ""},
    {"two segments", "GET /two/x-y-1/2-z-w", ""},
    {"two segments, one without a split", "GET /two/x-y-1/z-w", SCHEMA("type", "c")},
    {"too many splits",
     "GET /many/" /* 120 underscores */
     "a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_"
     "a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_"
     "a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_"
     "a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_x",
#define MANY(name)                                                                                 \
    "not-checked request.path: parameter " name ": its segment of the path can be split "          \
    "in more ways than are tried\n"
     MANY("a") MANY("b") MANY("c") MANY("d")},
    {"two uuids",
     "GET /uuid/0189cbb7-7c1f-7000-8000-000000000001--0189cbb7-7c1f-7000-8000-000000000002", ""},
    {"the template whose values hold", "GET /choice/red-shoe.json", ""},
    {"a templated one that is less concrete", "GET /choice/red-shoe", ""},
    {"none of them holds", "GET /choice/red-shoe-and-more", SCHEMA("type", "id")},
    {"as concrete from the other side", "GET /users/new", ""},
    {"no other side", "GET /users/old", SCHEMA("type", "id")},
    {"concrete goes before its templated counterpart", "GET /pets/mine/x", SCHEMA("type", "n")},
    {"a parameter that is not in the template", "GET /proxy/a",
     "not-checked request.path: parameter proxy: it does not stand in the path's template: "
     "lint tells how\n"},
    {"another name in the template", "GET /typo/x",
     "not-checked request.path: parameter id: it does not stand in the path's template: lint "
     "tells how\n"},
};

START_TEST(path_readings)
{
    struct judging judging;
    struct sent sent = {.request = rows[_i].request, .status = 200};
    const char *got;

    judging_init(&judging, description, NULL);
    got = judge_sent(&judging, &sent);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("path readings", UNIT_LOOP(path_readings, rows))
