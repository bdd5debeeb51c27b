/* A description's outline: version, title, servers, security schemes, and the list of operations.
   What an operation says stays unread until operation_open. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/path.h"
#include "base/sha256.h"
#include "openapi/model.h"

static void info_read(struct api *api, const struct node *root)
{
    const struct node *info = field_read(api, root, FIELD_ROOT_INFO);

    api->title = field_string(api, info, FIELD_INFO_TITLE);
    api->api_version = field_string(api, info, FIELD_INFO_VERSION);
}

/* The dialect that `jsonSchemaDialect` names for schemas without a $schema; STR_NONE: none is
   named. A dialect that is not known may be served by --map-uri; else these schemas are not
   checked. */
static struct str schema_dialect_read(struct api *api, const struct node *root)
{
    struct str name = field_string(api, root, FIELD_ROOT_SCHEMA_DIALECT);
    enum schema_dialect dialect;

    if (name.text && !schema_dialect_of(name, &dialect))
        openapi_problem(api, node_member(root, STR("jsonSchemaDialect")), PROBLEM_DIALECT,
                        "schema dialect \"%.*s\" is not known; schemas are checked only where "
                        "--map-uri serves its meta-schema",
                        STR_ARGS(name));
    return name;
}

/* ---- loading ---- */

static void servers_load(struct api *api, const struct node *root)
{
    static const struct server root_server = {.url = {"/", 1}, .base = {"", 0}};

    if (field_is_known(api, FIELD_ROOT_SERVERS))
        api->servers =
            servers_read(api, field_read(api, root, FIELD_ROOT_SERVERS), &api->server_count);
    else
        api->servers = servers_read_20(api, root, field_read(api, root, FIELD_ROOT_SCHEMES),
                                       &api->server_count);
    if (api->server_count == 0) {
        api->servers = &root_server;
        api->server_count = 1;
    }
}

const struct node *openapi_components(struct api *api, enum field kind)
{
    static const struct {
        enum field kind, field_20;
    } places[] = {
        {FIELD_COMPONENTS_SCHEMAS, FIELD_ROOT_DEFINITIONS},
        {FIELD_COMPONENTS_PARAMETERS, FIELD_ROOT_PARAMETERS},
        {FIELD_COMPONENTS_RESPONSES, FIELD_ROOT_RESPONSES},
        {FIELD_COMPONENTS_SECURITY_SCHEMES, FIELD_ROOT_SECURITY_DEFINITIONS},
    };
    const struct node *root = api->document->root;
    const struct node *components = field_read(api, root, FIELD_ROOT_COMPONENTS);

    if (components)
        return field_read(api, openapi_dereference(api, components), kind);
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++)
        if (places[i].kind == kind)
            return field_read(api, root, places[i].field_20);
    return NULL;
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
    api->server_options = servers;
    api->server_option_count = count;
    api->router = router_new(api, servers, count);
}

/* 3.1, 4.8.1: a description has at least one of these. */
static void check_parts(struct api *api, const struct node *root)
{
    if (!node_member(root, STR("paths")) && !node_member(root, STR("webhooks")) &&
        !node_member(root, STR("components")))
        openapi_problem(api, root, PROBLEM_INVALID,
                        "the description has neither paths nor webhooks nor components");
}

static bool outline_load(struct api *api, const struct openapi_options *options, struct error *err)
{
    const struct node *root = api->document->root;

    if (!node_is(root, NODE_OBJECT))
        return error_raise_node(err, root, "an OpenAPI description is an object, this is %s",
                                str_starts_with(node_string(root), STR("<"))
                                    ? "HTML or XML, such as a sign-in page or a view of the file"
                                    : node_type_name(root));
    api->version = version_find(api, root, err);
    if (!api->version)
        return false;
    digest(api);
    info_read(api, root);
    servers_load(api, root);
    security_schemes_read(api);
    tags_read(api, root);
    paths_read(api);
    if (field_is_known(api, FIELD_ROOT_WEBHOOKS))
        check_parts(api, root);
    router_load(api, options);
    api->schemas = schema_set_new(&(struct schema_settings){
        .dialect = api->version->dialect,
        .dialect_uri = schema_dialect_read(api, root),
        .formats = options ? options->formats : FORMATS_STANDARD,
        .null_outside_enum_warns = true,
        .documents = api->documents,
    });
    return true;
}

static void lock_init(pthread_mutex_t *lock)
{
    pthread_mutexattr_t attributes;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

/* Readers differ in which of two equal keys they take, and many refuse the document. */
static void note_twice(void *context, const struct duplicate_key *twice)
{
    openapi_problem(context, twice->again, PROBLEM_INVALID,
                    "the key \"%.*s\" stands twice; the first one, in line %zu, is read",
                    STR_ARGS(node_string(twice->again)), node_position(twice->first).line);
}

void openapi_tell_duplicate_keys(struct api *api, const struct node *node)
{
    node_tell_duplicate_keys(node, note_twice, api);
}

struct api *openapi_load(const char *path, const struct openapi_options *options, struct error *err)
{
    struct api *api = alloc_zeroed(1, sizeof *api);
    struct documents_options references =
        options ? options->references : (struct documents_options){0};

    lock_init(&api->lock);
    references.self = version_self;
    references.twice = note_twice;
    references.twice_context = api;
    api->documents = documents_new(&references);
    if (documents_options_check(&references, err))
        api->document = document_load(api->documents, path, err);
    if (api->document)
        api->folder = path_directory(api->document->file);
    if (!api->document || !outline_load(api, options, err)) {
        openapi_free(api);
        return NULL;
    }
    return api;
}

const struct schema *openapi_compile(struct api *api, const struct node *schema, struct error *err)
{
    const struct schema *compiled;

    pthread_mutex_lock(&api->lock);
    compiled = schema_compile(api->schemas, schema, err);
    pthread_mutex_unlock(&api->lock);
    return compiled;
}

const struct schema *openapi_compile_in_part(struct api *api, const struct node *schema)
{
    const struct schema *compiled;

    pthread_mutex_lock(&api->lock);
    compiled = schema_compile_in_part(api->schemas, schema);
    pthread_mutex_unlock(&api->lock);
    return compiled;
}

bool openapi_has_parts(const struct api *api, struct error *err)
{
    const struct node *root = api->document->root;
    const struct node *paths = node_member(root, STR("paths"));
    bool has_problem = api->problem_count > 0;

    return api->operation_count > 0 || node_member(root, STR("webhooks")) ||
           node_member(root, STR("components")) ||
           error_raise_node(err, paths ? paths : root,
                            "the description has no operation that can be used%s%.*s",
                            has_problem ? "; first of its problems: " : "",
                            STR_ARGS(has_problem ? api->problems[0].message : STR("")));
}

void openapi_name(struct api *api, struct str name)
{
    api->name = name;
    for (size_t i = 0; i < api->operation_count; i++)
        api->operations[i].api = name;
}

void openapi_free(struct api *api)
{
    if (!api)
        return;
    router_free(api->router);
    pointer_map_release(&api->targets);
    pointer_map_release(&api->unread);
    map_release(&api->schemes_by_name);
    pointer_map_release(&api->problems_by_place);
    if (api->schemas)
        schema_set_free(api->schemas);
    documents_free(api->documents);
    free(api->problems);
    pthread_mutex_destroy(&api->lock);
    free(api);
}
