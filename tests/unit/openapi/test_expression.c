#include "description.h"
#include "http/exchange.h"
#include "openapi/expression.h"
#include "openapi/route.h"

static const struct {
    const char *expression;
    bool valid;
    const char *text; /* the answer's text, or JSON pointer target's text; NULL: no such value */
    bool is_node;
} rows[] = {
    {"$url", true, "http://h/pets/a%20b?q=1+2&q=3&e", false},
    {"$method", true, "GET", false},
    {"$statusCode", true, "200", false},
    {"$request.path.id", true, "a b", false},
    {"$request.path.ID", true, NULL, false},
    {"$request.query.q", true, "1 2", false},
    {"$request.query.e", true, "", false},
    {"$request.query.none", true, NULL, false},
    {"$request.header.x-one", true, "1", false},
    {"$request.header.X-MANY", true, "a, b", false},
    {"$request.header.none", true, NULL, false},
    {"$request.body", true, NULL, false},
    {"$request.body#/a", true, NULL, false},
    {"$response.header.Location", true, "/pets/7", false},
    {"$response.body#/data/id", true, "x1", true},
    {"$response.body#/list/1", true, "2", true},
    {"$response.body#/a~1b", true, "slash", true},
    {"$response.body#/none", true, NULL, false},
    {"$response.body#/list/9", true, NULL, false},
    {"$response.body#/data/id/deeper", true, NULL, false},
    {"$response.body#data", false, NULL, false},
    {"$response.body#/a~2", false, NULL, false},
    {"$response.body/data", false, NULL, false},
    {"$response.path.id", false, NULL, false},
    {"$response.header.a b", false, NULL, false},
    {"$response.header.", false, NULL, false},
    {"$request.path.", false, NULL, false},
    {"$request", false, NULL, false},
    {"$urls", false, NULL, false},
    {"url", false, NULL, false},
    {"", false, NULL, false},
};

START_TEST(evaluates)
{
    struct header sent[] = {
        {STR("X-One"), STR("1")}, {STR("X-Many"), STR("a")}, {STR("x-many"), STR("b")}};
    struct header got[] = {{STR("location"), STR("/pets/7")}};
    struct exchange exchange = {
        .request = {.method = STR("GET"),
                    .url = STR("http://h/pets/a%20b?q=1+2&q=3&e"),
                    .headers = {.items = sent, .count = ARRAY_LENGTH(sent)}},
        .response = {.status = 200, .headers = {.items = got, .count = ARRAY_LENGTH(got)}},
    };
    struct api *api = load_paths("\"/pets/{id}\": {\"get\": {}}", "", NULL);
    struct arena *arena = documents_arena(api->documents);
    struct route route;
    struct exchange_view view = {
        .exchange = &exchange,
        .route = &route,
        .response_body =
            json_read(arena, STR("body"),
                      STR("{\"data\":{\"id\":\"x1\"},\"list\":[1,2],\"a/b\":\"slash\"}"), NULL)
                ->root,
    };
    const struct node *node;
    struct str text;
    bool found;

    route_match(api, exchange.request.method, exchange.request.url, &route);
    ck_assert_msg(expression_is_valid(str_of(rows[_i].expression)) == rows[_i].valid, "%s",
                  rows[_i].expression);
    found = expression_evaluate(arena, str_of(rows[_i].expression), &view, &node, &text);
    ck_assert_msg(found == (rows[_i].text != NULL), "%s", rows[_i].expression);
    if (found) {
        ck_assert_msg((node != NULL) == rows[_i].is_node, "%s", rows[_i].expression);
        ck_assert_str(node ? node_text(node) : text, rows[_i].text);
    }
    openapi_free(api);
}
END_TEST

START_TEST(finds_whole_bodies)
{
    struct exchange exchange = {.request = {.method = STR("GET"), .url = STR("/")}};
    struct api *api = load_paths("\"/\": {\"get\": {}}", "", NULL);
    struct exchange_view view = {.exchange = &exchange, .response_body = api->document->root};
    const struct node *node;
    struct str text;

    ck_assert(expression_evaluate(documents_arena(api->documents), STR("$response.body"), &view,
                                  &node, &text) &&
              node == api->document->root);
    ck_assert(expression_evaluate(documents_arena(api->documents), STR("$response.body#"), &view,
                                  &node, &text) &&
              node == api->document->root);
    ck_assert(!expression_evaluate(documents_arena(api->documents), STR("$statusCode"), &view,
                                   &node, &text));
    openapi_free(api);
}
END_TEST

UNIT_SUITE("expression", UNIT_LOOP(evaluates, rows); UNIT_TEST(finds_whole_bodies))
