/* The mock, asked over loopback with the client: the documented endpoint, and a description made to
   need everything else. */
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "live/client.h"
#include "serve/answer.h"
#include "serve/mock.h"

#include "openapi/description.h"
#include "unit.h"

#define ENDPOINT "specs/applivery/windows-command.openapi.yaml"
#define ID       "507f1f77bcf86cd799439011"
#define DEVICE   "/v1/organizations/" ID "/mdm/windows/enterprise/devices/" ID "/commands/"

static struct arena arena;

static struct exchange ask(unsigned short port, const char *method, const char *path,
                           const char *name, const char *value, const char *body)
{
    struct header header = {str_of(name), str_of(value)};
    struct header both[] = {header, {STR("Authorization"), STR("Bearer abc")}};
    struct request request = {
        .method = str_of(method),
        .url = str_format(&arena, "http://127.0.0.1:%u%s", port, path),
        .headers = {.items = both, .count = strcmp(name, "X-Anonymous") ? 2 : 1},
        .body = {.state = BODY_PRESENT, .bytes = str_of(body)},
    };
    const struct client_settings settings = {.max_time_ms = 10000};
    struct exchange exchange;
    struct error error = {0};
    struct client *client = client_new(&settings, &error);
    void *tag;

    ck_assert_msg(client && client_send(client, &request, NULL, &error), "%s", error.message);
    ck_assert_int_eq(client_next(client, &arena, &exchange, &tag), CLIENT_GOT);
    ck_assert_msg(!exchange.failure.text, "%s %s: %.*s", method, path, STR_ARGS(exchange.failure));
    client_free(client);
    return exchange;
}

struct question {
    const char *method, *path, *name, *value, *body;
    int status;
    const char *type, *holds; /* of the answer; NULL: no body */
};

static void ask_all(const char *description, const struct question *questions, size_t count)
{
    struct error error = {0};
    struct api *api = openapi_load(description, NULL, &error);
    struct mock *mock = api ? mock_start(api, 0, &error) : NULL;

    ck_assert_msg(mock, "%s", error.message);
    for (size_t i = 0; i < count; i++) {
        const struct question *row = &questions[i];
        struct exchange exchange =
            ask(mock_port(mock), row->method, row->path, row->name, row->value, row->body);
        const struct response *response = &exchange.response;
        struct str type = headers_get(&response->headers, "content-type");

        ck_assert_msg(response->status == row->status, "%s %s (%s: %s): %d %.*s", row->method,
                      row->path, row->name, row->value, response->status,
                      STR_ARGS(response->body.bytes));
        if (row->type)
            ck_assert_msg(str_is(type, row->type), "%s %s: %.*s", row->method, row->path,
                          STR_ARGS(type));
        ck_assert_msg((response->body.bytes.length > 0) == (row->holds != NULL), "%s %s: %.*s",
                      row->method, row->path, STR_ARGS(response->body.bytes));
        if (row->holds)
            ck_assert_msg(str_find(response->body.bytes, str_of(row->holds)) != SIZE_MAX,
                          "%s %s: %.*s", row->method, row->path, STR_ARGS(response->body.bytes));
    }
    mock_stop(mock);
    openapi_free(api);
}

#define JSON    "application/json"
#define PROBLEM "application/problem+json"

static const struct question endpoint[] = {
    {"GET", DEVICE ID, "X-A", "1", "", 200, JSON, "\"createdAt\":\"2026-02-10T10:00:00.000Z\""},
    {"GET", DEVICE ID, "X-Anonymous", "1", "", 401, JSON, "\"code\":4004"},
    {"GET", DEVICE "17", "X-A", "1", "", 404, JSON, "3001"},
    {"GET", DEVICE ID, "Prefer", "status=404", "", 404, JSON, "Entity not found"},
    {"GET", DEVICE ID, "Prefer", "example=as-printed", "", 200, JSON, "T10: 00: 00.000Z"},
    {"GET", DEVICE ID, "Prefer", "status=401; example=as-printed", "", 401, JSON, "4002"},
    {"GET", DEVICE ID, "Prefer", "status=401, example=\"as-printed\"", "", 401, JSON, "4002"},
    {"GET", DEVICE ID, "Prefer", "status=418", "", 400, PROBLEM, "no response 418"},
    {"GET", DEVICE ID, "Prefer", "status=101", "", 400, PROBLEM, "interim"},
    {"GET", DEVICE ID, "Prefer", "example=none", "", 400, PROBLEM, "no example \\\"none\\\""},
    {"GET", "/v1/nothing", "X-A", "1", "", 404, PROBLEM, "no path of the description"},
    {"GET", DEVICE ID "/", "X-A", "1", "", 404, PROBLEM, "no path of the description"},
    {"DELETE", DEVICE ID, "X-A", "1", "", 405, PROBLEM, "DELETE is not described"},
    {"HEAD", DEVICE ID, "X-A", "1", "", 200, JSON, NULL},
    {"OPTIONS", DEVICE ID, "X-A", "1", "", 204, NULL, NULL},
};

