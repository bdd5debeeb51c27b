
#include "base/strbuf.h"
#include "description.h"
#include "openapi/route.h"

static const char paths[] = "\"/pets\": {\"get\": {}, \"post\": {}},"
                            "\"/pets/{id}\": {\"get\": {}, \"delete\": {}},"
                            "\"/pets/mine\": {\"get\": {}},"
                            "\"/pets/{id}/toys/{toy}\": {\"get\": {}},"
                            "\"/pets/mine/toys/{toy}\": {\"put\": {}},"
                            "\"/files/{name}.json\": {\"get\": {}},"
                            "\"/files/{name}\": {\"get\": {}},"
                            "\"/span/{from}-{to}\": {\"get\": {}},"
                            "\"/span/{from}-{to}.{format}\": {\"get\": {}},"
                            "\"/both/{a}{b}\": {\"get\": {}},"
                            "\"/~user/a b/\\u00e9\": {\"get\": {}},"
                            "\"/list/\": {\"get\": {}},"
                            "\"/head\": {\"head\": {}, \"get\": {}},"
                            "\"/{entity}/me\": {\"get\": {}},"
                            "\"/\": {\"get\": {}}";

static const struct {
    const char *method, *url;
    enum route_miss miss;
    const char *path;      /* template; NULL: none */
    const char *values[4]; /* of its parameters, in order; NULL after the last */
    const char *query;     /* NULL: none */
    bool trailing_slash;
} rows[] = {
    {"GET", "/pets", ROUTE_FOUND, "/pets", {NULL}, NULL, false},
    {"GET", "https://any.host/pets?a=b#c", ROUTE_FOUND, "/pets", {NULL}, "a=b", false},
    {"GET", "/pets?", ROUTE_FOUND, "/pets", {NULL}, "", false},
    {"GET", "/pets/7", ROUTE_FOUND, "/pets/{id}", {"7"}, NULL, false},
    {"GET", "/pets/mine", ROUTE_FOUND, "/pets/mine", {NULL}, NULL, false},
    {"GET", "/pets/mi%6Ee", ROUTE_FOUND, "/pets/mine", {NULL}, NULL, false},
    {"GET", "/pets/Mine", ROUTE_FOUND, "/pets/{id}", {"Mine"}, NULL, false},
    {"DELETE", "/pets/mine", ROUTE_FOUND, "/pets/{id}", {"mine"}, NULL, false},
    {"PATCH", "/pets/mine", ROUTE_NO_METHOD, "/pets/mine", {NULL}, NULL, false},
    {"get", "/pets", ROUTE_NO_METHOD, "/pets", {NULL}, NULL, false},
    {"GET", "/pets/mine/toys/1", ROUTE_FOUND, "/pets/{id}/toys/{toy}", {"mine", "1"}, NULL, false},
    {"PUT", "/pets/mine/toys/1", ROUTE_FOUND, "/pets/mine/toys/{toy}", {"1"}, NULL, false},
    {"GET", "/pets/a%2Fb", ROUTE_FOUND, "/pets/{id}", {"a%2Fb"}, NULL, false},
    {"GET",
     "/pets/a%2fb/toys/%41",
     ROUTE_FOUND,
     "/pets/{id}/toys/{toy}",
     {"a%2fb", "%41"},
     NULL,
     false},
    {"GET", "/pets/", ROUTE_FOUND, "/pets", {NULL}, NULL, true},
    {"GET", "/pets/7/", ROUTE_FOUND, "/pets/{id}", {"7"}, NULL, true},
    {"PUT", "/pets/", ROUTE_NO_METHOD, "/pets", {NULL}, NULL, true},
    {"GET", "/list", ROUTE_FOUND, "/list/", {NULL}, NULL, true},
    {"GET", "/list/", ROUTE_FOUND, "/list/", {NULL}, NULL, false},
    {"GET", "/files/a.json", ROUTE_FOUND, "/files/{name}.json", {"a"}, NULL, false},
    {"GET", "/files/a.b.json", ROUTE_FOUND, "/files/{name}.json", {"a.b"}, NULL, false},
    {"GET", "/files/.json", ROUTE_FOUND, "/files/{name}", {".json"}, NULL, false},
    {"GET", "/files/a%2Ejson", ROUTE_FOUND, "/files/{name}.json", {"a"}, NULL, false},
    {"GET", "/files/%c3%a9.json", ROUTE_FOUND, "/files/{name}.json", {"%c3%a9"}, NULL, false},
    {"GET", "/files/a.xml", ROUTE_FOUND, "/files/{name}", {"a.xml"}, NULL, false},
    {"GET", "/span/1-2-3", ROUTE_FOUND, "/span/{from}-{to}", {"1", "2-3"}, NULL, false},
    {"GET",
     "/span/1-2.csv",
     ROUTE_FOUND,
     "/span/{from}-{to}.{format}",
     {"1", "2", "csv"},
     NULL,
     false},
    {"GET", "/span/--", ROUTE_NO_PATH, NULL, {NULL}, NULL, false},
    {"GET", "/span/---", ROUTE_FOUND, "/span/{from}-{to}", {"-", "-"}, NULL, false},
    {"GET", "/both/xyz", ROUTE_FOUND, "/both/{a}{b}", {"x", "yz"}, NULL, false},
    {"GET", "/both/x", ROUTE_NO_PATH, NULL, {NULL}, NULL, false},
    {"GET", "/%7euser/a%20b/%C3%A9", ROUTE_FOUND, "/~user/a b/\xc3\xa9", {NULL}, NULL, false},
    {"GET", "/~user/a b/\xc3\xa9", ROUTE_FOUND, "/~user/a b/\xc3\xa9", {NULL}, NULL, false},
    {"HEAD", "/pets/7", ROUTE_FOUND, "/pets/{id}", {"7"}, NULL, false},
    {"HEAD", "/head", ROUTE_FOUND, "/head", {NULL}, NULL, false},
    {"GET", "/pets/me", ROUTE_FOUND, "/pets/{id}", {"me"}, NULL, false},
    {"GET", "/cats/me", ROUTE_FOUND, "/{entity}/me", {"cats"}, NULL, false},
    {"GET", "//me", ROUTE_FOUND, "/", {NULL}, NULL, false},
    {"GET", "http://h//me", ROUTE_NO_PATH, NULL, {NULL}, NULL, false},
    {"GET", "/", ROUTE_FOUND, "/", {NULL}, NULL, false},
    {"GET", "http://h", ROUTE_FOUND, "/", {NULL}, NULL, false},
    {"GET", "/Pets", ROUTE_NO_PATH, NULL, {NULL}, NULL, false},
    {"GET", "/pets//toys/1", ROUTE_NO_PATH, NULL, {NULL}, NULL, false},
    {"OPTIONS", "*", ROUTE_NO_SERVER, NULL, {NULL}, NULL, false},
};

