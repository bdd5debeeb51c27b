#include "check/checker.h"

#include "base/data_span.h"
#include "check/http_finding.h"
#include "check/path_reading.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "finding/rules.h"
#include "http/url.h"

static const struct node *paths_of(const struct api *api)
{
    const struct node *root = api->document->root;
    const struct node *paths = node_member(root, STR("paths"));

    return paths ? paths : root;
}

/* "/animals/{}": as fingerprints and rule sets have it, without secrets. */
static struct str general_path(struct checker *checker)
{
    struct arena *arena = &checker->arena;

    return path_generalise(arena,
                           redact_url(checker->redaction, arena, checker->exchange->request.url));
}

/* Of a path that is not described: where it leaves those that are. */
static struct str leaving_of(struct checker *checker, rule_index rule)
{
    return rule == RULE_ROUTE_PATH_UNDOCUMENTED ? route_leaving(checker->api, general_path(checker))
                                                : STR_NONE;
}

/* base: of the URLs that share the finding; STR_NONE: it is about the path as a whole. */
static void raise_base(struct checker *checker, rule_index rule, const struct node *place,
                       struct str base, struct str message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = PART_REQUEST_PATH,
                                            .name = base,
                                            .place = place,
                                            .known_by = leaving_of(checker, rule),
                                            .message = message});
}

static void raise_route(struct checker *checker, rule_index rule, const struct node *place,
                        struct str message)
{
    raise_base(checker, rule, place, STR_NONE, message);
}

/* Nothing of the exchange is judged, whatever becomes of the finding that says so. */
static void note_unrouted(struct checker *checker, struct str path, const char *what)
{
    struct not_checked entry = {.part = PART_REQUEST_PATH};

    if (path.length)
        entry.operation = (struct operation_name){checker->exchange->request.method, path, STR_NONE,
                                                  checker->api->name};
    checker_note_of(checker, &entry, "%s: nothing of the exchange is judged", what);
}

/* ---- requests that hit nothing ---- */

/* "https://api.example/v1, https://api.example/v2, ..." */
static struct str servers_text(struct checker *checker, const struct operation *operation)
{
    enum { MAX_SHOWN = 3 };
    struct str text = STR("");

    for (size_t i = 0; i < operation->server_count && i < MAX_SHOWN; i++)
        text = str_format(&checker->arena, "%.*s%s%.*s", STR_ARGS(text), i ? ", " : "",
                          STR_ARGS(operation->servers[i].url));
    return operation->server_count > MAX_SHOWN
               ? str_format(&checker->arena, "%.*s, ...", STR_ARGS(text))
               : text;
}

/* "https://gateway.example/shop": what the URL has before the path that is described; where nothing
   of it is, its origin. */
static struct str base_of_url(struct checker *checker, const struct route_remedy *remedy)
{
    struct arena *arena = &checker->arena;
    struct url url;

    url_split(redact_url(checker->redaction, arena, checker->exchange->request.url), &url);
    if (!url.host.length)
        return remedy->base;
    return str_format(arena, "%.*s%s%.*s%s%.*s%.*s", STR_ARGS(url.scheme),
                      url.scheme.text ? "://" : "//", STR_ARGS(url.host),
                      url.port.length ? ":" : "", STR_ARGS(url.port), STR_ARGS(remedy->base));
}

static struct str hint_of_base(struct checker *checker, const struct route_remedy *remedy)
{
    const struct request *request = &checker->exchange->request;

    struct arena *arena = &checker->arena;

    if (!remedy->base.text)
        return STR("");
    return str_format(arena, ": with --server %.*s%.*s it is %.*s %.*s",
                      STR_ARGS(data_aside(arena, remedy->base)),
                      STR_ARGS(data_instead(arena, STR("of its base"))),
                      STR_ARGS(data_name(arena, request->method)),
                      STR_ARGS(data_url(arena, remedy->path)));
}

static void raise_no_server(struct checker *checker, const struct route_remedy *remedy)
{
    raise_base(checker, RULE_ROUTE_SERVER_UNDOCUMENTED,
               node_member(checker->api->document->root, STR("servers")),
               base_of_url(checker, remedy),
               str_format(&checker->arena, "the URL is under no server of the description%.*s",
                          STR_ARGS(hint_of_base(checker, remedy))));
    note_unrouted(checker, STR_NONE, "the URL is under no server of the description");
}

/* Of a host that the description does not name, what fits under another base was recorded there: it
   is one finding. Where the host is named, each path is one of its own. */
static void raise_no_path(struct checker *checker, const struct route_remedy *remedy)
{
    const struct request *request = &checker->exchange->request;
    struct arena *arena = &checker->arena;
    bool elsewhere =
        remedy->base.text && !remedy->unserved &&
        !(openapi_has_hosts(checker->api) && openapi_names_host(checker->api, request->url));
    struct str why = hint_of_base(checker, remedy);
    struct str unescaped = route_unescaped(checker->api, arena, request->method, request->url);

    if (unescaped.text)
        why = str_format(arena, ": but for its escapes it is %.*s",
                         STR_ARGS(data_url(arena, unescaped)));
    if (remedy->unserved)
        why = str_format(arena, ": it fits %.*s %.*s, whose servers are %.*s",
                         STR_ARGS(remedy->unserved->method), STR_ARGS(remedy->unserved->path),
                         STR_ARGS(servers_text(checker, remedy->unserved)));
    raise_base(checker, RULE_ROUTE_PATH_UNDOCUMENTED, paths_of(checker->api),
               elsewhere ? base_of_url(checker, remedy) : STR_NONE,
               str_format(arena, "no path of the description matches %.*s %.*s%.*s",
                          STR_ARGS(data_name(arena, request->method)),
                          STR_ARGS(data_url(arena, general_path(checker))), STR_ARGS(why)));
    note_unrouted(checker, elsewhere ? STR_NONE : general_path(checker),
                  "no path of the description matches");
}

