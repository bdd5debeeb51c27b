/* Routes as one JSON object. */
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "report/renderer.h"
#include "report/routes_words.h"

enum { ROUTES_FORMAT_VERSION = 1 };

static json_t *node_place_to_json(struct arena *arena, const struct node *place)
{
    struct position position = node_position(place);
    json_t *json = json_object();

    json_set_str(json, "file", node_file(place));
    json_set_number(json, "line", position.line);
    json_set_number(json, "column", position.column);
    json_set_str(json, "pointer", node_pointer(arena, place));
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

static json_t *operation_to_object(struct arena *arena, const struct api *api,
                                   const struct operation *operation)
{
    json_t *json = json_object();

    json_set_str(json, "kind", str_of(routes_kind_name(operation->kind)));
    json_set_str(json, "method", operation->method);
    json_set_str(json, "path", operation->path);
    json_set_str(json, "operationId", operation->id);
    json_set_str(json, "callback", operation->callback);
    json_object_set_new(json, "deprecated", json_boolean(operation->deprecated));
    json_object_set_new(json, "description", node_place_to_json(arena, operation->place));
    if (operation->servers != api->servers)
        json_object_set_new(json, "servers",
                            servers_to_json(operation->servers, operation->server_count));
    return json;
}

static json_t *operations_to_json(struct arena *arena, const struct api *api)
{
    json_t *array = json_array();

    for (size_t i = 0; i < api->operation_count; i++)
        json_array_append_new(array, operation_to_object(arena, api, &api->operations[i]));
    for (size_t i = 0; i < api->call_count; i++)
        json_array_append_new(array, operation_to_object(arena, api, &api->calls[i]));
    return array;
}

static json_t *candidates_to_json(struct arena *arena, const struct api *api,
                                  const struct route_explanation *explanation)
{
    json_t *array = json_array();

    for (size_t i = 0; i < explanation->candidate_count; i++) {
        const struct route_candidate *candidate = &explanation->candidates[i];
        json_t *json = json_object();

        json_set_str(json, "path", candidate->path);
        json_object_set_new(json, "hit", json_boolean(candidate->fate == CANDIDATE_HIT));
        json_set_str(json, "reason", routes_fate_text(arena, api, candidate));
        json_object_set_new(json, "description", node_place_to_json(arena, candidate->place));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *request_to_json(struct arena *arena, const struct api *api,
                               const struct routes_request *request)
{
    const struct route_explanation *explanation = request->explanation;
    const struct route *route = &explanation->route;
    json_t *json = json_object(), *parameters = json_object();

    json_set_str(json, "method", request->method);
    json_set_str(json, "url", request->url);
    json_object_set_new(json, "hit",
                        route->operation ? operation_to_object(arena, api, route->operation)
                                         : json_null());
    json_set_str(json, "miss", str_of(routes_miss_text(route)));
    if (explanation->server)
        json_object_set_new(json, "server", json_from_str(explanation->server->url));
    json_set_str(json, "base", route->base);
    for (size_t i = 0; i < route->parameter_count; i++) {
        struct str name = route->parameters[i].name;

        json_object_setn_new(parameters, name.text, name.length,
                             json_from_str(route->parameters[i].value));
    }
    json_object_set_new(json, "parameters", parameters);
    json_set_str(json, "query", route->query);
    json_object_set_new(json, "trailing_slash", json_boolean(route->trailing_slash));
    json_object_set_new(json, "candidates", candidates_to_json(arena, api, explanation));
    return json;
}

static json_t *description_to_json(const struct api *api)
{
    json_t *json = json_object();

    json_set_str(json, "file", api->document->file);
    json_set_str(json, "title", api->title);
    json_set_str(json, "version", api->api_version);
    json_set_str(json, "openapi", api->version_text);
    json_set_str(json, "sha256", str_of(api->sha256));
    return json;
}

void json_routes(struct report *report, const struct routes *routes)
{
    const struct api *api = routes->api;
    json_t *json = json_object();
    struct arena arena;
    struct strbuf out;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    json_set_number(json, "version", ROUTES_FORMAT_VERSION);
    json_object_set_new(json, "tool", tool_to_json());
    json_object_set_new(json, "description", description_to_json(api));
    json_object_set_new(json, "servers", servers_to_json(api->servers, api->server_count));
    if (routes->request)
        json_object_set_new(json, "request", request_to_json(&arena, api, routes->request));
    else
        json_object_set_new(json, "operations", operations_to_json(&arena, api));
    json_write(&out, json, JSON_LINES);
    strbuf_add_char(&out, '\n');
    fwrite(strbuf_str(&out).text, 1, out.length, report->out);
    json_decref(json);
    strbuf_release(&out);
    arena_release(&arena);
}