static void expect(const struct route *route, const char *url, const char *path,
                   const char *const *values)
{
    size_t count = 0;

    ck_assert_msg(path ? str_is(route->path, path) : !route->path.text, "%s: hit %.*s", url,
                  STR_ARGS(route->path));
    for (; path && values[count]; count++)
        ck_assert_msg(
            count < route->parameter_count && str_is(route->parameters[count].value, values[count]),
            "%s: parameter %zu is %.*s", url, count, STR_ARGS(route->parameters[count].value));
    ck_assert_msg(route->parameter_count == count, "%s: %zu parameters", url,
                  route->parameter_count);
}

START_TEST(matches)
{
    struct api *api = load_paths(paths, "", NULL);
    struct route route;

    route_match(api, str_of(rows[_i].method), str_of(rows[_i].url), &route);
    ck_assert_msg(route.miss == rows[_i].miss, "%s %s: miss %d", rows[_i].method, rows[_i].url,
                  (int)route.miss);
    expect(&route, rows[_i].url, rows[_i].path, rows[_i].values);
    ck_assert(route.trailing_slash == rows[_i].trailing_slash);
    ck_assert_msg(rows[_i].query ? str_is(route.query, rows[_i].query) : !route.query.text, "%s",
                  rows[_i].url);
    ck_assert_msg((route.operation != NULL) == (route.miss == ROUTE_FOUND), "%s", rows[_i].url);
    if (route.operation)
        ck_assert_msg(str_is(route.operation->method, strcmp(rows[_i].method, "HEAD") == 0 &&
                                                              strcmp(rows[_i].url, "/head") != 0
                                                          ? "GET"
                                                          : rows[_i].method),
                      "%s", rows[_i].url);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *url, *leaving;
} leaving_rows[] = {
    {"/pots", "/pots"},
    {"https://h/pets/7/food/3?q=1", "/pets/7/food"},
    {"/pets/7/toys/1/parts/2", "/pets/7/toys/1/parts"},
    {"/pets/m%69ne/toys/1/parts", "/pets/m%69ne/toys/1/parts"},
    {"/pets/mine/food/3", "/pets/mine/food"},
    {"/pets//toys", "/pets/"},
    {"/span/1/x", "/span/1"},
    {"/v9/you/and/me", "/v9/you"},
    {"https://h", "/"},
    {"x", "x"},
};

