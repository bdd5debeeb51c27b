#include "description.h"
#include "openapi/model.h"

#define INFO "\"info\": {\"title\": \"T\", \"version\": \"1\"}"
#define OK   "\"/ok\": {\"get\": {\"responses\": {\"200\": {\"description\": \"d\"}}}}"

static const struct {
    const char *name, *text;
    const char *message; /* what the error says, somewhere */
} broken[] = {
    {"no version", "a: 1\n", "no \"openapi\" field; an OpenAPI description starts with one"},
    {"swagger 1", "swaggerVersion: '1.2'\n", "looks like Swagger 1.x"},
    {"swagger 2.1", "swagger: '2.1'\n",
     ":1:10: OpenAPI version \"2.1\" is not supported; 2.0, 3.0"},
    {"a recording", "{\"log\": {\"entries\": []}}", "looks like a HAR recording"},
    {"a log of something else", "{\"log\": {}}", "starts with one"},
    {"a collection", "{\"info\": {\"_postman_id\": \"1\"}, \"item\": []}", "a Postman collection"},
    {"a schema", "{\"properties\": {}}", "looks like a JSON Schema"},
    {"first line missing", "{\"info\": {}, \"paths\": {}}", "whose first line is missing"},
    {"asyncapi", "asyncapi: 2.6.0\n", "an AsyncAPI document"},
    {"a list", "- 1\n", "an OpenAPI description is an object, this is array"},
    {"text", "hello\n", "this is string"},
    {"3.3", "openapi: 3.3.0\n", ":1:10: OpenAPI version \"3.3.0\" is not supported; 2.0, 3.0"},
    {"4.0", "openapi: 4.0.0\n", "version \"4.0.0\" is not supported; 2.0, 3.0, 3.1 and 3.2 are"},
    {"a list as version", "openapi: [3]\n", ":1:10: openapi must be a string"},
    {"3.10 is not 3.1", "openapi: 3.10.0\n", "is not supported"},
    {"cut off", "{\"openapi\": \"3.1.0\", ", ":1:22: "},
};

START_TEST(refuses)
{
    struct error err = {0};
    struct api *api = load_text(broken[_i].text, NULL, &err);

    ck_assert_msg(!api && err.raised, "%s", broken[_i].name);
    ck_assert_msg(strstr(err.message, broken[_i].message) != NULL, "%s: %s", broken[_i].name,
                  err.message);
}
END_TEST

/* Nothing to check exchanges by; loaded all the same, for lint. */
static const struct {
    const char *name, *text;
    const char *message; /* what the error says, somewhere; NULL: there is something */
} bare[] = {
    {"no paths", "{\"openapi\": \"3.1.0\", " INFO "}", "no operation that can be used"},
    {"empty paths", "{\"openapi\": \"3.1.0\", " INFO ", \"paths\": {}}", "no operation that can"},
    {"paths as a list", "{\"openapi\": \"3.1.0\", " INFO ", \"paths\": []}",
     "paths must be an object, not an array"},
    {"operations broken", "{\"openapi\": \"3.1.0\", " INFO ", \"paths\": {\"/a\": {\"get\": 1}}}",
     "get must be an object, not a number"},
    {"empty paths of 2.0", "{\"swagger\": \"2.0\", " INFO ", \"paths\": {}}",
     "no operation that can"},
    {"webhooks alone", "{\"openapi\": \"3.1.0\", " INFO ", \"webhooks\": {}}", NULL},
    {"components alone", "{\"openapi\": \"3.1.0\", " INFO ", \"components\": {}}", NULL},
};

START_TEST(tells_what_has_no_parts)
{
    struct error err = {0};
    struct api *api = load_text(bare[_i].text, NULL, &err);

    ck_assert_msg(api != NULL, "%s: %s", bare[_i].name, err.message);
    ck_assert_msg(openapi_has_parts(api, &err) == !bare[_i].message, "%s", bare[_i].name);
    if (bare[_i].message)
        ck_assert_msg(strstr(err.message, bare[_i].message) != NULL, "%s: %s", bare[_i].name,
                      err.message);
    openapi_free(api);
}
END_TEST