/* What looks like an id belongs to a path, not to the base of an API. Nor is a base what may not be
   shown: of "https://me:a/b@host/" all up to the '@'. */
static struct route_remedy remedy_of(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    struct arena *arena = &checker->arena;
    struct route_remedy remedy = route_remedy(checker->api, request->method, request->url);

    if (remedy.base.text &&
        (!str_equal(path_generalise(arena, remedy.base), remedy.base) ||
         str_find(redact_url(checker->redaction, arena, request->url), remedy.base) == SIZE_MAX))
        remedy.base = STR_NONE;
    return remedy;
}

static struct str upper_case(struct arena *arena, struct str text)
{
    char *upper = ARENA_ARRAY(arena, char, text.length);

    for (size_t i = 0; i < text.length; i++)
        upper[i] = ascii_upper(text.text[i]);
    return (struct str){upper, text.length};
}

/* "get" is not GET. */
static struct str hint_of_case(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    struct str upper = upper_case(&checker->arena, request->method);
    struct route route;

    if (str_equal(upper, request->method))
        return STR("");
    route_match(checker->api, upper, request->url, &route);
    return route.miss == ROUTE_FOUND
               ? str_format(&checker->arena, ", and %.*s is: methods are case-sensitive",
                            STR_ARGS(data_name(&checker->arena, upper)))
               : STR("");
}

/* A path item that cannot be read at all is known by its key. */
static const struct node *unread_item(const struct route *route)
{
    const struct node *place = route->path_item;

    return node_key_of(place) == place ? node_value(place) : place;
}

static void raise_miss(struct checker *checker)
{
    const struct route *route = &checker->route;
    const struct request *request = &checker->exchange->request;
    struct route_remedy remedy;

    switch (route->miss) {
    case ROUTE_NO_SERVER:
    case ROUTE_NO_PATH:
        remedy = remedy_of(checker);
        if (route->miss == ROUTE_NO_SERVER)
            raise_no_server(checker, &remedy);
        else
            raise_no_path(checker, &remedy);
        return;
    case ROUTE_NO_METHOD:
        raise_route(checker, RULE_ROUTE_METHOD_UNDOCUMENTED, route->path_item,
                    str_format(&checker->arena, "%.*s is not described for %.*s%.*s",
                               STR_ARGS(data_name(&checker->arena, request->method)),
                               STR_ARGS(route->path), STR_ARGS(hint_of_case(checker))));
        note_unrouted(checker, route->path, "the method is not described");
        return;
    case ROUTE_UNREAD:
        raise_unread_for(checker, openapi_why_unread(checker->api, unread_item(route)),
                         PART_REQUEST_PATH, STR_NONE, route->path_item);
        return;
    case ROUTE_LEFT_OUT:
        note_unrouted(checker, route->path, route->limit);
        return;
    case ROUTE_FOUND:
        return;
    }
}

/* ---- those that might have hit another ---- */

static void check_rival(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    const struct route *route = &checker->route;
    struct route_remedy remedy;
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
                               STR_ARGS(rival),
                               STR_ARGS(data_name(&checker->arena, request->method))));
        return;
    case RIVAL_UNSERVED:
        remedy = route_remedy(checker->api, request->method, request->url);
        raise_route(checker, RULE_ROUTE_AMBIGUOUS, route->operation->path_item,
                    str_format(&checker->arena,
                               "it fits %.*s %.*s too, which is more concrete, and whose servers "
                               "are %.*s",
                               STR_ARGS(data_name(&checker->arena, request->method)),
                               STR_ARGS(rival), STR_ARGS(servers_text(checker, remedy.unserved))));
        return;
    }
}

static bool find_operation(struct checker *checker)
{
    struct route *route = &checker->route;
    enum call_answer answer = CALL_NONE;
    bool without_base, explained;

    route_match(checker->api, checker->exchange->request.method,
                placeholder_route_url(checker, &without_base), route);
    if (route->miss == ROUTE_NO_SERVER || route->miss == ROUTE_NO_PATH)
        answer = check_call(checker);
    if (answer != CALL_NONE || route->miss == ROUTE_FOUND)
        return route->miss == ROUTE_FOUND;
    explained = placeholder_explains_miss(checker);
    if (without_base && route->miss == ROUTE_NO_SERVER)
        route->miss = ROUTE_NO_PATH;
    if (!explained)
        raise_miss(checker);
    return route->miss == ROUTE_FOUND;
}

bool check_route(struct checker *checker)
{
    struct route *route = &checker->route;

    if (!find_operation(checker))
        return false;
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