START_TEST(tells_where_a_path_leaves)
{
    struct api *api = load_paths(paths, "", NULL);
    struct str leaving = route_leaving(api, str_of(leaving_rows[_i].url));

    ck_assert_msg(str_is(leaving, leaving_rows[_i].leaving), "%s: %.*s", leaving_rows[_i].url,
                  STR_ARGS(leaving));
    openapi_free(api);
}
END_TEST

static const struct {
    const char *url;
    enum route_miss miss;
    const char *path;
} base_rows[] = {
    {"https://h/v1/a", ROUTE_FOUND, "/a"},       {"https://h/v1//a", ROUTE_FOUND, "/a"},
    {"https://other/v%31/a", ROUTE_FOUND, "/a"}, {"https://h/v2/x/a", ROUTE_FOUND, "/a"},
    {"https://h/a", ROUTE_NO_SERVER, NULL},      {"https://h/v1x/a", ROUTE_NO_SERVER, NULL},
    {"https://h/v1", ROUTE_NO_PATH, NULL},       {"https://h/v1/b", ROUTE_NO_PATH, NULL},
    {"https://h/v1/up", ROUTE_NO_PATH, NULL}, /* its operation has a server of its own */
    {"https://h/files/up", ROUTE_FOUND, "/up"},  {"https://h/files/a", ROUTE_NO_PATH, NULL},
    {"https://h/option/a", ROUTE_FOUND, "/a"},   {"https://h/option/up", ROUTE_FOUND, "/up"},
};

START_TEST(takes_bases_off)
{
    const char *const options[] = {"http://127.0.0.1:8080/option/"};
    struct api *api = load_paths(
        "\"/a\": {\"get\": {}}, \"/up\": {\"get\": {\"servers\": [{\"url\": \"/files\"}]}}",
        "\"servers\": [{\"url\": \"https://h/v1/\"}, {\"url\": \"{b}\", \"variables\": {\"b\": "
        "{\"default\": \"/v2/x\"}}}]",
        &(struct openapi_options){.servers = options, .server_option_count = 1});
    struct route route;

    route_match(api, STR("GET"), str_of(base_rows[_i].url), &route);
    ck_assert_msg(route.miss == base_rows[_i].miss, "%s: %d", base_rows[_i].url, (int)route.miss);
    ck_assert_msg(base_rows[_i].path ? str_is(route.path, base_rows[_i].path) : !route.path.text,
                  "%s: hit %.*s", base_rows[_i].url, STR_ARGS(route.path));
    openapi_free(api);
}
END_TEST

/* Variables in a server's path: an enum closes the values, without one any segment may stand
   there. */