/* Of a version that is understood, however it is written. */
static const struct {
    const char *text, *version;
    const char *problem; /* NULL: none */
} versions[] = {
    {"swagger: '2.0'\n", "2.0", NULL},
    {"swagger: 2.0\n", "2.0", "swagger must be a string; put it in quotes"},
    {"swagger: '2.0.0'\n", "2.0", "the version is written as 2.0"},
    {"openapi: 3.0.0\n", "3.0", NULL},
    {"openapi: 3.1.12\n", "3.1", NULL},
    {"openapi: 3.1.0-rc1\n", "3.1", NULL},
    {"openapi: 3.1\n", "3.1", "openapi must be a string; put it in quotes, as three numbers"},
    {"openapi: '3.1'\n", "3.1", "the version is written as three numbers, such as 3.1.0"},
    {"openapi: 3.2.0\n", "3.2", NULL},
};

START_TEST(knows_the_version)
{
    struct error err = {0};
    struct api *api;
    char text[256];

    ck_assert((size_t)snprintf(text, sizeof text, "%sinfo: {title: t, version: v}\npaths: {}\n",
                               versions[_i].text) < sizeof text);
    api = load_text(text, NULL, &err);
    ck_assert_msg(api != NULL, "%s: %s", versions[_i].text, err.message);
    ck_assert_msg(strcmp(api->version->text, versions[_i].version) == 0, "%s: %s",
                  versions[_i].text, api->version->text);
    ck_assert_msg(api->problem_count == (versions[_i].problem != NULL), "%s: %zu problems",
                  versions[_i].text, api->problem_count);
    if (versions[_i].problem)
        ck_assert_str(api->problems[0].message, versions[_i].problem);
    openapi_free(api);
}
END_TEST

#define GET(operation) "\"/ok\": {\"get\": {" operation "}}"
#define RESPONSES      "\"responses\": {\"200\": {\"description\": \"d\"}}"
#define WITH(...)      "\"/ok\": {\"get\": {\"parameters\": [" __VA_ARGS__ "], " RESPONSES "}}"

