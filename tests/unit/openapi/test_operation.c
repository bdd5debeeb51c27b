#include "description.h"

static const char shop[] =
    "openapi: 3.1.0\n"
    "info: {title: T, version: '1'}\n"
    "security: [{token: []}, {user: [], key: []}]\n"
    "paths:\n"
    "  /things/{id}:\n"
    "    parameters:\n"
    "      - {name: id, in: path, required: true, schema: {type: integer}, example: 7}\n"
    "      - {name: X-Trace, in: header, schema: {type: string}}\n"
    "      - {name: Authorization, in: header, schema: {}}\n"
    "      - {$ref: '#/components/parameters/Page'}\n"
    "    get:\n"
    "      parameters:\n"
    "        - {name: x-trace, in: header, required: true, schema: {type: integer}}\n"
    "        - {name: page, in: cookie, schema: {type: string}}\n"
    "        - {name: tags, in: query, explode: false, schema: {type: array}}\n"
    "        - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}\n"
    "      responses:\n"
    "        '200':\n"
    "          description: d\n"
    "          headers:\n"
    "            X-Count: {required: true, schema: {type: integer}}\n"
    "            Content-Type: {schema: {type: string}}\n"
    "            X-Ref: {$ref: '#/components/headers/Ref'}\n"
    "          content:\n"
    "            application/json:\n"
    "              schema: {$ref: '#/components/schemas/Thing'}\n"
    "            application/json; v=2: {}\n"
    "            text/*: {examples: {one: {$ref: '#/components/examples/One'}, far: "
    "{externalValue: x}}}\n"
    "            '*/*': {example: all}\n"
    "        4XX: {$ref: '#/components/responses/Error'}\n"
    "        default: {description: other, content: {}}\n"
    "    post: {security: [], requestBody: {$ref: '#/components/requestBodies/Body'}}\n"
    "    put: {security: [{}, {token: []}], requestBody: {required: true, content: {a/b: {}}}}\n"
    "    delete: {security: [{nobody: []}]}\n"
    "components:\n"
    "  schemas: {Thing: {examples: [1, 2]}}\n"
    "  headers: {Ref: {schema: {type: string}}}\n"
    "  examples: {One: {value: first}}\n"
    "  responses: {Error: {description: e, content: {application/problem+json: {}}}}\n"
    "  parameters:\n"
    "    Page: {name: page, in: query, schema: {type: integer, example: 3}}\n"
    "  requestBodies: {Body: {content: {application/json: {schema: {}}}}}\n"
    "  securitySchemes:\n"
    "    token: {type: http, scheme: Bearer}\n"
    "    user: {type: http, scheme: basic}\n"
    "    key: {type: apiKey, in: cookie, name: sid}\n"
    "    digest: {type: http, scheme: digest}\n"
    "    oauth: {type: oauth2, flows: {}}\n";

static struct api *load_shop(void)
{
    struct error err = {0};
    struct api *api = load_text(shop, NULL, &err);

    ck_assert_msg(api != NULL, "%s", err.message);
    for (size_t i = 0; i < api->operation_count; i++)
        operation_open(api, &api->operations[i]);
    return api;
}

static const struct operation *operation_of(const struct api *api, const char *method)
{
    for (size_t i = 0; i < api->operation_count; i++) {
        if (str_is(api->operations[i].method, method))
            return &api->operations[i];
    }
    ck_abort_msg("no operation %s", method);
    return NULL;
}

static const struct {
    const char *name;
    enum parameter_location in;
    enum parameter_style style;
    bool explode, required, has_schema, has_content;
    size_t examples;
} parameter_rows[] = {
    {"id", IN_PATH, STYLE_SIMPLE, false, true, true, false, 1},
    {"x-trace", IN_HEADER, STYLE_SIMPLE, false, true, true, false, 0},
    {"page", IN_QUERY, STYLE_FORM, true, false, true, false, 1},
    {"page", IN_COOKIE, STYLE_FORM, true, false, true, false, 0},
    {"tags", IN_QUERY, STYLE_FORM, false, false, true, false, 0},
    {"filter", IN_QUERY, STYLE_FORM, true, false, false, true, 0},
};

START_TEST(merges_parameters)
{
    struct api *api = load_shop();
    const struct parameters *parameters = &operation_of(api, "GET")->parameters;

    ck_assert_uint_eq(parameters->count, ARRAY_LENGTH(parameter_rows));
    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        ck_assert_str(parameter->name, parameter_rows[i].name);
        ck_assert_msg(parameter->in == parameter_rows[i].in &&
                          parameter->style == parameter_rows[i].style &&
                          parameter->explode == parameter_rows[i].explode &&
                          parameter->required == parameter_rows[i].required &&
                          (parameter->schema != NULL) == parameter_rows[i].has_schema &&
                          (parameter->content != NULL) == parameter_rows[i].has_content &&
                          parameter->example_count == parameter_rows[i].examples,
                      "%s", parameter_rows[i].name);
    }
    ck_assert_uint_eq(operation_of(api, "PUT")->parameters.count, 3);
    openapi_free(api);
}
END_TEST