static const struct {
    const char *url;
    enum route_miss miss;
} variable_rows[] = {
    {"https://eu.h/v1/a", ROUTE_FOUND},
    {"https://us.h/v2/a", ROUTE_FOUND},
    {"https://eu.h/v3/a", ROUTE_NO_SERVER},
    {"https://h/api/acme/a", ROUTE_FOUND},
    {"https://h/api/other/a", ROUTE_FOUND},
    {"https://h/api/a", ROUTE_NO_PATH}, /* "a" is a tenant, and no path is left */
    {"https://h/t-1-x/a", ROUTE_FOUND},
    {"https://h/t--x/a", ROUTE_NO_SERVER},
    {"https://h/deep/er/a", ROUTE_FOUND},
    {"https://h/deep/a", ROUTE_NO_SERVER},
    {"https://h/gateway/prod/a", ROUTE_FOUND}, /* the default starts with a slash */
    {"https://h/gateway//prod/a", ROUTE_FOUND},
    {"https://h/gateway/test/a", ROUTE_FOUND},
};

START_TEST(takes_values_of_variables)
{
    struct api *api = load_paths(
        "\"/a\": {\"get\": {}}",
        "\"servers\": ["
        "{\"url\": \"https://{region}.h/{v}\", \"variables\": {\"region\": {\"default\": \"eu\"}, "
        "\"v\": {\"default\": \"v1\", \"enum\": [\"v1\", \"v2\"]}}},"
        "{\"url\": \"https://h/api/{tenant}\", \"variables\": {\"tenant\": {\"default\": "
        "\"acme\"}}},"
        "{\"url\": \"/t-{n}-x\", \"variables\": {\"n\": {\"default\": \"0\"}}},"
        "{\"url\": \"/{path}\", \"variables\": {\"path\": {\"default\": \"deep/er\"}}},"
        "{\"url\": \"/gateway/{stage}\", \"variables\": {\"stage\": {\"default\": \"/prod\"}}}]",
        NULL);
    struct route route;

    route_match(api, STR("GET"), str_of(variable_rows[_i].url), &route);
    ck_assert_msg(route.miss == variable_rows[_i].miss, "%s: %d", variable_rows[_i].url,
                  (int)route.miss);
    openapi_free(api);
}
END_TEST

static const struct {
    const char *method, *url;
    enum rivalry rivalry;
    const char *rival;
} rival_rows[] = {
    {"GET", "/pets/me", RIVAL_EQUAL, "/{entity}/me"},
    {"GET", "/cats/me", RIVAL_NONE, NULL},
    {"GET", "/pets/7", RIVAL_NONE, NULL},
    {"GET", "/pets/mine", RIVAL_NONE, NULL}, /* /pets/{id} is less concrete everywhere */
    {"DELETE", "/pets/mine", RIVAL_SHADOWED, "/pets/mine"},
    {"GET", "/files/a.json", RIVAL_NONE, NULL},
    {"GET", "/pets/me/", RIVAL_EQUAL, "/{entity}/me"},
    {"GET", "/pets/mine/toys/1", RIVAL_SHADOWED, "/pets/mine/toys/{toy}"},
};

START_TEST(finds_rivals)
{
    struct api *api = load_paths(paths, "", NULL);
    struct str method = str_of(rival_rows[_i].method), url = str_of(rival_rows[_i].url), rival;
    struct route route;

    route_match(api, method, url, &route);
    ck_assert(route.miss == ROUTE_FOUND);
    ck_assert_msg(route_rival(api, method, url, &route, &rival) == rival_rows[_i].rivalry, "%s",
                  rival_rows[_i].url);
    ck_assert_msg(route.contested || rival_rows[_i].rivalry == RIVAL_NONE, "%s",
                  rival_rows[_i].url);
    if (rival_rows[_i].rival)
        ck_assert_str(rival, rival_rows[_i].rival);
    openapi_free(api);
}
END_TEST

START_TEST(finds_a_rival_of_the_same_shape)
{
    struct api *api = load_paths("\"/{a}\": {\"get\": {}}, \"/{b}\": {\"get\": {}}", "", NULL);
    struct route route;
    struct str rival;

    route_match(api, STR("GET"), STR("/1"), &route);
    ck_assert(route_rival(api, STR("GET"), STR("/1"), &route, &rival) == RIVAL_EQUAL);
    ck_assert(route.contested);
    ck_assert_str(rival, "/{b}");
    openapi_free(api);
}
END_TEST

