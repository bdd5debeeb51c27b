/* A description's outline: version, title, servers, security schemes, and the list of operations.
   What an operation says stays unread until operation_open. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/sha256.h"
#include "openapi/model.h"
#include "openapi/template.h"

/* Fixed fields of a Path Item Object (OpenAPI 3.1, 4.8.9.1). */
static const struct {
    const char *key, *method;
} methods[] = {
    {"get", "GET"},         {"put", "PUT"},   {"post", "POST"},   {"delete", "DELETE"},
    {"options", "OPTIONS"}, {"head", "HEAD"}, {"patch", "PATCH"}, {"trace", "TRACE"},
};

static void info_read(struct api *api, const struct node *root)
{
    const struct node *info = member_object(api, root, "info");

    if (!info && !node_member(root, STR("info")))
        openapi_problem(api, root, PROBLEM_INVALID, "the description has no info");
    api->title = member_required_string(api, info, "title", "info");
    api->api_version = member_required_string(api, info, "version", "info");
}

/* The dialect `jsonSchemaDialect` names for schemas that say nothing themselves; STR_NONE. One that
   is not known may be served by --map-uri; else those schemas are not checked. */
static struct str schema_dialect_read(struct api *api, const struct node *root)
{
    enum schema_dialect dialect;
    struct str name;

    if (api->version->dialect == DIALECT_OAS30)
        return STR_NONE;
    name = member_string(api, root, "jsonSchemaDialect");
    if (name.text && !schema_dialect_of(name, &dialect))
        openapi_problem(api, node_member(root, STR("jsonSchemaDialect")), PROBLEM_INVALID,
                        "schema dialect \"%.*s\" is not known; schemas are checked only where "
                        "--map-uri serves its meta-schema",
                        STR_ARGS(name));
    return name;
}

/* ---- the list of operations ---- */

struct outline {
    struct map ids; /* operationId to its node */
    size_t capacity;
};

static struct operation *operation_add(struct api *api, struct outline *outline)
{
    if (api->operation_count == outline->capacity) {
        size_t old = outline->capacity * sizeof *api->operations;

        outline->capacity = outline->capacity ? outline->capacity * 2 : 64;
        api->operations = arena_resize(openapi_arena(api), api->operations, old,
                                       outline->capacity * sizeof *api->operations);
    }
    api->operations[api->operation_count] = (struct operation){.index = api->operation_count};
    return &api->operations[api->operation_count++];
}

static void id_read(struct api *api, struct outline *outline, struct operation *operation)
{
    void **first;

    operation->id = member_string(api, operation->place, "operationId");
    if (!operation->id.text)
        return;
    first = map_put(&outline->ids, operation->id);
    if (*first)
        openapi_problem(api, node_member(operation->place, STR("operationId")), PROBLEM_INVALID,
                        "operationId \"%.*s\" stands twice; operations are named by it",
                        STR_ARGS(operation->id));
    else
        *first = operation;
}

/* The servers in force: the operation's, else the path item's, else the root's. */
static void operation_servers(struct api *api, struct operation *operation,
                              const struct server *shared, size_t shared_count)
{
    operation->servers =
        servers_read(api, member_array(api, operation->place, "servers"), &operation->server_count);
    if (operation->server_count > 0)
        return;
    operation->servers = shared_count > 0 ? shared : api->servers;
    operation->server_count = shared_count > 0 ? shared_count : api->server_count;
}

static void path_item_read(struct api *api, struct outline *outline, struct str path,
                           const struct node *item)
{
    size_t shared_count;
    const struct server *shared =
        servers_read(api, member_array(api, item, "servers"), &shared_count);

    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++) {
        const struct node *place = node_member(item, str_of(methods[i].key));
        struct operation *operation;

        if (!place || !node_expect_object(api, place, "an operation"))
            continue;
        operation = operation_add(api, outline);
        operation->method = str_of(methods[i].method);
        operation->path = path;
        operation->place = place;
        operation->path_item = item;
        operation->deprecated = member_boolean(api, place, "deprecated", false);
        id_read(api, outline, operation);
        operation_servers(api, operation, shared, shared_count);
    }
}

