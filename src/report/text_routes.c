/* Routes for people: a line for each operation, or a request with what is known of its route. */
#include "base/escape.h"
#include "base/strbuf.h"
#include "report/renderer.h"
#include "report/routes_words.h"

enum { METHOD_COLUMN = 8, PATH_COLUMN_MAX = 48 };

struct text {
    const struct api *api;
    struct arena arena;
    struct strbuf out;
};

/* ---- pieces of text ---- */

static struct str place_text(struct text *text, const struct node *place)
{
    struct position position = node_position(place);

    return str_format(&text->arena, "%.*s:%zu:%zu", STR_ARGS(node_file(place)), position.line,
                      position.column);
}

/* Text from the description or the command line, which may hold anything. */
static void add_shown(struct text *text, struct str shown)
{
    escape_control_to(&text->out, shown);
}

static void add_padded(struct text *text, struct str shown, size_t width)
{
    add_shown(text, shown);
    strbuf_add_text(&text->out, " ");
    for (size_t i = shown.length + 1; i < width; i++)
        strbuf_add_text(&text->out, " ");
}

/* "  server      https://..." */
static void add_fact(struct text *text, const char *name, struct str value)
{
    strbuf_add_text(&text->out, "  ");
    add_padded(text, str_of(name), 12);
    add_shown(text, value);
    strbuf_add_text(&text->out, "\n");
}

static struct str server_text(struct text *text, const struct server *server)
{
    if (!server->name.text)
        return server->url;
    return str_format(&text->arena, "%.*s (%.*s)", STR_ARGS(server->url), STR_ARGS(server->name));
}

/* ---- the list ---- */

static size_t path_column(const struct api *api)
{
    size_t width = 0;

    for (size_t i = 0; i < api->operation_count; i++) {
        size_t length = api->operations[i].path.length + 1;

        width = length > width ? length : width;
    }
    return width < PATH_COLUMN_MAX ? width : PATH_COLUMN_MAX;
}

static void print_operation(struct text *text, const struct operation *operation, size_t column)
{
    struct str kind = str_of(routes_kind_name(operation->kind));

    add_padded(text, operation->method, METHOD_COLUMN);
    add_padded(text, operation->path, column);
    if (operation->callback.text)
        kind = str_format(&text->arena, "callback %.*s", STR_ARGS(operation->callback));
    if (operation->id.text) {
        add_shown(text, operation->id);
        strbuf_add_text(&text->out, " ");
    }
    if (operation->kind != OPERATION_PATH) {
        strbuf_add_text(&text->out, "[");
        add_shown(text, kind);
        strbuf_add_text(&text->out, "] ");
    }
    strbuf_add_text(&text->out, operation->deprecated ? "[deprecated] " : "");
    add_shown(text, place_text(text, operation->place));
    strbuf_add_text(&text->out, "\n");
    for (size_t i = 0; operation->servers != text->api->servers && i < operation->server_count; i++)
        add_fact(text, "server", server_text(text, &operation->servers[i]));
}

static void print_list(struct text *text)
{
    const struct api *api = text->api;
    size_t column = path_column(api);

    add_shown(text, str_format(&text->arena,
                               "%.*s %.*s (OpenAPI %.*s), %.*s: %zu %s, %zu of webhooks "
                               "and callbacks",
                               STR_ARGS(api->title), STR_ARGS(api->api_version),
                               STR_ARGS(api->version_text), STR_ARGS(api->document->file),
                               api->operation_count,
                               str_counted(api->operation_count, "operation", "operations"),
                               api->call_count));
    strbuf_add_text(&text->out, "\n");
    for (size_t i = 0; i < api->server_count; i++)
        add_fact(text, "server", server_text(text, &api->servers[i]));
    for (size_t i = 0; i < api->operation_count; i++)
        print_operation(text, &api->operations[i], column);
    for (size_t i = 0; i < api->call_count; i++)
        print_operation(text, &api->calls[i], column);
    for (size_t i = 0; i < api->unread_path_count; i++) {
        add_padded(text, STR("?"), METHOD_COLUMN);
        add_padded(text, node_string(api->unread_paths[i]), column);
        strbuf_add_text(&text->out, "[cannot be read] ");
        add_shown(text, place_text(text, api->unread_paths[i]));
        strbuf_add_text(&text->out, "\n");
    }
}

/* ---- a request ---- */

static void print_hit(struct text *text, const struct route_explanation *explanation)
{
    const struct route *route = &explanation->route;
    const struct operation *operation = route->operation;

    add_fact(text, "described", place_text(text, operation->place));
    if (explanation->server)
        add_fact(text, "server", server_text(text, explanation->server));
    else
        add_fact(text, "server", STR("one of --server"));
    if (explanation->server && !explanation->host_described)
        add_fact(text, "host", STR("another than the server's: the path alone decides"));
    if (route->base.length > 0)
        add_fact(text, "base", route->base);
    for (size_t i = 0; i < route->parameter_count; i++)
        add_fact(text, "parameter",
                 str_format(&text->arena, "%.*s = %.*s", STR_ARGS(route->parameters[i].name),
                            STR_ARGS(route->parameters[i].value)));
    if (route->query.text)
        add_fact(text, "query", route->query);
    if (route->trailing_slash)
        add_fact(text, "slash", STR("the last one is missing in one of the two"));
}

static void print_request(struct text *text, const struct routes_request *request)
{
    const struct route_explanation *explanation = request->explanation;
    const struct operation *operation = explanation->route.operation;
    struct str hit = operation ? str_format(&text->arena, "%.*s %.*s%s%.*s",
                                            STR_ARGS(operation->method), STR_ARGS(operation->path),
                                            operation->id.text ? ", " : "", STR_ARGS(operation->id))
                               : str_of(routes_miss_text(&explanation->route));

    add_shown(text, str_format(&text->arena, "%.*s %.*s: %.*s", STR_ARGS(request->method),
                               STR_ARGS(request->url), STR_ARGS(hit)));
    strbuf_add_text(&text->out, "\n");
    if (operation)
        print_hit(text, explanation);
    for (size_t i = 0; explanation->route.miss == ROUTE_NO_SERVER && i < text->api->server_count;
         i++)
        add_fact(text, "server", server_text(text, &text->api->servers[i]));
    for (size_t i = 0; i < explanation->candidate_count; i++) {
        const struct route_candidate *candidate = &explanation->candidates[i];

        add_fact(text, "candidate",
                 str_format(&text->arena, "%.*s: %.*s (%.*s)", STR_ARGS(candidate->path),
                            STR_ARGS(routes_fate_text(&text->arena, text->api, candidate)),
                            STR_ARGS(place_text(text, candidate->place))));
    }
}

void text_routes(struct report *report, const struct routes *routes)
{
    struct text text = {.api = routes->api};

    arena_init(&text.arena);
    strbuf_init(&text.out, SIZE_MAX);
    if (routes->request)
        print_request(&text, routes->request);
    else
        print_list(&text);
    fwrite(strbuf_str(&text.out).text, 1, text.out.length, report->out);
    strbuf_release(&text.out);
    arena_release(&text.arena);
}