/* Both of the same shape can be hit, though they are a problem. */
START_TEST(reaches_both_of_a_shape)
{
    struct api *api = load_paths("\"/{a}\": {\"get\": {}}, \"/{b}\": {\"put\": {}}", "", NULL);
    struct route route;

    route_match(api, STR("PUT"), STR("/1"), &route);
    ck_assert(route.miss == ROUTE_FOUND);
    ck_assert_str(route.path, "/{b}");
    ck_assert_str(route.parameters[0].name, "b");
    route_match(api, STR("POST"), STR("/1"), &route);
    ck_assert(route.miss == ROUTE_NO_METHOD);
    ck_assert_str(route.path, "/{a}");
    openapi_free(api);
}
END_TEST

/* Templates that branch at every segment: a walk that forgot its way would need 2^20 steps. */
START_TEST(does_not_explode)
{
    struct strbuf text;
    struct api *api;
    struct route route;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < 20; i++) {
        strbuf_add_text(&text, i ? "," : "");
        strbuf_add_text(&text, "\"");
        for (size_t j = 0; j < 20; j++)
            strbuf_addf(&text, j == i ? "/{p%zu}" : "/a", j);
        strbuf_add_text(&text, "/end\": {\"get\": {}}");
    }
    api = load_paths(text.text, "", NULL);
    strbuf_clear(&text);
    for (size_t j = 0; j < 20; j++)
        strbuf_add_text(&text, "/a");
    route_match(api, STR("GET"), strbuf_str(&text), &route);
    ck_assert(route.miss == ROUTE_NO_PATH);
    ck_assert_uint_lt(route.steps, 1000);
    strbuf_release(&text);
    openapi_free(api);
}
END_TEST

START_TEST(limits_templates)
{
    struct strbuf text;
    struct api *api;
    struct route route;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "\"/ok\": {\"get\": {}}, \"");
    for (size_t i = 0; i < 33; i++)
        strbuf_addf(&text, "/{p%zu}", i);
    strbuf_add_text(&text, "\": {\"get\": {}}");
    api = load_paths(text.text, "", NULL);
    ck_assert(api->problem_count == 1);
    route_match(api, STR("GET"), STR("/ok"), &route);
    ck_assert(route.miss == ROUTE_FOUND);
    strbuf_clear(&text);
    for (size_t i = 0; i < 33; i++)
        strbuf_add_text(&text, "/a");
    route_match(api, STR("GET"), strbuf_str(&text), &route);
    ck_assert(route.miss == ROUTE_LEFT_OUT);
    strbuf_add_text(&text, "/a");
    route_match(api, STR("GET"), strbuf_str(&text), &route);
    ck_assert(route.miss == ROUTE_NO_PATH);
    strbuf_release(&text);
    openapi_free(api);
}
END_TEST

/* Those that differ in the middle of a segment are tried one by one, so there may not be many. */
START_TEST(limits_alike_segments)
{
    enum { LIMIT = 1000, MANY = 3 * LIMIT };
    struct strbuf text;
    struct error err = {0};
    struct api *api;
    struct route route;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n");
    for (size_t i = 0; i < MANY; i++)
        strbuf_addf(&text, "  '/{a}-x%zu-{b}': {get: {}}\n", i);
    strbuf_add_text(&text, "  '/ok-{a}-{b}': {get: {}}\n");
    api = load_text(text.text, NULL, &err);
    ck_assert_msg(api != NULL, "%s", err.message);
    ck_assert_uint_eq(api->problem_count, MANY - LIMIT);
    route_match(api, STR("GET"), STR("/1-x999-2"), &route);
    ck_assert(route.miss == ROUTE_FOUND);
    route_match(api, STR("GET"), STR("/1-x1000-2"), &route);
    ck_assert(route.miss == ROUTE_LEFT_OUT);
    ck_assert_str(route.path, "/{a}-x1000-{b}");
    ck_assert_uint_lt(route.steps, 4 * LIMIT + 10); /* with a slash behind it, too */
    route_match(api, STR("GET"), STR("/1-y1000-2"), &route);
    ck_assert(route.miss == ROUTE_NO_PATH);
    route_match(api, STR("GET"), STR("/ok-1-2"), &route);
    ck_assert(route.miss == ROUTE_FOUND);
    strbuf_release(&text);
    openapi_free(api);
}
END_TEST

