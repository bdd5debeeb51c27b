#include "report/routes.h"

#include "base/escape.h"

enum { METHOD_COLUMN = 8, PATH_COLUMN_MAX = 48 };

/* ---- pieces of text ---- */

static struct str place_text(struct routes *routes, const struct node *place)
{
    struct position position = node_position(place);

    return str_format(&routes->arena, "%.*s:%zu:%zu", STR_ARGS(node_file(place)), position.line,
                      position.column);
}

/* Text from the description or the command line, which may hold anything. */
static void add_shown(struct routes *routes, struct str text)
{
    escape_control_to(&routes->out, text);
}

static void add_padded(struct routes *routes, struct str text, size_t width)
{
    add_shown(routes, text);
    strbuf_add_text(&routes->out, " ");
    for (size_t i = text.length + 1; i < width; i++)
        strbuf_add_text(&routes->out, " ");
}

/* "  server      https://..." */
static void add_fact(struct routes *routes, const char *name, struct str value)
{
    strbuf_add_text(&routes->out, "  ");
    add_padded(routes, str_of(name), 12);
    add_shown(routes, value);
    strbuf_add_text(&routes->out, "\n");
}

static struct str server_text(struct routes *routes, const struct server *server)
{
    if (!server->name.text)
        return server->url;
    return str_format(&routes->arena, "%.*s (%.*s)", STR_ARGS(server->url), STR_ARGS(server->name));
}

/* ---- the list, as text ---- */

const char *routes_kind_name(enum operation_kind kind)
{
    static const char *const names[] = {
        [OPERATION_PATH] = "path",
        [OPERATION_WEBHOOK] = "webhook",
        [OPERATION_CALLBACK] = "callback",
    };

    return names[kind];
}

static size_t path_column(const struct api *api)
{
    size_t width = 0;

    for (size_t i = 0; i < api->operation_count; i++) {
        size_t length = api->operations[i].path.length + 1;

        width = length > width ? length : width;
    }
    return width < PATH_COLUMN_MAX ? width : PATH_COLUMN_MAX;
}

static void print_operation(struct routes *routes, const struct operation *operation, size_t column)
{
    struct str kind = str_of(routes_kind_name(operation->kind));

    add_padded(routes, operation->method, METHOD_COLUMN);
    add_padded(routes, operation->path, column);
    if (operation->callback.text)
        kind = str_format(&routes->arena, "callback %.*s", STR_ARGS(operation->callback));
    if (operation->id.text) {
        add_shown(routes, operation->id);
        strbuf_add_text(&routes->out, " ");
    }
    if (operation->kind != OPERATION_PATH) {
        strbuf_add_text(&routes->out, "[");
        add_shown(routes, kind);
        strbuf_add_text(&routes->out, "] ");
    }
    strbuf_add_text(&routes->out, operation->deprecated ? "[deprecated] " : "");
    add_shown(routes, place_text(routes, operation->place));
    strbuf_add_text(&routes->out, "\n");
    for (size_t i = 0; operation->servers != routes->api->servers && i < operation->server_count;
         i++)
        add_fact(routes, "server", server_text(routes, &operation->servers[i]));
}

void routes_list_text(struct routes *routes)
{
    const struct api *api = routes->api;
    size_t column = path_column(api);

    add_shown(routes, str_format(&routes->arena,
                                 "%.*s %.*s (OpenAPI %.*s), %.*s: %zu operations, %zu of webhooks "
                                 "and callbacks",
                                 STR_ARGS(api->title), STR_ARGS(api->api_version),
                                 STR_ARGS(api->version_text), STR_ARGS(api->document->file),
                                 api->operation_count, api->call_count));
    strbuf_add_text(&routes->out, "\n");
    for (size_t i = 0; i < api->server_count; i++)
        add_fact(routes, "server", server_text(routes, &api->servers[i]));
    for (size_t i = 0; i < api->operation_count; i++)
        print_operation(routes, &api->operations[i], column);
    for (size_t i = 0; i < api->call_count; i++)
        print_operation(routes, &api->calls[i], column);
    for (size_t i = 0; i < api->unread_path_count; i++) {
        add_padded(routes, STR("?"), METHOD_COLUMN);
        add_padded(routes, node_string(api->unread_paths[i]), column);
        strbuf_add_text(&routes->out, "[cannot be read] ");
        add_shown(routes, place_text(routes, api->unread_paths[i]));
        strbuf_add_text(&routes->out, "\n");
    }
}

/* ---- a request, as text ---- */