START_TEST(serves_the_endpoint)
{
    if (!file_exists(ENDPOINT)) {
        unit_skip(ENDPOINT);
        return;
    }
    ask_all(ENDPOINT, endpoint, ARRAY_LENGTH(endpoint));
}
END_TEST

START_TEST(says_what_else_there_is)
{
    struct error error = {0};
    struct api *api;
    struct mock *mock;
    struct exchange exchange;

    if (!file_exists(ENDPOINT))
        return;
    api = openapi_load(ENDPOINT, NULL, &error);
    mock = api ? mock_start(api, 0, &error) : NULL;
    ck_assert_msg(mock, "%s", error.message);
    exchange = ask(mock_port(mock), "POST", DEVICE ID, "X-A", "1", "");
    ck_assert_str(headers_get(&exchange.response.headers, "allow"), "GET, HEAD, OPTIONS");
    exchange = ask(mock_port(mock), "GET", DEVICE ID, "X-Anonymous", "1", "");
    ck_assert_str(headers_get(&exchange.response.headers, "www-authenticate"), "Bearer");
    mock_stop(mock);
    openapi_free(api);
}
END_TEST

static const char description[] =
    "openapi: 3.0.3\n"
    "info: {title: t, version: '1'}\n"
    "components:\n"
    "  securitySchemes:\n"
    "    key: {type: apiKey, in: query, name: k}\n"
    "  schemas:\n"
    "    pet:\n"
    "      type: object\n"
    "      required: [id]\n"
    "      properties: {id: {type: integer, minimum: 3}}\n"
    "    user:\n"
    "      type: object\n"
    "      required: [id, name, password]\n"
    "      properties:\n"
    "        id: {type: integer, readOnly: true}\n"
    "        name: {type: string}\n"
    "        password: {type: string, writeOnly: true}\n"
    "        keys: {type: array, items: {type: object, properties: {key: {type: string, writeOnly: "
    "true}, label: {type: string}}}}\n"
    "paths:\n"
    "  /pets:\n"
    "    get:\n"
    "      parameters:\n"
    "        - {name: limit, in: query, required: true, schema: {type: integer}}\n"
    "      responses:\n"
    "        '2XX':\n"
    "          description: d\n"
    "          headers:\n"
    "            X-Rate: {required: true, schema: {type: integer, example: 7}}\n"
    "            X-Flags: {required: true, schema: {type: array, example: [true, false]}}\n"
    "            X-Color: {required: true, schema: {type: object, example: {R: 1, G: 2}}}\n"
    "          content:\n"
    "            text/plain: {example: many pets}\n"
    "            application/json: {schema: {type: array, items: {$ref: "
    "'#/components/schemas/pet'}}}\n"
    "    post:\n"
    "      requestBody:\n"
    "        required: true\n"
    "        content:\n"
    "          application/json: {schema: {$ref: '#/components/schemas/pet'}}\n"
    "      responses:\n"
    "        '204': {description: d}\n"
    "        '422': {description: d}\n"
    "  /pets/{id}:\n"
    "    get:\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n"
    "      responses: {'200': {description: d, content: {text/plain: {example: one}}}}\n"
    "  /{kind}/mine:\n"
    "    get:\n"
    "      parameters: [{name: kind, in: path, required: true, schema: {type: string}}]\n"
    "      responses:\n"
    "        '200': {description: d, content: {text/plain: {example: mine}}}\n"
    "        '203': {description: d, content: {text/plain: {example: theirs}}}\n"
    "  /made:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: "
    "'#/components/schemas/user'}}}}}}\n"
    "  /shown:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: "
    "'#/components/schemas/user'}, example: {id: 9, name: Ada, password: secret, keys: [{key: a, "
    "label: b}]}}}}}}\n"
    "  /mended:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: "
    "'#/components/schemas/user'}, example: {id: first, name: Ada, password: secret}}}}}}\n"
    "  /listed:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: "
    "array, items: {allOf: [{$ref: '#/components/schemas/user'}]}}}}}}}\n"
    "  /unjudged:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: "
    "'#/components/schemas/nowhere'}}}}}}\n"
    "  /unsatisfiable:\n"
    "    get: {responses: {'200': {description: d, content: {application/json: {schema: {type: "
    "string, minLength: 2, maxLength: 1}}}}}}\n"
    "  /secret:\n"
    "    get:\n"
    "      security: [{key: []}]\n"
    "      responses:\n"
    "        default:\n"
    "          description: d\n"
    "          content: {application/json: {schema: {$ref: '#/components/schemas/pet'}}}\n";