/* A long path costs its length, and no stack. */
START_TEST(survives_long_paths)
{
    enum { SEGMENTS = 500 * 1000 };
    struct api *api = load_paths(paths, "", NULL);
    struct strbuf url;
    struct route route;

    strbuf_init(&url, SIZE_MAX);
    for (size_t i = 0; i < SEGMENTS; i++)
        strbuf_add_text(&url, "/a");
    route_match(api, STR("GET"), strbuf_str(&url), &route);
    ck_assert(route.miss == ROUTE_NO_PATH);
    strbuf_clear(&url);
    strbuf_add_text(&url, "/pets/");
    for (size_t i = 0; i < SEGMENTS; i++)
        strbuf_add_text(&url, "%61");
    route_match(api, STR("GET"), strbuf_str(&url), &route);
    ck_assert(route.miss == ROUTE_FOUND && route.parameters[0].value.length == 3 * SEGMENTS);
    strbuf_release(&url);
    openapi_free(api);
}
END_TEST

/* A segment costs the same look-ups, however many paths go through it: steps are counted. */
static const struct {
    const char *name, *path, *url; /* the number stands for %zu and %d */
    size_t lengths;                /* more steps, for more lengths of the numbers */
} wide[] = {
    {"literals", "/things/kind%zu/{id}", "/things/kind%d/7", 0},
    {"deep", "/a/b/c/d/e%zu/f/{id}/g", "/a/b/c/d/e%d/f/7/g", 0},
    {"beginnings", "/things/k%zu-{id}", "/things/k%d-7", 3},
    {"endings", "/things/{id}-k%zu", "/things/7-k%d", 3},
    {"both ends", "/things/k%zu-{id}-k%zu", "/things/k%d-7-k%d", 15},
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* What a request costs among so many paths of a row. */
static size_t steps_among(size_t count, const char *path, const char *url)
{
    struct strbuf text;
    struct error err = {0};
    struct api *api;
    struct route route;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n");
    for (size_t i = 0; i < count; i++) {
        strbuf_addf(&text, "  '");
        strbuf_addf(&text, path, i, i);
        strbuf_addf(&text, "': {get: {}}\n");
    }
    api = load_text(text.text, NULL, &err);
    ck_assert_msg(api != NULL, "%s", err.message);
    route_match(api, STR("GET"), str_of(url), &route);
    ck_assert_msg(route.miss == ROUTE_FOUND && str_is(route.parameters[0].value, "7"), "%s", path);
    strbuf_release(&text);
    openapi_free(api);
    return route.steps;
}

START_TEST(costs_the_same_among_many)
{
    char few[64];
    size_t among_ten, among_many;

    snprintf(few, sizeof few, wide[_i].url, 9, 9);
    among_ten = steps_among(10, wide[_i].path, few);
    snprintf(few, sizeof few, wide[_i].url, 9999, 9999);
    among_many = steps_among(10 * 1000, wide[_i].path, few);
    /* Ends of other lengths (k9, k9999) are other look-ups: four lengths, or four by four. */
    ck_assert_msg(among_many <= among_ten + wide[_i].lengths,
                  "%s: %zu steps among 10, %zu among "
                  "10000",
                  wide[_i].name, among_ten, among_many);
}
END_TEST
#pragma GCC diagnostic pop

UNIT_SUITE("route", UNIT_LOOP(matches, rows); UNIT_LOOP(tells_where_a_path_leaves, leaving_rows);
           UNIT_LOOP(takes_bases_off, base_rows);
           UNIT_LOOP(takes_values_of_variables, variable_rows); UNIT_LOOP(finds_rivals, rival_rows);
           UNIT_TEST(finds_a_rival_of_the_same_shape); UNIT_TEST(reaches_both_of_a_shape);
           UNIT_TEST(does_not_explode); UNIT_TEST(limits_templates);
           UNIT_TEST(limits_alike_segments); UNIT_LOOP(costs_the_same_among_many, wide);
           UNIT_TEST(survives_long_paths))
