/* oasdrift_explain_routes: the operations of a description, or which one a request hits and why. */
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "finding/event_write.h"
#include "finding/json_text.h"
#include "http/url.h"
#include "references.h"
#include "session.h"

enum { ROUTES_FORMAT_VERSION = 1, METHOD_COLUMN = 8, PATH_COLUMN_MAX = 48 };

struct printer {
    struct api *api;
    struct arena arena;
    struct strbuf out;
};

/* ---- pieces of text ---- */

static struct str place_text(struct printer *printer, const struct node *place)
{
    struct position position = node_position(place);

    return str_format(&printer->arena, "%.*s:%zu:%zu", STR_ARGS(node_document(place)->file),
                      position.line, position.column);
}

/* Text from the description or the command line, which may hold anything. */
static void add_shown(struct printer *printer, struct str text)
{
    escape_control_to(&printer->out, text);
}

static void add_padded(struct printer *printer, struct str text, size_t width)
{
    add_shown(printer, text);
    strbuf_add_text(&printer->out, " ");
    for (size_t i = text.length + 1; i < width; i++)
        strbuf_add_text(&printer->out, " ");
}

/* "  server      https://..." */
static void add_fact(struct printer *printer, const char *name, struct str value)
{
    strbuf_add_text(&printer->out, "  ");
    add_padded(printer, str_of(name), 12);
    add_shown(printer, value);
    strbuf_add_text(&printer->out, "\n");
}

static struct str server_text(struct printer *printer, const struct server *server)
{
    if (!server->name.text)
        return server->url;
    return str_format(&printer->arena, "%.*s (%.*s)", STR_ARGS(server->url),
                      STR_ARGS(server->name));
}

/* ---- the list, as text ---- */

static const char *const kind_names[] = {
    [OPERATION_PATH] = "path",
    [OPERATION_WEBHOOK] = "webhook",
    [OPERATION_CALLBACK] = "callback",
};

static size_t path_column(const struct api *api)
{
    size_t width = 0;

    for (size_t i = 0; i < api->operation_count; i++) {
        size_t length = api->operations[i].path.length + 1;

        width = length > width ? length : width;
    }
    return width < PATH_COLUMN_MAX ? width : PATH_COLUMN_MAX;
}

static void print_operation(struct printer *printer, const struct operation *operation,
                            size_t column)
{
    struct str kind = str_of(kind_names[operation->kind]);

    add_padded(printer, operation->method, METHOD_COLUMN);
    add_padded(printer, operation->path, column);
    if (operation->callback.text)
        kind = str_format(&printer->arena, "callback %.*s", STR_ARGS(operation->callback));
    if (operation->id.text) {
        add_shown(printer, operation->id);
        strbuf_add_text(&printer->out, " ");
    }
    if (operation->kind != OPERATION_PATH) {
        strbuf_add_text(&printer->out, "[");
        add_shown(printer, kind);
        strbuf_add_text(&printer->out, "] ");
    }
    strbuf_add_text(&printer->out, operation->deprecated ? "[deprecated] " : "");
    add_shown(printer, place_text(printer, operation->place));
    strbuf_add_text(&printer->out, "\n");
    for (size_t i = 0; operation->servers != printer->api->servers && i < operation->server_count;
         i++)
        add_fact(printer, "server", server_text(printer, &operation->servers[i]));
}

static void print_list(struct printer *printer)
{
    const struct api *api = printer->api;
    size_t column = path_column(api);

    add_shown(printer, str_format(&printer->arena,
                                  "%.*s %.*s (OpenAPI %.*s), %.*s: %zu operations, %zu of webhooks "
                                  "and callbacks",
                                  STR_ARGS(api->title), STR_ARGS(api->api_version),
                                  STR_ARGS(api->version_text), STR_ARGS(api->document->file),
                                  api->operation_count, api->call_count));
    strbuf_add_text(&printer->out, "\n");
    for (size_t i = 0; i < api->server_count; i++)
        add_fact(printer, "server", server_text(printer, &api->servers[i]));
    for (size_t i = 0; i < api->operation_count; i++)
        print_operation(printer, &api->operations[i], column);
    for (size_t i = 0; i < api->call_count; i++)
        print_operation(printer, &api->calls[i], column);
    for (size_t i = 0; i < api->unread_path_count; i++) {
        add_padded(printer, STR("?"), METHOD_COLUMN);
        add_padded(printer, node_string(api->unread_paths[i]), column);
        strbuf_add_text(&printer->out, "[cannot be read] ");
        add_shown(printer, place_text(printer, api->unread_paths[i]));
        strbuf_add_text(&printer->out, "\n");
    }
}

/* ---- a request, as text ---- */

/* "GET, PUT": those of a path. */
static struct str methods_of(struct printer *printer, struct str path)
{
    struct str list = STR("");

