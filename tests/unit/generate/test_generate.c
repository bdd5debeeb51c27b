#include "../openapi/description.h"
#include "base/strbuf.h"
#include "generate/generate.h"
#include "openapi/route.h"

/* A request hits the operation it was made for. */
static void expect_round_trip(const struct api *api, const struct request *request,
                              const struct operation *operation)
{
    struct route route;

    route_match(api, request->method, request->url, &route);
    ck_assert_msg(route.miss == ROUTE_FOUND && route.operation == operation, "%.*s hits %.*s",
                  STR_ARGS(request->url), STR_ARGS(route.path));
}

/* The requests as text, one a line: METHOD URL | Header: value | ... | body; "skipped: reason". */
static struct str requests_of(struct api *api, struct arena *arena,
                              const struct generate_settings *settings)
{
    struct generator *generator = generator_new(api, settings);
    const struct operation *operation;
    struct request request;
    struct str reason, text;
    struct strbuf out;
    enum generate_step step;

    strbuf_init(&out, SIZE_MAX);
    while ((step = generate_next(generator, arena, &request, &operation, &reason)) !=
           GENERATE_END) {
        if (step == GENERATE_SKIPPED) {
            strbuf_addf(&out, "skipped: %.*s\n", STR_ARGS(reason));
            continue;
        }
        expect_round_trip(api, &request, operation);
        strbuf_addf(&out, "%.*s %.*s", STR_ARGS(request.method), STR_ARGS(request.url));
        for (size_t i = 0; i < request.headers.count; i++)
            strbuf_addf(&out, " | %.*s: %.*s", STR_ARGS(request.headers.items[i].name),
                        STR_ARGS(request.headers.items[i].value));
        if (request.body.state == BODY_PRESENT)
            strbuf_addf(&out, " | %.*s", STR_ARGS(request.body.bytes));
        strbuf_add_char(&out, '\n');
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    generator_free(generator);
    return text;
}

#define PARAMETER(name, in, rest) "{\"name\": \"" name "\", \"in\": \"" in "\", " rest "}"
#define AT(path, parameters)      "\"" path "\": {\"get\": {\"parameters\": [" parameters "]}}"

static const struct {
    const char *name, *paths, *rest, *expected;
} rows[] =
    {
        {"nothing to say", "\"/a\": {\"get\": {}, \"post\": {}, \"head\": {}}", "",
         "GET http://h/a\nHEAD http://h/a\n"},
        {"path by example",
         AT("/a/{id}", PARAMETER("id", "path",
                                 "\"required\": true, \"example\": "
                                 "\"x/y z\", \"schema\": {}")),
         "", "GET http://h/a/x%2Fy%20z\n"},
        {"path by pattern",
         AT("/a/{id}", PARAMETER("id", "path",
                                 "\"required\": true, \"schema\": {\"type\": "
                                 "\"string\", \"pattern\": \"^[b-z]{3}$\"}")),
         "", "GET http://h/a/bbb\n"},
        {"path without a value",
         AT("/a/{id}", PARAMETER("id", "path", "\"required\": true, \"schema\": {\"not\": {}}")),
         "",
         "skipped: path parameter \"id\" has no example and its schema gives no value: nothing "
         "satisfies it; --parameter id=VALUE sets it\n"},
        {"path given",
         AT("/a/{given}", PARAMETER("given", "path",
                                    "\"required\": true, \"schema\": {\"pattern\": "
                                    "\"^(?=x)\"}")),
         "", "GET http://h/a/1%2F2\n"},
        {"path undeclared", "\"/a/{given}/{b}\": {\"get\": {}}", "",
         "skipped: path parameter \"b\" has no example and its schema gives no value; --parameter "
         "b=VALUE sets it\n"},
        {"path empty",
         AT("/a/{id}", PARAMETER("id", "path",
                                 "\"required\": true, \"example\": \"\", "
                                 "\"schema\": {}")),
         "", "skipped: path parameter \"id\" would be empty\n"},
        {"literal text of the path", "\"/a b/\\u00e9/%41\": {\"get\": {}}", "",
         "GET http://h/a%20b/%C3%A9/%41\n"},
        {"optional left out",
         AT("/a", PARAMETER("q", "query", "\"schema\": {\"type\": \"string\"}")), "",
         "GET http://h/a\n"},
        {"optional with an example",
         AT("/a",
            PARAMETER("q", "query", "\"schema\": {\"type\": \"string\", \"example\": \"a&b\"}")),
         "", "GET http://h/a?q=a%26b\n"},
        {"required made",
         AT("/a", PARAMETER("q", "query",
                            "\"required\": true, \"schema\": "
                            "{\"type\": \"integer\"}") ", " PARAMETER("r", "query",
                                                                      "\"required\": true, "
                                                                      "\"schema\": {\"enum\": "
                                                                      "[true]}")),
         "", "GET http://h/a?q=1&r=true\n"},
        {"form arrays",
         AT("/a",
            PARAMETER("q", "query", "\"example\": [1, \"b c\"], \"schema\": {}") ", " PARAMETER(
                "r", "query",
                "\"explode\": false, \"example\": [1, 2], \"schema\": {}") ", " PARAMETER("s",
                                                                                          "query",
                                                                                          "\"style"
                                                                                          "\": "
                                                                                          "\"pipeDe"
                                                                                          "limited"
                                                                                          "\", "
                                                                                          "\"exampl"
                                                                                          "e\": "
                                                                                          "[1, 2], "
                                                                                          "\"schema"
                                                                                          "\": "
                                                                                          "{}") ","
                                                                                                " " PARAMETER(
                                                                                                    "t",
                                                                                                    "query",
                                                                                                    "\"example\": [], \"schema\": {}")),
         "", "GET http://h/a?q=1&q=b%20c&r=1,2&s=1%7C2\n"},
        {"form objects",
         AT("/a", PARAMETER("q", "query", "\"example\": {\"R\": 100, \"G\": 200}, \"schema\": {}") ", " PARAMETER(
                      "r", "query",
                      "\"explode\": false, \"example\": {\"R\": 100, \"G\": 200}, "
                      "\"schema\": {}") ", " PARAMETER("s", "query",
                                                       "\"style\": \"deepObject\", \"example\": "
                                                       "{\"R\": 1, \"G\": 2}, "
                                                       "\"schema\": {}")),
         "", "GET http://h/a?R=100&G=200&r=R,100,G,200&s%5BR%5D=1&s%5BG%5D=2\n"},
        {"simple, label and matrix",
         AT("/{a}/{b}/{c}/{d}",
            PARAMETER(
                "a", "path",
                "\"required\": true, \"example\": [3, 4], \"schema\": "
                "{}") ", " PARAMETER("b", "path",
                                     "\"required\": true, \"style\": "
                                     "\"label\", \"explode\": true, "
                                     "\"example\": [3, 4], \"schema\": "
                                     "{}") ", " PARAMETER("c", "path",
                                                          "\"required\":"
                                                          " true, "
                                                          "\"style\": "
                                                          "\"matrix\", "
                                                          "\"example\": "
                                                          "[3, 4], "
                                                          "\"schema\": "
                                                          "{}") ","
                                                                " " PARAMETER(
                                                                    "d", "path",
                                                                    "\"required\": true, "
                                                                    "\"style\": \"matrix\", "
                                                                    "\"explode\": true, "
                                                                    "\"example\": {\"R\": 1, "
                                                                    "\"G\": 2}, \"schema\": {}")),
         "", "GET http://h/3,4/.3.4/;c=3,4/;R=1;G=2\n"},
        {"nested array", AT("/a", PARAMETER("q", "query", "\"example\": [[1]], \"schema\": {}")),
         "", "skipped: query parameter \"q\": its style has no form for such a value\n"},
        {"content parameter",
         AT("/a", PARAMETER("q", "query",
                            "\"content\": {\"application/json\": {\"example\": "
                            "{\"a\": 1}}}, \"required\": true")),
         "", "GET http://h/a?q=%7B%22a%22%3A1%7D\n"},
        {"headers and cookies",
         AT("/a",
            PARAMETER("X-A", "header", "\"example\": [1, \"b c\"], \"schema\": {}") ", " PARAMETER(
                "c", "cookie",
                "\"example\": \"1;2\", \"schema\": {}") ", " PARAMETER("d", "cookie",
                                                                       "\"example\": [3, 4], "
                                                                       "\"explode\": false, "
                                                                       "\"schema\": {}")),
         "", "GET http://h/a | X-A: 1,b c | Cookie: c=1%3B2; d=3,4\n"},
        {"a header of two lines",
         AT("/a", PARAMETER("X-A", "header", "\"example\": \"1\\r\\nX: 2\", \"schema\": {}")), "",
         "skipped: header \"X-A\" cannot have the value made for it\n"},
        {"the user's header wins",
         AT("/a", PARAMETER("x-user", "header", "\"required\": true, \"schema\": false")), "",
         "GET http://h/a\n"},
        {"a request for each example",
         AT("/{a}",
            PARAMETER(
                "a", "path",
                "\"required\": true, \"schema\": {}, \"examples\": {\"x\": "
                "{\"value\": 1}, \"y\": {\"value\": 2}, \"z\": "
                "{\"externalValue\": \"u\"}}") ", " PARAMETER("b", "query",
                                                              "\"schema\": {}, \"example\": 3")),
         "", "GET http://h/1?b=3\nGET http://h/2?b=3\n"},
        {"accept",
         "\"/a\": {\"get\": {\"responses\": {\"200\": {\"description\": \"\", \"content\": "
         "{\"application/json\": {}, \"text/*\": {}}}, \"404\": {\"description\": \"\", "
         "\"content\": "
         "{\"application/JSON\": {}, \"bad\": {}}}}}}",
         "", "GET http://h/a | Accept: application/json, text/*\n"},
        {"bearer", "\"/a\": {\"get\": {\"security\": [{\"none\": []}, {\"token\": []}]}}",
         "\"components\": {\"securitySchemes\": {\"none\": {\"type\": \"http\", \"scheme\": "
         "\"basic\"}, \"token\": {\"type\": \"http\", \"scheme\": \"bearer\"}}}",
         "GET http://h/a | Authorization: Bearer t0ken\n"},
        {"basic and keys",
         "\"/a\": {\"get\": {\"security\": [{\"user\": [], \"head\": [], \"in\": "
         "[], \"jar\": []}]}}",
         "\"components\": {\"securitySchemes\": {\"user\": {\"type\": \"http\", \"scheme\": "
         "\"basic\"}, \"head\": {\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X-Key\"}, "
         "\"in\": {\"type\": \"apiKey\", \"in\": \"query\", \"name\": \"key\"}, \"jar\": "
         "{\"type\": "
         "\"apiKey\", \"in\": \"cookie\", \"name\": \"sid\"}}}",
         "GET http://h/a?key=q%20%26 | Authorization: Basic bWU6c2VjcmV0 | X-Key: k | Cookie: "
         "sid=c\n"},
        {"no credentials for it", "\"/a\": {\"get\": {\"security\": [{\"none\": []}]}}",
         "\"components\": {\"securitySchemes\": {\"none\": {\"type\": \"http\", \"scheme\": "
         "\"bearer\"}}}",
         "GET http://h/a\n"},
};

static const struct generate_settings *settings_of(struct generate_settings *settings)
{
    static struct named_value parameters[1], credentials[5];

    parameters[0] = (struct named_value){STR("given"), STR("1/2")};
    credentials[0] = (struct named_value){STR("token"), STR("t0ken")};
    credentials[1] = (struct named_value){STR("user"), STR("me:secret")};
    credentials[2] = (struct named_value){STR("head"), STR("k")};
    credentials[3] = (struct named_value){STR("in"), STR("q &")};
    credentials[4] = (struct named_value){STR("jar"), STR("c")};
    *settings = (struct generate_settings){.base_url = STR("http://h"),
                                           .parameters = parameters,
                                           .parameter_count = ARRAY_LENGTH(parameters),
                                           .credentials = credentials,
                                           .credential_count = ARRAY_LENGTH(credentials)};
    return settings;
}

START_TEST(generates)
{
    struct api *api = load_paths(rows[_i].paths, rows[_i].rest, NULL);
    struct generate_settings settings;
    struct header user = {STR("X-User"), STR("u")};
    struct arena arena;
    struct str text;

    arena_init(&arena);
    settings_of(&settings);
    if (strstr(rows[_i].name, "user")) {
        settings.headers = &user;
        settings.header_count = 1;
        text = requests_of(api, &arena, &settings);
        ck_assert_str(text, "GET http://h/a | X-User: u\n");
    } else {
        text = requests_of(api, &arena, &settings);
        ck_assert_msg(str_is(text, rows[_i].expected), "%s: got\n%.*sexpected\n%s", rows[_i].name,
                      STR_ARGS(text), rows[_i].expected);
    }
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

#define BODY(...) "\"/a\": {\"post\": {\"requestBody\": {" __VA_ARGS__ "}}}"

static const struct {
    const char *name, *paths, *expected;
} body_rows[] = {
    {"by example", BODY("\"content\": {\"application/json\": {\"example\": {\"a\": [1, null]}}}"),
     "POST /a | Content-Type: application/json | {\"a\":[1,null]}\n"},
    {"optional, of anything", BODY("\"content\": {\"application/json\": {\"schema\": {}}}"),
     "POST /a\n"},
    {"optional without example",
     BODY("\"content\": {\"application/json\": {\"schema\": {\"type\": \"integer\"}}}"),
     "POST /a | Content-Type: application/json | 1\n"},
    {"required and made",
     BODY("\"required\": true, \"content\": {\"application/json\": {\"schema\": {\"required\": "
          "[\"n\"], \"properties\": {\"n\": {\"type\": \"integer\"}}}}}"),
     "POST /a | Content-Type: application/json | {\"n\":1}\n"},
    {"JSON before others",
     BODY("\"required\": true, \"content\": {\"text/plain\": {\"example\": \"t\"}, "
          "\"application/vnd.x+json\": {\"example\": 1}}"),
     "POST /a | Content-Type: application/vnd.x+json | 1\n"},
    {"any type", BODY("\"content\": {\"*/*\": {\"example\": 1}}"),
     "POST /a | Content-Type: application/json | 1\n"},
    {"text", BODY("\"content\": {\"text/plain\": {\"example\": \"a b\"}}"),
     "POST /a | Content-Type: text/plain | a b\n"},
    {"text of a number", BODY("\"content\": {\"text/plain\": {\"example\": 1}}"),
     "skipped: the request body's value cannot be written as text/plain\n"},
    {"form",
     BODY("\"content\": {\"application/x-www-form-urlencoded\": {\"example\": {\"a b\": "
          "\"c&d\", \"n\": [1]}}}"),
     "POST /a | Content-Type: application/x-www-form-urlencoded | a%20b=c%26d&n=1\n"},
    {"multipart", BODY("\"required\": true, \"content\": {\"multipart/form-data\": {}}"),
     "skipped: the request body has no media type that can be written here\n"},
    {"optional multipart", BODY("\"content\": {\"multipart/form-data\": {}}"), "POST /a\n"},
    {"no value",
     BODY("\"required\": true, \"content\": {\"application/json\": {\"schema\": "
          "false}}"),
     "skipped: the request body has no example and its schema gives no value: nothing "
     "satisfies it\n"},
    {"two examples",
     BODY("\"content\": {\"application/json\": {\"examples\": {\"x\": {\"value\": "
          "1}, \"y\": {\"value\": 2}}}}"),
     "POST /a | Content-Type: application/json | 1\nPOST /a | Content-Type: application/json | "
     "2\n"},
    {"GET has none",
     "\"/a\": {\"get\": {\"requestBody\": {\"content\": {\"a/b\": {\"example\": "
     "\"x\"}}}}}",
     "GET /a\n"},
};

START_TEST(writes_bodies)
{
    struct api *api = load_paths(body_rows[_i].paths, "", NULL);
    struct generate_settings settings = {.base_url = STR(""), .all_methods = true};
    struct arena arena;
    struct str text;

    arena_init(&arena);
    text = requests_of(api, &arena, &settings);
    ck_assert_msg(str_is(text, body_rows[_i].expected), "%s: got\n%.*sexpected\n%s",
                  body_rows[_i].name, STR_ARGS(text), body_rows[_i].expected);
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *paths, *expected;
} long_rows[] = {
    {AT("/a/{v}", PARAMETER("v", "path", "\"required\": true, \"schema\": {}")),
     "skipped: the request's URL or cookies would be too long\n"},
    {AT("/a", PARAMETER("v", "query", "\"schema\": {}")),
     "skipped: query parameter \"v\" would be too long\n"},
    {AT("/a", PARAMETER("v", "header", "\"schema\": {}")),
     "skipped: header parameter \"v\" would be too long\n"},
    {AT("/a", PARAMETER("v", "cookie", "\"schema\": {}")),
     "skipped: cookie parameter \"v\" would be too long\n"},
};

/* No request is sent with a part of a value. */
START_TEST(cuts_no_value)
{
    struct api *api = load_paths(long_rows[_i].paths, "", NULL);
    size_t length = (size_t)1200 * 1024;
    char *value = malloc(length);
    struct named_value given = {STR("v"), {value, length}};
    struct generate_settings settings = {
        .base_url = STR("http://h"), .parameters = &given, .parameter_count = 1};
    struct arena arena;
    struct str text;

    arena_init(&arena);
    memset(value, 'x', length);
    text = requests_of(api, &arena, &settings);
    ck_assert_msg(str_is(text, long_rows[_i].expected), "%.*s: expected %s",
                  STR_ARGS(str_slice(text, 0, 80)), long_rows[_i].expected);
    arena_release(&arena);
    openapi_free(api);
    free(value);
}
END_TEST

START_TEST(describes_the_documented_endpoint)
{
    struct error err = {0};
    struct api *api = openapi_load("specs/applivery/windows-command.openapi.yaml", NULL, &err);
    struct named_value token = {STR("bearer"), STR("demo")};
    struct generate_settings settings = {
        .base_url = STR("http://127.0.0.1:1"), .credentials = &token, .credential_count = 1};
    struct arena arena;

    ck_assert_msg(api != NULL, "%s", err.message);
    arena_init(&arena);
    ck_assert_str(requests_of(api, &arena, &settings),
                  "GET http://127.0.0.1:1/v1/organizations/507f1f77bcf86cd799439022/mdm/windows/"
                  "enterprise/devices/507f1f77bcf86cd799439044/commands/507f1f77bcf86cd799439011"
                  " | Accept: application/json | Authorization: Bearer demo\n");
    ck_assert_uint_eq(api->problem_count, 0);
    arena_release(&arena);
    openapi_free(api);
}
END_TEST

UNIT_SUITE("generate", UNIT_LOOP(generates, rows); UNIT_LOOP(writes_bodies, body_rows);
           UNIT_LOOP(cuts_no_value, long_rows); UNIT_TEST(describes_the_documented_endpoint))
