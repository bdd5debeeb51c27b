/* The list of operations: those of the paths when a description is loaded, those of webhooks and
   callbacks when they are asked for. */
#include "base/map.h"
#include "openapi/model.h"
#include "openapi/template.h"

/* The fields of a Path Item Object that hold an operation (OpenAPI 3.2, 4.9.1). */
static const struct {
    enum field field;
    const char *method;
} methods[] = {
    {FIELD_PATH_ITEM_GET, "GET"},         {FIELD_PATH_ITEM_PUT, "PUT"},
    {FIELD_PATH_ITEM_POST, "POST"},       {FIELD_PATH_ITEM_DELETE, "DELETE"},
    {FIELD_PATH_ITEM_OPTIONS, "OPTIONS"}, {FIELD_PATH_ITEM_HEAD, "HEAD"},
    {FIELD_PATH_ITEM_PATCH, "PATCH"},     {FIELD_PATH_ITEM_TRACE, "TRACE"},
    {FIELD_PATH_ITEM_QUERY, "QUERY"},
};

struct outline {
    struct api *api;
    struct map ids; /* operationId to its operation */
    struct operation *operations;
    size_t count, capacity;
};

/* What the operations of one path item have in common. */
struct item {
    enum operation_kind kind;
    struct str path, callback;
    struct path_item parts;
    struct path_item_field shared; /* its parameters */
    const struct server *servers;  /* its own */
    size_t server_count;
};

static struct operation *operation_add(struct outline *outline)
{
    if (outline->count == outline->capacity) {
        size_t old = outline->capacity * sizeof *outline->operations;

        outline->capacity = outline->capacity ? outline->capacity * 2 : 64;
        outline->operations = arena_resize(openapi_arena(outline->api), outline->operations, old,
                                           outline->capacity * sizeof *outline->operations);
    }
    outline->operations[outline->count] =
        (struct operation){.index = outline->count, .api = outline->api->name};
    return &outline->operations[outline->count++];
}

static void note_second_id(struct api *api, const struct operation *operation,
                           const struct node *first)
{
    struct position position = node_position(node_member(first, STR("operationId")));

    openapi_problem(api, node_member(operation->place, STR("operationId")), PROBLEM_ID,
                    "operationId \"%.*s\" stands twice, first in line %zu; operations are named "
                    "by it",
                    STR_ARGS(operation->id), position.line);
}

static void id_read(struct outline *outline, struct operation *operation)
{
    struct api *api = outline->api;
    void **first;

    operation->id = field_string(api, operation->place, FIELD_OPERATION_ID);
    if (!operation->id.text)
        return;
    first = map_put(&outline->ids, operation->id);
    if (*first && *first != operation->place)
        note_second_id(api, operation, *first);
    else
        *first = (void *)operation->place;
}

/* The servers in force: the operation's, else the path item's, else the root's. 2.0 lets an
   operation have schemes of its own, which changes no path. */
static void operation_servers(struct api *api, struct operation *operation, const struct item *item)
{
    operation->servers = servers_read(
        api, field_read(api, operation->place, FIELD_OPERATION_SERVERS), &operation->server_count);
    if (operation->server_count > 0)
        return;
    operation->servers = item->server_count > 0 ? item->servers : api->servers;
    operation->server_count = item->server_count > 0 ? item->server_count : api->server_count;
}

static void operation_list(struct outline *outline, const struct item *item, struct str method,
                           const struct node *place, const struct node *unread)
{
    struct operation *operation = operation_add(outline);

    operation->kind = item->kind;
    operation->method = method;
    operation->path = item->path;
    operation->callback = item->callback;
    operation->place = place;
    operation->unread = unread;
    operation->path_item = item->parts.place;
    operation->shared = item->shared.twice ? NULL : item->shared.value;
    operation->shared_unread = item->shared.twice ? item->shared.twice : item->parts.unread;
    operation->item_unread = item->parts.unread;
    operation->deprecated = field_boolean(outline->api, place, FIELD_OPERATION_DEPRECATED, false);
    id_read(outline, operation);
    operation_servers(outline->api, operation, item);
}

static bool has_field(struct str method)
{
    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++)
        if (str_is(method, methods[i].method))
            return true;
    return false;
}

/* 3.2, 4.9.1: methods that have no field of their own, by their name as it is sent. */
static void additional_read(struct outline *outline, const struct item *item)
{
    struct api *api = outline->api;
    struct path_item_field field =
        path_item_field(api, &item->parts, FIELD_PATH_ITEM_ADDITIONAL_OPERATIONS);
    const struct node *map = field.value;

    if (!map)
        return;
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        if (has_field(node_string(key)))
            openapi_problem(api, key, PROBLEM_INVALID,
                            "%.*s has a field of its own; it does not stand in "
                            "additionalOperations",
                            STR_ARGS(node_string(key)));
        else if (node_is(node_value(key), NODE_OBJECT))
            operation_list(outline, item, node_string(key), node_value(key), field.twice);
        else
            object_read(api, node_value(key), OBJECT_OPERATION);
    }
}