static const struct {
    int status;
    const char *key; /* NULL: undocumented */
} status_rows[] = {{200, "200"}, {404, "4XX"}, {499, "4XX"}, {500, "default"}, {201, "default"}};

START_TEST(finds_responses)
{
    struct api *api = load_shop();
    const struct response_object *response =
        operation_response(operation_of(api, "GET"), status_rows[_i].status);

    ck_assert(response != NULL);
    ck_assert_str(response->key, status_rows[_i].key);
    ck_assert((response->content.count > 0) == !str_is(response->key, "default"));
    ck_assert(operation_response(operation_of(api, "PUT"), status_rows[_i].status) == NULL);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *type, *key; /* NULL: none covers it */
} content_rows[] = {
    {"application/json", "application/json"},
    {"Application/JSON; charset=utf-8", "application/json"},
    {"application/json; v=2", "application/json; v=2"},
    {"application/json; v=3", "application/json"},
    {"text/html", "text/*"},
    {"image/png", "*/*"},
    {"image", NULL},
    {"", NULL},
};

START_TEST(finds_content)
{
    struct api *api = load_shop();
    const struct response_object *response = operation_response(operation_of(api, "GET"), 200);
    struct content_type type;
    const struct media_type *found = content_type_parse(str_of(content_rows[_i].type), &type)
                                         ? content_find(&response->content, &type)
                                         : NULL;

    ck_assert_msg((found != NULL) == (content_rows[_i].key != NULL), "%s", content_rows[_i].type);
    if (found)
        ck_assert_str(found->key, content_rows[_i].key);
    openapi_free(api);
}
END_TEST

START_TEST(reads_examples)
{
    struct api *api = load_shop();
    const struct content *content = &operation_response(operation_of(api, "GET"), 200)->content;

    ck_assert_uint_eq(content->items[0].example_count, 2); /* its schema's */
    ck_assert_str(node_text(content->items[0].examples[1].value), "2");
    ck_assert_uint_eq(content->items[1].example_count, 0);
    ck_assert_uint_eq(content->items[2].example_count, 2);
    ck_assert_str(content->items[2].examples[0].name, "one");
    ck_assert_str(node_string(content->items[2].examples[0].value), "first");
    ck_assert(content->items[2].examples[1].value == NULL);
    ck_assert_str(node_string(content->items[3].examples[0].value), "all");
    openapi_free(api);
}
END_TEST

START_TEST(reads_headers_and_bodies)
{
    struct api *api = load_shop();
    const struct parameters *headers = &operation_response(operation_of(api, "GET"), 200)->headers;

    ck_assert_uint_eq(headers->count, 2);
    ck_assert_str(headers->items[0].name, "X-Count");
    ck_assert(headers->items[0].required && headers->items[0].in == IN_HEADER);
    ck_assert_str(headers->items[1].name, "X-Ref");
    ck_assert(operation_of(api, "GET")->request_body == NULL);
    ck_assert(!operation_of(api, "POST")->request_body->required);
    ck_assert_str(operation_of(api, "POST")->request_body->content.items[0].key,
                  "application/json");
    ck_assert(operation_of(api, "PUT")->request_body->required);
    openapi_free(api);
}
END_TEST

START_TEST(reads_security)
{
    struct api *api = load_shop();
    const struct operation *get = operation_of(api, "GET"), *put = operation_of(api, "PUT");

    ck_assert_uint_eq(api->security_scheme_count, 5);
    ck_assert(api->security_schemes[0].kind == SECURITY_BEARER);
    ck_assert(api->security_schemes[1].kind == SECURITY_BASIC);
    ck_assert(api->security_schemes[2].kind == SECURITY_API_KEY &&
              api->security_schemes[2].in == IN_COOKIE);
    ck_assert_str(api->security_schemes[2].parameter, "sid");
    ck_assert(api->security_schemes[3].kind == SECURITY_HTTP_OTHER);
    ck_assert(api->security_schemes[4].kind == SECURITY_OAUTH2);
    ck_assert_uint_eq(get->security_count, 2);
    ck_assert_uint_eq(get->security[1].count, 2);
    ck_assert_str(get->security[1].schemes[1]->name, "key");
    ck_assert_uint_eq(operation_of(api, "POST")->security_count, 0);
    ck_assert_uint_eq(put->security_count, 2);
    ck_assert_uint_eq(put->security[0].count, 0);
    ck_assert_uint_eq(operation_of(api, "DELETE")->security_count, 0);
    ck_assert_uint_eq(api->problem_count, 1); /* the scheme nobody declares */
    openapi_free(api);
}
END_TEST

UNIT_SUITE("operation", UNIT_TEST(merges_parameters); UNIT_LOOP(finds_responses, status_rows);
           UNIT_LOOP(finds_content, content_rows); UNIT_TEST(reads_examples);
           UNIT_TEST(reads_headers_and_bodies); UNIT_TEST(reads_security))