/* What is wrong is noted, with its rule, and the rest is usable. */
static const struct {
    const char *name, *paths, *rest;
    const char *rule;    /* NULL: no problem at all */
    const char *pointer; /* of its place */
    const char *message;
} mistakes[] = {
    {"nothing", OK, "", NULL, NULL, NULL},
    {"extensions", OK ", \"x-a\": 1", "\"x-b\": []", NULL, NULL, NULL},
    {"path without slash", OK ", \"a\": {}", "", "description.invalid", "/paths/a",
     "a path starts with '/'"},
    {"brace left open", OK ", \"/{a\": {\"get\": {}}", "", "description.invalid", "/paths/~1{a",
     "the path's braces do not hold names"},
    {"path with a query", OK ", \"/a?b=c\": {\"get\": {}}", "", "description.invalid",
     "/paths/~1a?b=c", "a path has neither a query nor a fragment: no request can match this one"},
    {"path item as a list", OK ", \"/a\": []", "", "description.invalid", "/paths/~1a",
     "a path item must be an object, not an array"},
    {"path item leads nowhere", OK ", \"/a\": {\"$ref\": \"#/nowhere\"}", "",
     "description.reference-unresolved", "/paths/~1a/$ref", NULL},
    {"reference in a circle",
     OK ", \"/a\": {\"$ref\": \"#/paths/~1b\"}, \"/b\": {\"$ref\": \"#/paths/~1a\"}", "",
     "description.reference-unresolved", "/paths/~1a/$ref", NULL},
    {"reference as a number", OK ", \"/a\": {\"$ref\": 1}", "", "description.invalid",
     "/paths/~1a/$ref", "$ref must be a string"},
    {"same shape", OK ", \"/{a}\": {\"get\": {}}, \"/{b}\": {\"get\": {}}", "",
     "description.path-ambiguous", "/paths/~1{b}", "/{b} matches the same requests as /{a}"},
    {"operationId twice",
     OK ", \"/a\": {\"get\": {\"operationId\": \"x\"}, \"put\": "
        "{\"operationId\": \"x\"}}",
     "", "description.operation-id-duplicate", "/paths/~1a/put/operationId",
     "operationId \"x\" stands twice, first in line 1; operations are named by it"},
    {"server without url", OK, "\"servers\": [{}]", "description.invalid", "/servers/0",
     "a server has no url"},
    {"scheme without type", OK, "\"components\": {\"securitySchemes\": {\"s\": {}}}",
     "description.invalid", "/components/securitySchemes/s", "a security scheme has no type"},
    {"scheme of unknown type", OK,
     "\"components\": {\"securitySchemes\": {\"s\": {\"type\": \"basic\"}}}", "description.invalid",
     "/components/securitySchemes/s", "\"basic\" is no type of a security scheme in OpenAPI 3.1"},
    {"API key nowhere", OK,
     "\"components\": {\"securitySchemes\": {\"s\": {\"type\": \"apiKey\", \"name\": \"k\", "
     "\"in\": \"body\"}}}",
     "description.invalid", "/components/securitySchemes/s",
     "an API key is in header, query or cookie, not in \"body\""},
    {"scheme undeclared", OK, "\"security\": [{\"s\": []}]", "description.security-undefined",
     "/security/0/s", NULL},
    {"dialect unknown", OK, "\"jsonSchemaDialect\": \"urn:x\"", "description.dialect-unknown",
     "/jsonSchemaDialect", NULL},
    {"parameter without in", WITH("{\"name\": \"p\", \"schema\": {}}"), "", "description.invalid",
     "/paths/~1ok/get/parameters/0", "a parameter has no in"},
    {"parameter in the body", WITH("{\"name\": \"p\", \"in\": \"body\", \"schema\": {}}"), "",
     "description.invalid", "/paths/~1ok/get/parameters/0/in",
     "a parameter is in path, query, header or cookie, not in \"body\""},
    {"parameter without name", WITH("{\"in\": \"query\", \"schema\": {}}"), "",
     "description.invalid", "/paths/~1ok/get/parameters/0", "a parameter has no name"},
    {"parameter twice",
     WITH("{\"name\": \"p\", \"in\": \"query\", \"schema\": {}}, {\"name\": \"p\", \"in\": "
          "\"query\", \"schema\": {}}"),
     "", "description.invalid", "/paths/~1ok/get/parameters/1", "parameter \"p\" stands twice"},
    {"style of another place",
     WITH("{\"name\": \"p\", \"in\": \"query\", \"style\": \"simple\", \"schema\": {}}"), "",
     "description.invalid", "/paths/~1ok/get/parameters/0/style",
     "style \"simple\" is none for a parameter in query"},
    {"required as text",
     WITH("{\"name\": \"p\", \"in\": \"query\", \"required\": \"yes\", \"schema\": {}}"), "",
     "description.invalid", "/paths/~1ok/get/parameters/0/required",
     "required must be a boolean, not a string"},
    {"path parameter undeclared", OK ", \"/{a}\": {\"get\": {" RESPONSES "}}", "",
     "description.parameter-undeclared", "/paths/~1{a}/get",
     "{a} of the path /{a} is not declared as a path parameter"},
    {"path parameter not in the path",
     WITH("{\"name\": \"p\", \"in\": \"path\", \"required\": true, \"schema\": {}}"), "",
     "description.parameter-undeclared", "/paths/~1ok/get/parameters/0",
     "path parameter \"p\" does not stand in the path /ok"},
    {"path parameter optional",
     "\"/{p}\": {\"get\": {\"parameters\": [{\"name\": \"p\", \"in\": \"path\", \"schema\": "
     "{}}], " RESPONSES "}}",
     "", "description.invalid", "/paths/~1{p}/get/parameters/0",
     "path parameter \"p\" must say required: true"},
    {"response without description", GET("\"responses\": {\"200\": {}}"), "", "description.invalid",
     "/paths/~1ok/get/responses/200", "a response has no description"},
    {"response key", GET("\"responses\": {\"OK\": {\"description\": \"d\"}}"), "",
     "description.invalid", "/paths/~1ok/get/responses/OK",
     "\"OK\" is no status code, no range such as 2XX, and not default"},
    {"range in lower case", GET("\"responses\": {\"2xx\": {\"description\": \"d\"}}"), "",
     "description.invalid", "/paths/~1ok/get/responses/2xx", "the range \"2xx\" is written 2XX"},
    {"no responses in 3.1", GET("\"summary\": \"s\""), "", NULL, NULL, NULL},
    {"request body without content", GET(RESPONSES ", \"requestBody\": {}"), "",
     "description.invalid", "/paths/~1ok/get/requestBody", "a request body has no content"},
};