    for (size_t i = 0; i < printer->api->operation_count; i++) {
        const struct operation *operation = &printer->api->operations[i];

        if (operation->path.text == path.text)
            list = str_format(&printer->arena, "%.*s%s%.*s", STR_ARGS(list),
                              list.length ? ", " : "", STR_ARGS(operation->method));
    }
    return list;
}

static struct str fate_text(struct printer *printer, const struct route_candidate *candidate)
{
    struct arena *arena = &printer->arena;

    switch (candidate->fate) {
    case CANDIDATE_HIT:
        return STR("hit");
    case CANDIDATE_BEHIND:
        return STR("fits, and is less concrete than what is hit");
    case CANDIDATE_NO_METHOD:
        return str_format(arena, "fits, and describes %.*s only",
                          STR_ARGS(methods_of(printer, candidate->path)));
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

static const char *miss_text(enum route_miss miss)
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

static void print_hit(struct printer *printer, const struct route_explanation *explanation)
{
    const struct route *route = &explanation->route;
    const struct operation *operation = route->operation;

    add_fact(printer, "described", place_text(printer, operation->place));
    if (explanation->server)
        add_fact(printer, "server", server_text(printer, explanation->server));
    else
        add_fact(printer, "server", STR("one of --server"));
    if (explanation->server && !explanation->host_described)
        add_fact(printer, "host", STR("another than the server's: the path alone decides"));
    if (route->base.length > 0)
        add_fact(printer, "base", route->base);
    for (size_t i = 0; i < route->parameter_count; i++)
        add_fact(printer, "parameter",
                 str_format(&printer->arena, "%.*s = %.*s", STR_ARGS(route->parameters[i].name),
                            STR_ARGS(route->parameters[i].value)));
    if (route->query.text)
        add_fact(printer, "query", route->query);
    if (route->trailing_slash)
        add_fact(printer, "slash", STR("the last one is missing in one of the two"));
}

static void print_request(struct printer *printer, struct str method, struct str url,
                          const struct route_explanation *explanation)
{
    const struct operation *operation = explanation->route.operation;
    struct str hit = operation ? str_format(&printer->arena, "%.*s %.*s%s%.*s",
                                            STR_ARGS(operation->method), STR_ARGS(operation->path),
                                            operation->id.text ? ", " : "", STR_ARGS(operation->id))
                               : str_of(miss_text(explanation->route.miss));

    add_shown(printer, str_format(&printer->arena, "%.*s %.*s: %.*s", STR_ARGS(method),
                                  STR_ARGS(url), STR_ARGS(hit)));
    strbuf_add_text(&printer->out, "\n");
    if (operation)
        print_hit(printer, explanation);
    for (size_t i = 0; explanation->route.miss == ROUTE_NO_SERVER && i < printer->api->server_count;
         i++)
        add_fact(printer, "server", server_text(printer, &printer->api->servers[i]));
    for (size_t i = 0; i < explanation->candidate_count; i++) {
        const struct route_candidate *candidate = &explanation->candidates[i];

        add_fact(printer, "candidate",
                 str_format(&printer->arena, "%.*s: %.*s (%.*s)", STR_ARGS(candidate->path),
                            STR_ARGS(fate_text(printer, candidate)),
                            STR_ARGS(place_text(printer, candidate->place))));
    }
}

/* ---- json ---- */

static json_t *place_to_json(struct printer *printer, const struct node *place)
{
    struct position position = node_position(place);
    json_t *json = json_object();

    json_set_str(json, "file", node_document(place)->file);
    json_set_number(json, "line", position.line);
    json_set_number(json, "column", position.column);
    json_set_str(json, "pointer", node_pointer(&printer->arena, place));
    return json;
}

static json_t *servers_to_json(const struct server *servers, size_t count)
{
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *json = json_object();

        json_set_str(json, "url", servers[i].url);
        json_set_str(json, "name", servers[i].name);
        json_set_str(json, "base", servers[i].base);
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *operation_of(struct printer *printer, const struct operation *operation)
{
    json_t *json = json_object();

    json_set_str(json, "kind", str_of(kind_names[operation->kind]));
    json_set_str(json, "method", operation->method);
    json_set_str(json, "path", operation->path);
    json_set_str(json, "operationId", operation->id);
    json_set_str(json, "callback", operation->callback);
    json_object_set_new(json, "deprecated", json_boolean(operation->deprecated));
    json_object_set_new(json, "description", place_to_json(printer, operation->place));
    if (operation->servers != printer->api->servers)
        json_object_set_new(json, "servers",
                            servers_to_json(operation->servers, operation->server_count));
    return json;
}

static json_t *operations_to_json(struct printer *printer)
{
    json_t *array = json_array();

    for (size_t i = 0; i < printer->api->operation_count; i++)
        json_array_append_new(array, operation_of(printer, &printer->api->operations[i]));
    for (size_t i = 0; i < printer->api->call_count; i++)
        json_array_append_new(array, operation_of(printer, &printer->api->calls[i]));
    return array;
}

static json_t *candidates_to_json(struct printer *printer,
                                  const struct route_explanation *explanation)
{
    json_t *array = json_array();

    for (size_t i = 0; i < explanation->candidate_count; i++) {
        const struct route_candidate *candidate = &explanation->candidates[i];
        json_t *json = json_object();

        json_set_str(json, "path", candidate->path);
        json_object_set_new(json, "hit", json_boolean(candidate->fate == CANDIDATE_HIT));
        json_set_str(json, "reason", fate_text(printer, candidate));
        json_object_set_new(json, "description", place_to_json(printer, candidate->place));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *request_to_json(struct printer *printer, struct str method, struct str url,
                               const struct route_explanation *explanation)
{
    const struct route *route = &explanation->route;
    json_t *json = json_object(), *parameters = json_object();

    json_set_str(json, "method", method);
    json_set_str(json, "url", url);
    json_object_set_new(json, "hit",
                        route->operation ? operation_of(printer, route->operation) : json_null());
    json_set_str(json, "miss", str_of(miss_text(route->miss)));
    if (explanation->server)
        json_object_set_new(json, "server", json_from_str(explanation->server->url));
    json_set_str(json, "base", route->base);
    for (size_t i = 0; i < route->parameter_count; i++) {
        const char *name = str_copy(&printer->arena, route->parameters[i].name).text;

        json_object_set_new(parameters, name, json_from_str(route->parameters[i].value));
    }
    json_object_set_new(json, "parameters", parameters);
    json_set_str(json, "query", route->query);
    json_object_set_new(json, "trailing_slash", json_boolean(route->trailing_slash));
    json_object_set_new(json, "candidates", candidates_to_json(printer, explanation));
    return json;
}

static json_t *whole_to_json(struct printer *printer)
{
    const struct api *api = printer->api;
    json_t *json = json_object(), *description = json_object();

    json_set_number(json, "version", ROUTES_FORMAT_VERSION);
    json_object_set_new(json, "tool", tool_to_json());
    json_set_str(description, "file", api->document->file);
    json_set_str(description, "title", api->title);
    json_set_str(description, "version", api->api_version);
    json_set_str(description, "openapi", api->version_text);
    json_set_str(description, "sha256", str_of(api->sha256));
    json_object_set_new(json, "description", description);
    json_object_set_new(json, "servers", servers_to_json(api->servers, api->server_count));
    return json;
}

/* ---- the call ---- */

static bool wants_json(const struct oasdrift_options *options, bool *json, struct error *err)
{
    *json = false;
    for (size_t i = 0; i < options->reports.count; i++) {
        *json = strcmp(options->reports.items[i], "json") == 0;
        if (!*json && strcmp(options->reports.items[i], "text") != 0)
            return error_raise(err, "report %s: routes are told as text or json",
                               options->reports.items[i]);
    }
    return true;
}

static void explain_list(struct printer *printer, bool as_json)
{
    json_t *json;

    openapi_list_calls(printer->api);
    if (!as_json) {
        print_list(printer);
        return;
    }
    json = whole_to_json(printer);
    json_object_set_new(json, "operations", operations_to_json(printer));
    json_write(&printer->out, json, JSON_INDENT(2));
    strbuf_add_text(&printer->out, "\n");
    json_decref(json);
}

static int explain_request(struct printer *printer, struct str method, struct str url, bool as_json)
{
    struct route_explanation explanation;
    json_t *json;

    route_explain(printer->api, &printer->arena, method, url, &explanation);
    url = url_without_password(&printer->arena, url);
    if (as_json) {
        json = whole_to_json(printer);
        json_object_set_new(json, "request", request_to_json(printer, method, url, &explanation));
        json_write(&printer->out, json, JSON_INDENT(2));
        strbuf_add_text(&printer->out, "\n");
        json_decref(json);
    } else {
        print_request(printer, method, url, &explanation);
    }
    return explanation.route.operation ? OASDRIFT_OK : OASDRIFT_FINDINGS;
}

int oasdrift_explain_routes(const struct oasdrift_options *options)
{
    struct printer printer = {.api = NULL};
    struct references references = {0};
    struct error err = {0};
    int code = OASDRIFT_OK;
    bool as_json;

    arena_init(&printer.arena);
    strbuf_init(&printer.out, SIZE_MAX);
    if (wants_json(options, &as_json, &err) && references_init(&references, options, &err))
        printer.api = options_load_api(options, &references, options->description, &err);
    if (!printer.api)
        code = options_unusable(options, &err);
    else if (options->inputs.count == 2)
        code = explain_request(&printer, str_of(options->inputs.items[0]),
                               str_of(options->inputs.items[1]), as_json);
    else
        explain_list(&printer, as_json);
    if (fwrite(printer.out.text, 1, printer.out.length, stdout) != printer.out.length ||
        fflush(stdout) != 0)
        code = OASDRIFT_INTERNAL;
    openapi_free(printer.api);
    references_release(&references);
    strbuf_release(&printer.out);
    arena_release(&printer.arena);
    return code;
}