/* Where two parts have servers, which is not defined, any of them may be meant. */
static void item_servers(struct api *api, struct item *item)
{
    struct server *all = NULL;
    size_t count = 0;

    path_item_field(api, &item->parts, FIELD_PATH_ITEM_SERVERS); /* notes it */
    for (size_t i = 0; i < item->parts.count; i++) {
        size_t more;
        const struct server *servers = servers_read(
            api, field_read(api, item->parts.parts[i], FIELD_PATH_ITEM_SERVERS), &more);

        if (!more)
            continue;
        all = arena_resize(openapi_arena(api), all, count * sizeof *all,
                           (count + more) * sizeof *all);
        memcpy(all + count, servers, more * sizeof *all);
        count += more;
    }
    item->servers = all;
    item->server_count = count;
}

/* false: nothing is known of it. */
static bool item_read(struct outline *outline, const struct node *node, struct item *item)
{
    struct api *api = outline->api;

    if (!path_item_read(api, node, &item->parts))
        return false;
    item_servers(api, item);
    item->shared = path_item_field(api, &item->parts, FIELD_PATH_ITEM_PARAMETERS);
    path_item_check(api, &item->parts);
    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++) {
        struct path_item_field field = path_item_field(api, &item->parts, methods[i].field);

        if (field.value)
            operation_list(outline, item, str_of(methods[i].method), field.value, field.twice);
    }
    additional_read(outline, item);
    return true;
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

const struct node *openapi_paths(struct api *api)
{
    const struct node *paths = field_read(api, api->document->root, FIELD_ROOT_PATHS);

    return paths ? object_read(api, paths, OBJECT_PATHS) : NULL;
}

void paths_read(struct api *api)
{
    const struct node *paths = openapi_paths(api);
    struct outline outline = {.api = api};
    const struct node **unread;

    if (!paths)
        return;
    unread = ARENA_ARRAY(openapi_arena(api), const struct node *, paths->length + 1);
    for (const struct node *key = node_first(paths); key < node_end(paths);
         key = node_next_key(key)) {
        struct item item = {.kind = OPERATION_PATH, .path = node_string(key)};

        if (key_is_extension(item.path) || !path_is_usable(api, key))
            continue;
        if (!item_read(&outline, node_value(key), &item))
            unread[api->unread_path_count++] = key;
    }
    map_release(&outline.ids);
    api->unread_paths = unread;
    api->operations = outline.operations;
    api->operation_count = outline.count;
}

/* ---- what the API calls ---- */

/* Each key of the map is a path item: webhooks by name, a callback's by expression. Only a callback
   is an object that has extensions. */
static void calls_read(struct outline *outline, const struct node *map, enum operation_kind kind,
                       struct str callback)
{
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct item item = {.kind = kind, .path = node_string(key), .callback = callback};

        if (kind == OPERATION_CALLBACK && key_is_extension(item.path))
            continue;
        item_read(outline, node_value(key), &item);
    }
}

/* A callback is known by its place: several operations may refer to one component. */
static void callbacks_read(struct outline *outline, const struct operation *operation,
                           struct pointer_map *seen)
{
    struct api *api = outline->api;
    const struct node *map = field_read(api, operation->place, FIELD_OPERATION_CALLBACKS);

    if (!map)
        return;
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        const struct node *place = object_read(api, node_value(key), OBJECT_CALLBACK);
        void **known = place ? pointer_map_put(seen, place, 0) : NULL;

        if (!known || *known)
            continue;
        *known = (void *)place;
        calls_read(outline, place, OPERATION_CALLBACK, node_string(key));
    }
}

void openapi_list_calls(struct api *api)
{
    struct outline outline = {.api = api};
    const struct node *webhooks;
    struct pointer_map seen = {0};

    if (api->calls_listed)
        return;
    api->calls_listed = true;
    for (size_t i = 0; i < api->operation_count; i++)
        if (api->operations[i].id.text)
            *map_put(&outline.ids, api->operations[i].id) = (void *)api->operations[i].place;
    webhooks = field_read(api, api->document->root, FIELD_ROOT_WEBHOOKS);
    if (webhooks)
        calls_read(&outline, webhooks, OPERATION_WEBHOOK, STR_NONE);
    for (size_t i = 0; i < api->operation_count; i++)
        callbacks_read(&outline, &api->operations[i], &seen);
    /* Callbacks may have callbacks; `seen` ends it. */
    for (size_t i = 0; i < outline.count; i++) {
        const struct operation operation = outline.operations[i]; /* the list may move */

        callbacks_read(&outline, &operation, &seen);
    }
    pointer_map_release(&seen);
    map_release(&outline.ids);
    api->calls = outline.operations;
    api->call_count = outline.count;
}

struct operation *openapi_calls(struct api *api, size_t *count)
{
    pthread_mutex_lock(&api->lock);
    openapi_list_calls(api);
    pthread_mutex_unlock(&api->lock);
    *count = api->call_count;
    return api->calls;
}