static bool path_is_usable(struct api *api, const struct node *key)
{
    struct str path = node_string(key);

    if (path.length == 0 || path.text[0] != '/') {
        openapi_problem(api, key, PROBLEM_INVALID, "a path starts with '/'");
        return false;
    }
    if (str_find_char(path, '?') < path.length || str_find_char(path, '#') < path.length) {
        openapi_problem(api, key, PROBLEM_INVALID,
                        "a path has neither a query nor a fragment: no request can match this one");
        return false;
    }
    if (!template_is_valid(path)) {
        openapi_problem(api, key, PROBLEM_INVALID, "the path's braces do not hold names");
        return false;
    }
    return true;
}

static void paths_read(struct api *api, const struct node *root)
{
    const struct node *paths = member_object(api, root, "paths");
    struct outline outline = {0};

    if (!paths)
        return;
    for (const struct node *key = node_first(paths); key < node_end(paths);
         key = node_next_key(key)) {
        const struct node *item;

        if (key_is_extension(node_string(key)) || !path_is_usable(api, key))
            continue;
        item = openapi_dereference(api, node_value(key));
        if (node_expect_object(api, item, "a path item"))
            path_item_read(api, &outline, node_string(key), item);
    }
    map_release(&outline.ids);
}

/* ---- loading ---- */

static void servers_load(struct api *api, const struct node *root)
{
    static const struct server root_server = {.url = {"/", 1}, .base = {"", 0}};

    api->servers = servers_read(api, member_array(api, root, "servers"), &api->server_count);
    if (api->server_count == 0) {
        api->servers = &root_server;
        api->server_count = 1;
    }
}

static void digest(struct api *api)
{
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, api->document->source);
    sha256_hex(&hash, api->sha256);
}

static void router_load(struct api *api, const struct openapi_options *options)
{
    size_t count = options ? options->server_option_count : 0;
    struct server *servers = ARENA_ARRAY(openapi_arena(api), struct server, count + 1);

    for (size_t i = 0; i < count; i++)
        servers[i] = server_of_option(api, options->servers[i]);
    api->router = router_new(api, servers, count);
}

static bool outline_load(struct api *api, const struct openapi_options *options, struct error *err)
{
    const struct node *root = api->document->root;

    if (!node_is(root, NODE_OBJECT))
        return error_raise_node(err, root, "an OpenAPI description is an object, this is %s",
                                node_type_name(root));
    api->version = dialect_find(api, root, err);
    if (!api->version)
        return false;
    digest(api);
    info_read(api, root);
    servers_load(api, root);
    security_schemes_read(api, openapi_dereference(api, member_object(api, root, "components")));
    paths_read(api, root);
    if (api->operation_count == 0) {
        const struct node *paths = node_member(root, STR("paths"));

        return error_raise_node(err, paths ? paths : root,
                                "the description has no operation that can be used%s%.*s",
                                api->problem_count ? "; first of its problems: " : "",
                                STR_ARGS(api->problem_count ? api->problems[0].message : STR("")));
    }
    router_load(api, options);
    api->schemas = schema_set_new(&(struct schema_settings){
        .dialect = api->version->dialect,
        .dialect_uri = schema_dialect_read(api, root),
        .formats = options ? options->formats : FORMATS_STANDARD,
        .library = api->library,
    });
    return true;
}

struct api *openapi_load(const char *path, const struct openapi_options *options, struct error *err)
{
    struct api *api = alloc_zeroed(1, sizeof *api);
    const struct library_options *references = options ? &options->references : NULL;

    api->library = library_new(references);
    if (!references || library_options_check(references, err))
        api->document = document_load(api->library, path, err);
    if (!api->document || !outline_load(api, options, err)) {
        openapi_free(api);
        return NULL;
    }
    return api;
}

void openapi_free(struct api *api)
{
    if (!api)
        return;
    router_free(api->router);
    map_release(&api->targets);
    if (api->schemas)
        schema_set_free(api->schemas);
    library_free(api->library);
    free(api->problems);
    free(api);
}