static const struct question other[] = {
    {"GET", "/pets?limit=3", "X-A", "1", "", 200, JSON, "["},
    {"GET", "/pets?limit=3", "Accept", "text/*;q=0.5", "", 200, "text/plain", "many pets"},
    {"GET", "/pets?limit=3", "Accept", "application/json;q=0, */*;q=0.1", "", 200, "text/plain",
     "many pets"},
    {"GET", "/pets?limit=x", "X-A", "1", "", 400, PROBLEM, "limit"},
    {"GET", "/pets", "X-A", "1", "", 400, PROBLEM, "limit"},
    {"POST", "/pets", "Content-Type", JSON, "{\"id\":3}", 204, NULL, NULL},
    {"POST", "/pets", "Content-Type", JSON, "{\"id\":2}", 400, PROBLEM, "minimum"},
    {"POST", "/pets", "Content-Type", JSON, "{\"id\":", 400, PROBLEM, "detail"},
    {"POST", "/pets", "Content-Type", JSON, "", 400, PROBLEM, "detail"},
    {"POST", "/pets", "Content-Type", "text/csv", "id\n3\n", 415, PROBLEM, "text/csv"},
    {"GET", "/pets/7", "X-A", "1", "", 200, "text/plain", "one"},
    {"GET", "/pets/mine", "X-A", "1", "", 200, "text/plain", "mine"}, /* which is no integer */
    {"GET", "/pets/mine", "Prefer", "status=203", "", 203, "text/plain", "theirs"},
    {"GET", "/made", "X-A", "1", "", 200, JSON, "{\"id\":1,\"name\":\"ada\"}"},
    {"GET", "/shown", "X-A", "1", "", 200, JSON,
     "{\"id\":9,\"name\":\"Ada\",\"keys\":[{\"label\":\"b\"}]}"},
    {"GET", "/mended", "X-A", "1", "", 200, JSON, "{\"id\":1,\"name\":\"Ada\"}"},
    {"GET", "/listed", "X-A", "1", "", 200, JSON, "[{\"id\":1,\"name\":\"ada\"}]"},
    {"GET", "/unjudged", "X-A", "1", "", 501, PROBLEM, "leads to nothing"},
    {"GET", "/unsatisfiable", "X-A", "1", "", 501, PROBLEM, "nothing satisfies it"},
    {"GET", "/secret", "X-A", "1", "", 401, JSON, "\"id\""},
    {"GET", "/secret?k=v", "X-A", "1", "", 200, JSON, "\"id\""},
    {"PUT", "/pets", "X-A", "1", "{}", 405, PROBLEM, "PUT is not described"},
};

START_TEST(serves_everything_else)
{
    char path[TEMPORARY_PATH_BYTES];

    ask_all(write_temporary(path, ".yaml", description), other, ARRAY_LENGTH(other));
    unlink(path);
}
END_TEST

START_TEST(writes_headers_as_they_are_read)
{
    static const struct header expected[] = {{{"x-rate", 6}, {"7", 1}},
                                             {{"x-flags", 7}, {"true,false", 10}},
                                             {{"x-color", 7}, {"R,1,G,2", 7}}};
    struct error error = {0};
    struct api *api = load_text(description, NULL, &error);
    struct mock *mock = api ? mock_start(api, 0, &error) : NULL;
    struct exchange exchange;

    ck_assert_msg(mock, "%s", error.message);
    exchange = ask(mock_port(mock), "GET", "/pets?limit=3", "X-A", "1", "");
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++)
        ck_assert_str(headers_get(&exchange.response.headers, expected[i].name.text),
                      expected[i].value.text);
    mock_stop(mock);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *value;
    int status;
    const char *example; /* NULL: none */
} preferences[] = {
    {"status=404", 404, NULL},
    {"Status = 404", 404, NULL},
    {"code=404", 404, NULL},
    {"status=\"404\"", 404, NULL},
    {"status=4040", 0, NULL},
    {"status=600", 0, NULL},
    {"status=x", 0, NULL},
    {"status", 0, NULL},
    {"", 0, NULL},
    {"example=a, status=9", 0, "a"},
    {"return=minimal; example=\"a b\"", 0, "a b"},
    {"respond-async, wait=5, status=201", 201, NULL},
};

START_TEST(reads_preferences)
{
    struct header header = {STR("prefer"), str_of(preferences[_i].value)};
    struct headers headers = {.items = &header, .count = 1};
    struct preference preference = preference_read(&headers);

    ck_assert_msg(preference.status == preferences[_i].status, "%s: %d", header.value.text,
                  preference.status);
    ck_assert_msg((preference.example.text != NULL) == (preferences[_i].example != NULL),
                  "%s: %.*s", header.value.text, STR_ARGS(preference.example));
    if (preferences[_i].example)
        ck_assert_str(preference.example, preferences[_i].example);
}
END_TEST

START_TEST(tells_why_it_does_not_start)
{
    struct error error = {0};
    struct api *api = load_text(description, NULL, &error);
    struct mock *first = api ? mock_start(api, 0, &error) : NULL;

    ck_assert_msg(first, "%s", error.message);
    ck_assert(!mock_start(api, mock_port(first), &error));
    ck_assert_msg(strstr(error.message, "Address already in use"), "%s", error.message);
    mock_stop(first);
    openapi_free(api);
}
END_TEST

UNIT_SUITE("mock", arena_init(&arena); UNIT_TEST(serves_the_endpoint);
           UNIT_TEST(says_what_else_there_is); UNIT_TEST(serves_everything_else);
           UNIT_TEST(writes_headers_as_they_are_read); UNIT_LOOP(reads_preferences, preferences);
           UNIT_TEST(tells_why_it_does_not_start))