START_TEST(notes_problems)
{
    struct api *api = load_paths(mistakes[_i].paths, mistakes[_i].rest, NULL);
    struct str pointer;

    for (size_t i = 0; i < api->operation_count; i++)
        operation_open(api, &api->operations[i]);
    if (!mistakes[_i].rule) {
        ck_assert_msg(api->problem_count == 0, "%s: %.*s", mistakes[_i].name,
                      STR_ARGS(api->problems[0].message));
        openapi_free(api);
        return;
    }
    ck_assert_msg(api->problem_count > 0, "%s: none found", mistakes[_i].name);
    ck_assert_msg(strcmp(api->problems[0].rule, mistakes[_i].rule) == 0, "%s: %s",
                  mistakes[_i].name, api->problems[0].rule);
    pointer = node_pointer(documents_arena(api->documents), api->problems[0].place);
    ck_assert_msg(str_is(pointer, mistakes[_i].pointer), "%s: at %.*s", mistakes[_i].name,
                  STR_ARGS(pointer));
    if (mistakes[_i].message)
        ck_assert_str(api->problems[0].message, mistakes[_i].message);
    openapi_free(api);
}
END_TEST

START_TEST(asks_for_responses_in_3_0)
{
    struct error err = {0};
    struct api *api = load_text("openapi: 3.0.3\ninfo: {}\npaths: {/a: {get: {}}}\n", NULL, &err);

    ck_assert_msg(api != NULL, "%s", err.message);
    ck_assert(api->problem_count == 2);
    ck_assert_str(api->problems[0].message, "info has no title");
    ck_assert_str(api->problems[1].message, "info has no version");
    operation_open(api, &api->operations[0]);
    ck_assert(api->problem_count == 3);
    ck_assert_str(api->problems[2].message, "an operation has no responses");
    /* Opened again, nothing is noted twice. */
    operation_open(api, &api->operations[0]);
    ck_assert(api->problem_count == 3);
    openapi_free(api);
}
END_TEST

START_TEST(reads_the_outline)
{
    struct error err = {0};
    struct api *api =
        load_text("openapi: 3.1.0\ninfo: {title: Shop, version: '7'}\n"
                  "servers: [{url: 'https://h/{v}/', variables: {v: {default: v2}}}, {url: x}]\n"
                  "paths:\n"
                  "  /b: {post: {operationId: make, deprecated: true}, get: {}}\n"
                  "  /a: {servers: [{url: /files}], get: {}}\n",
                  NULL, &err);

    ck_assert_msg(api != NULL, "%s", err.message);
    ck_assert_str(api->title, "Shop");
    ck_assert_str(api->api_version, "7");
    ck_assert_str(api->version_text, "3.1.0");
    ck_assert_uint_eq(strlen(api->sha256), 64);
    ck_assert(api->server_count == 2);
    ck_assert_str(api->servers[0].url, "https://h/{v}/");
    ck_assert_str(api->servers[0].base, "/v2");
    ck_assert_str(api->servers[1].base, "/x");
    ck_assert(api->operation_count == 3);
    ck_assert_str(api->operations[0].method, "GET");
    ck_assert_str(api->operations[1].method, "POST");
    ck_assert_str(api->operations[1].id, "make");
    ck_assert(api->operations[1].deprecated && !api->operations[0].deprecated);
    ck_assert_str(api->operations[2].path, "/a");
    ck_assert_str(api->operations[2].servers[0].base, "/files");
    ck_assert(api->problem_count == 0);
    openapi_free(api);
}
END_TEST

/* Exchanges ask again and again: memory must not grow with their number. */
START_TEST(a_reference_that_leads_nowhere_is_noted_once)
{
    struct api *api =
        load_paths("", "\"components\": {\"schemas\": {\"A\": {\"$ref\": \"#/b\"}}}", NULL);
    const struct node *reference =
        pointer_resolve(api->document->root, STR("/components/schemas/A/$ref"));
    const struct schema_reader reader = openapi_schema_reader(api);
    struct arena *arena = openapi_arena(api);
    const char *end;

    ck_assert_ptr_null(reader.follow(reader.context, reference));
    ck_assert_uint_eq(api->problem_count, 1);
    end = arena->at;
    ck_assert_ptr_null(reader.follow(reader.context, reference));
    ck_assert_uint_eq(api->problem_count, 1);
    ck_assert_ptr_eq(arena->at, end);
    openapi_free(api);
}
END_TEST

UNIT_SUITE("load", UNIT_LOOP(refuses, broken); UNIT_LOOP(tells_what_has_no_parts, bare);
           UNIT_LOOP(knows_the_version, versions); UNIT_LOOP(notes_problems, mistakes);
           UNIT_TEST(asks_for_responses_in_3_0); UNIT_TEST(reads_the_outline);
           UNIT_TEST(a_reference_that_leads_nowhere_is_noted_once))