/* "GET, PUT": those of a path. */
static struct str methods_of(struct routes *routes, struct str path)
{
    struct str list = STR("");

    for (size_t i = 0; i < routes->api->operation_count; i++) {
        const struct operation *operation = &routes->api->operations[i];

        if (operation->path.text == path.text)
            list = str_format(&routes->arena, "%.*s%s%.*s", STR_ARGS(list), list.length ? ", " : "",
                              STR_ARGS(operation->method));
    }
    return list;
}

struct str routes_fate_text(struct routes *routes, const struct route_candidate *candidate)
{
    struct arena *arena = &routes->arena;

    switch (candidate->fate) {
    case CANDIDATE_HIT:
        return STR("hit");
    case CANDIDATE_BEHIND:
        return STR("fits, and is less concrete than what is hit");
    case CANDIDATE_NO_METHOD:
        return str_format(arena, "fits, and describes %.*s only",
                          STR_ARGS(methods_of(routes, candidate->path)));
    case CANDIDATE_NO_SERVER:
        return str_format(arena, "fits, and none of its servers is at \"%.*s\"",
                          STR_ARGS(candidate->base));
    case CANDIDATE_UNREAD:
        return STR("fits, and cannot be read (`oasdrift lint` tells why)");
    case CANDIDATE_SEGMENT:
        return str_format(arena, "segment %zu: \"%.*s\" does not fit \"%.*s\"", candidate->segment,
                          STR_ARGS(candidate->found), STR_ARGS(candidate->wanted));
    case CANDIDATE_SHORTER:
        return STR("has fewer segments than the request");
    case CANDIDATE_LONGER:
        return STR("has more segments than the request");
    }
    return STR("");
}

const char *routes_miss_text(enum route_miss miss)
{
    switch (miss) {
    case ROUTE_FOUND:
        return "";
    case ROUTE_NO_SERVER:
        return "no server of the description is at this URL";
    case ROUTE_NO_PATH:
        return "no path of the description fits";
    case ROUTE_NO_METHOD:
        return "the path is described, the method is not";
    case ROUTE_UNREAD:
        return "the path is described by what cannot be read";
    }
    return "";
}

static void print_hit(struct routes *routes, const struct route_explanation *explanation)
{
    const struct route *route = &explanation->route;
    const struct operation *operation = route->operation;

    add_fact(routes, "described", place_text(routes, operation->place));
    if (explanation->server)
        add_fact(routes, "server", server_text(routes, explanation->server));
    else
        add_fact(routes, "server", STR("one of --server"));
    if (explanation->server && !explanation->host_described)
        add_fact(routes, "host", STR("another than the server's: the path alone decides"));
    if (route->base.length > 0)
        add_fact(routes, "base", route->base);
    for (size_t i = 0; i < route->parameter_count; i++)
        add_fact(routes, "parameter",
                 str_format(&routes->arena, "%.*s = %.*s", STR_ARGS(route->parameters[i].name),
                            STR_ARGS(route->parameters[i].value)));
    if (route->query.text)
        add_fact(routes, "query", route->query);
    if (route->trailing_slash)
        add_fact(routes, "slash", STR("the last one is missing in one of the two"));
}

void routes_request_text(struct routes *routes, struct str method, struct str url,
                         const struct route_explanation *explanation)
{
    const struct operation *operation = explanation->route.operation;
    struct str hit = operation ? str_format(&routes->arena, "%.*s %.*s%s%.*s",
                                            STR_ARGS(operation->method), STR_ARGS(operation->path),
                                            operation->id.text ? ", " : "", STR_ARGS(operation->id))
                               : str_of(routes_miss_text(explanation->route.miss));

    add_shown(routes, str_format(&routes->arena, "%.*s %.*s: %.*s", STR_ARGS(method), STR_ARGS(url),
                                 STR_ARGS(hit)));
    strbuf_add_text(&routes->out, "\n");
    if (operation)
        print_hit(routes, explanation);
    for (size_t i = 0; explanation->route.miss == ROUTE_NO_SERVER && i < routes->api->server_count;
         i++)
        add_fact(routes, "server", server_text(routes, &routes->api->servers[i]));
    for (size_t i = 0; i < explanation->candidate_count; i++) {
        const struct route_candidate *candidate = &explanation->candidates[i];

        add_fact(routes, "candidate",
                 str_format(&routes->arena, "%.*s: %.*s (%.*s)", STR_ARGS(candidate->path),
                            STR_ARGS(routes_fate_text(routes, candidate)),
                            STR_ARGS(place_text(routes, candidate->place))));
    }
}
