#include "check/checker.h"

#include "check/http_finding.h"
#include "check/path_reading.h"
#include "check/raise.h"
#include "finding/rules.h"

static const struct node *paths_of(const struct api *api)
{
    const struct node *root = api->document->root;
    const struct node *paths = node_member(root, STR("paths"));

    return paths ? paths : root;
}

static void raise_route(struct checker *checker, rule_index rule, const struct node *place,
                        struct str message)
{
    raise_finding(checker,
                  &(struct raised){
                      .rule = rule, .part = PART_REQUEST_PATH, .place = place, .message = message});
}

/* "/animals/{}": as fingerprints and rule sets have it, without secrets. */
static struct str general_path(struct checker *checker)
{
    struct arena *arena = &checker->arena;

    return path_generalise(arena,
                           redact_url(checker->redaction, arena, checker->exchange->request.url));
}

/* Nothing of the exchange is judged, whatever becomes of the finding that says so. */
static void note_unrouted(struct checker *checker, struct str path, const char *what)
{
    struct not_checked entry = {.part = PART_REQUEST_PATH};

    if (path.length)
        entry.operation =
            (struct operation_name){checker->exchange->request.method, path, STR_NONE};
    checker_note_of(checker, &entry, "%s: nothing of the exchange is judged", what);
}

static void raise_miss(struct checker *checker)
{
    const struct route *route = &checker->route;
    struct str method = checker->exchange->request.method;

    switch (route->miss) {
    case ROUTE_NO_SERVER:
        raise_route(checker, RULE_ROUTE_SERVER_UNDOCUMENTED,
                    node_member(checker->api->document->root, STR("servers")),
                    STR("the URL is under no server of the description"));
        note_unrouted(checker, STR_NONE, "the URL is under no server of the description");
        return;
    case ROUTE_NO_PATH:
        raise_route(checker, RULE_ROUTE_PATH_UNDOCUMENTED, paths_of(checker->api),
                    str_format(&checker->arena, "no path of the description matches %.*s %.*s",
                               STR_ARGS(method), STR_ARGS(general_path(checker))));
        note_unrouted(checker, general_path(checker), "no path of the description matches");
        return;
    case ROUTE_NO_METHOD:
        raise_route(checker, RULE_ROUTE_METHOD_UNDOCUMENTED, route->path_item,
                    str_format(&checker->arena, "%.*s is not described for %.*s", STR_ARGS(method),
                               STR_ARGS(route->path)));
        note_unrouted(checker, route->path, "the method is not described");
        return;
    case ROUTE_UNREAD:
        raise_unread(checker, PART_REQUEST_PATH, STR_NONE, STR_NONE, route->path_item);
        return;
    case ROUTE_FOUND:
        return;
    }
}

static void check_rival(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    const struct route *route = &checker->route;
    struct str rival;

    if (!route->contested || !rule_is_on(checker, RULE_ROUTE_AMBIGUOUS))
        return;
    switch (route_rival(checker->api, request->method, request->url, route, &rival)) {
    case RIVAL_NONE:
        return;
    case RIVAL_EQUAL:
        raise_route(checker, RULE_ROUTE_AMBIGUOUS, route->operation->path_item,
                    str_format(&checker->arena,
                               "%.*s fits too, and which of the two is meant is "
                               "not said",
                               STR_ARGS(rival)));
        return;
    case RIVAL_SHADOWED:
        raise_route(checker, RULE_ROUTE_AMBIGUOUS, route->operation->path_item,
                    str_format(&checker->arena, "%.*s is more concrete, and has no %.*s",
                               STR_ARGS(rival), STR_ARGS(request->method)));
        return;
    }
}

bool check_route(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    struct route *route = &checker->route;

    route_match(checker->api, request->method, request->url, route);
    if (route->miss != ROUTE_FOUND) {
        raise_miss(checker);
        return false;
    }
    path_reading_choose(checker);
    checker->exercised.operation = operation_open(checker->api, route->operation);
    outcomes_list_parameters(checker, &checker->exercised.operation->parameters);
    outcome_settle(checker, ASPECT_ROUTE, OUTCOME_JUDGED);
    if (route->trailing_slash)
        raise_route(
            checker, RULE_ROUTE_TRAILING_SLASH, route->operation->path_item,
            str_format(&checker->arena, "the path is described as %.*s", STR_ARGS(route->path)));
    check_rival(checker);
    if (route->operation->deprecated)
        raise_route(checker, RULE_ROUTE_DEPRECATED_USED, route->operation->place,
                    STR("the operation is deprecated"));
    return true;
}
