/* Actions to an Overlay: built with jansson, read back as a document, so that it is applied and
   written as any other. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "finding/json_output.h"
#include "finding/rules.h"
#include "http/status.h"
#include "suggest/action.h"
#include "suggest/shape_schema.h"

struct builder {
    const struct suggestion *suggestion;
    const struct openapi_version *version;
    bool is_20;
};

/* {key: value}; takes value. */
static json_t *object_of(struct str key, json_t *value)
{
    json_t *object = json_object();

    json_object_setn_new(object, key.text, key.length, value);
    return object;
}

static json_t *array_of(json_t *value)
{
    json_t *array = json_array();

    json_array_append_new(array, value);
    return array;
}

static json_t *schema_of(const struct builder *builder, const struct shape *shape)
{
    return shape_schema(shape, builder->version, builder->suggestion->redaction);
}

/* By all that is known when the overlay is written, or when it was seen. */
static bool has_secret(const struct builder *builder, struct str text)
{
    struct arena arena;
    bool same;

    arena_init(&arena);
    same = str_equal(redact_text(builder->suggestion->redaction, &arena, text), text);
    arena_release(&arena);
    return !same || str_find(text, STR(REDACTED)) != SIZE_MAX;
}

/* ---- bodies ---- */

/* {"application/json": {"schema": ...}}. Before 3.2 a multipart body has a schema in any case. */
static json_t *content_of(const struct builder *builder, const struct seen_types *types)
{
    json_t *content = json_object();

    for (size_t i = 0; i < types->list.count; i++) {
        const struct seen_type *type = &types->list.items[i];
        json_t *media_type;

        if (has_secret(builder, type->name))
            continue;
        media_type = json_object();
        if (type->shape)
            json_object_set_new(media_type, "schema", schema_of(builder, type->shape));
        else if (str_starts_with(type->name, STR("multipart/")))
            json_object_set_new(media_type, "schema", json_object());
        json_object_setn_new(content, type->name.text, type->name.length, media_type);
    }
    return content;
}

/* 2.0 has one schema for all media types. */
static json_t *first_schema(const struct builder *builder, const struct seen_types *types)
{
    for (size_t i = 0; i < types->list.count; i++)
        if (types->list.items[i].shape)
            return schema_of(builder, types->list.items[i].shape);
    return json_object();
}

static json_t *response_of(const struct builder *builder, const struct seen_status *seen)
{
    const char *reason = status_reason(seen->status);
    json_t *response = json_object();

    json_object_set_new(response, "description",
                        *reason ? json_string(reason) : json_sprintf("Status %d", seen->status));
    if (seen->types.list.count == 0)
        return response;
    if (builder->is_20)
        json_object_set_new(response, "schema", first_schema(builder, &seen->types));
    else
        json_object_set_new(response, "content", content_of(builder, &seen->types));
    return response;
}

static json_t *responses_of(const struct builder *builder, const struct action *action)
{
    json_t *responses = json_object();

    for (size_t i = 0; i < action->statuses.count; i++) {
        char key[16];

        snprintf(key, sizeof key, "%d", action->statuses.items[i].status);
        json_object_set_new(responses, key, response_of(builder, &action->statuses.items[i]));
    }
    return responses;
}

static json_t *body_parameter_of(const struct builder *builder, const struct seen_types *types)
{
    return json_pack("{s:s, s:s, s:o}", "name", "body", "in", "body", "schema",
                     first_schema(builder, types));
}

/* ---- parameters ---- */

/* The type of a value, or of the values of one that stands several times. */
static void set_type(const struct builder *builder, json_t *parameter,
                     const struct seen_parameter *seen)
{
    json_t *type = json_pack("{s:s}", "type", seen->integral ? "integer" : "string");

    if (seen->repeated)
        type = json_pack("{s:s, s:o}", "type", "array", "items", type);
    if (!builder->is_20) {
        json_object_set_new(parameter, "schema", type);
        return;
    }
    json_object_update(parameter, type);
    json_decref(type);
    if (seen->repeated)
        json_set_text(parameter, "collectionFormat", "multi");
}

static void add_parameters(const struct builder *builder, json_t *parameters,
                           const struct action *action)
{
    for (size_t i = 0; i < action->parameters.count; i++) {
        const struct seen_parameter *seen = &action->parameters.items[i];
        json_t *parameter;

        if (has_secret(builder, seen->name))
            continue;
        parameter = json_pack("{s:o, s:s}", "name", json_from_str(seen->name), "in", "query");
        set_type(builder, parameter, seen);
        json_array_append_new(parameters, parameter);
    }
}

static void add_path_parameters(const struct builder *builder, json_t *parameters, struct str path)
{
    static const struct seen_parameter text = {.integral = false};

    while (path.text) {
        struct str segment = str_cut(&path, '/');
        json_t *parameter;

        if (!str_starts_with(segment, STR("{")))
            continue;
        parameter = json_pack("{s:o, s:s, s:b}", "name",
                              json_from_str(str_slice(segment, 1, segment.length - 2)), "in",
                              "path", "required", 1);
        set_type(builder, parameter, &text);
        json_array_append_new(parameters, parameter);
    }
}

/* ---- operations ---- */

static json_t *operation_of(const struct builder *builder, const struct action *action)
{
    bool body = action->request_types.list.count > 0;
    json_t *operation = json_object();
    json_t *parameters = json_array();

    add_path_parameters(builder, parameters, action->variables);
    add_parameters(builder, parameters, action);
    if (body && builder->is_20)
        json_array_append_new(parameters, body_parameter_of(builder, &action->request_types));
    if (json_array_size(parameters))
        json_object_set(operation, "parameters", parameters);
    if (body && !builder->is_20)
        json_object_set_new(
            operation, "requestBody",
            json_pack("{s:o}", "content", content_of(builder, &action->request_types)));
    json_object_set_new(operation, "responses", responses_of(builder, action));
    json_decref(parameters);
    return operation;
}

/* The field of a path item for a method; 3.2 has a map for methods without one. NULL: the version
   cannot describe it. */
static json_t *path_item_of(const struct builder *builder, const struct action *action,
                            struct str method)
{
    static const char *const fields[] = {"get",     "put",  "post",  "delete",
                                         "options", "head", "patch", "trace"};
    json_t *operation = operation_of(builder, action);

    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++)
        if (str_equal_ignoring_case(method, str_of(fields[i])) &&
            !(builder->is_20 && str_is(str_of(fields[i]), "trace")))
            return object_of(str_of(fields[i]), operation);
    if (builder->version->dialect == DIALECT_OAS32)
        return str_is(method, "QUERY")
                   ? object_of(STR("query"), operation)
                   : object_of(STR("additionalOperations"), object_of(method, operation));
    json_decref(operation);
    return NULL;
}

static json_t *operation_update(const struct builder *builder, const struct action *action)
{
    struct str method = action->name;
    json_t *item;

    method = str_cut(&method, ' '); /* of a new path, the template follows */
    item = path_item_of(builder, action, method);
    return item && action->path.text ? object_of(action->path, item) : item;
}

static json_t *status_update(const struct builder *builder, const struct action *action)
{
    json_t *responses =
        action->covering.text
            ? object_of(action->name, json_pack("{s:o}", "$ref", json_from_str(action->covering)))
            : responses_of(builder, action);

    return object_of(STR("responses"), responses);
}

static json_t *request_type_update(const struct builder *builder, const struct action *action)
{
    json_t *content;

    if (builder->is_20 && action->new_body)
        return object_of(STR("parameters"),
                         array_of(body_parameter_of(builder, &action->request_types)));
    if (builder->is_20)
        return object_of(STR("consumes"), array_of(json_from_str(action->name)));
    content = object_of(STR("content"), content_of(builder, &action->request_types));
    return action->new_body ? object_of(STR("requestBody"), content) : content;
}

static json_t *response_type_update(const struct builder *builder, const struct action *action)
{
    const struct seen_types *types = &action->statuses.items[0].types;

    if (!builder->is_20)
        return object_of(STR("content"), content_of(builder, types));
    return action->rule == RULE_RESPONSE_BODY_UNDOCUMENTED
               ? object_of(STR("schema"), first_schema(builder, types))
               : object_of(STR("produces"), array_of(json_from_str(action->name)));
}

static json_t *parameter_update(const struct builder *builder, const struct action *action)
{
    json_t *parameters = json_array();

    add_parameters(builder, parameters, action);
    return object_of(STR("parameters"), parameters);
}

/* What the action changes; NULL: the version has no words for it. */
static json_t *update_of(const struct builder *builder, const struct action *action)
{
    switch (action->kind) {
    case ACTION_SERVER:
        return builder->is_20
                   ? NULL
                   : object_of(STR("servers"),
                               array_of(json_pack("{s:o}", "url", json_from_str(action->name))));
    case ACTION_OPERATION:
        return operation_update(builder, action);
    case ACTION_PARAMETER:
        return parameter_update(builder, action);
    case ACTION_REQUEST_TYPE:
        return request_type_update(builder, action);
    case ACTION_STATUS:
        return status_update(builder, action);
    case ACTION_RESPONSE_TYPE:
        return response_type_update(builder, action);
    case ACTION_PROPERTY:
        return object_of(STR("properties"),
                         object_of(action->name, schema_of(builder, action->shape)));
    case ACTION_REQUIRED:
        return object_of(STR("required"), array_of(json_from_str(action->name)));
    }
    return NULL;
}

/* ---- the overlay ---- */

static json_t *evidence_of(const struct action *action)
{
    json_t *evidence = json_object();

    json_set_text(evidence, "rule", rule_info(action->rule)->id);
    json_set_count(evidence, action->kind == ACTION_REQUIRED ? "objects" : "exchanges",
                   action->seen);
    if (action->source.text) {
        json_object_set_new(evidence, "first", json_from_str(action->source));
        json_set_count(evidence, "entry", action->index);
    }
    return evidence;
}

static int compare_actions(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left;
    const struct action *b = *(const struct action *const *)right;
    int order = str_compare(a->document->file, b->document->file);

    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (!order)
        order = str_compare(a->target, b->target);
    return order ? order : str_compare(a->name, b->name);
}

/* What an overlay would not say in full. */
struct unsaid {
    uint64_t by_version; /* which has no words for it */
    uint64_t secret;     /* its name is, or holds, a secret */
};

static bool tells_secret(const struct builder *builder, const struct action *action)
{
    return has_secret(builder, action->name) || has_secret(builder, action->path);
}

static void add_action(const struct builder *builder, const struct action *action, json_t *actions,
                       struct unsaid *unsaid)
{
    json_t *update;

    if (action->withdrawn)
        return;
    if (tells_secret(builder, action)) {
        unsaid->secret++;
        return;
    }
    update = update_of(builder, action);
    if (update)
        json_array_append_new(actions, json_pack("{s:o, s:o, s:o}", "target",
                                                 json_from_str(action->target), "update", update,
                                                 "x-oasdrift-evidence", evidence_of(action)));
    else
        unsaid->by_version++;
}

/* By file; within one, in their order. The caller frees it. */
static struct action **sorted_actions(const struct suggestion *suggestion)
{
    size_t count = suggestion->actions.count;
    struct action **sorted = alloc_bytes((count + 1) * sizeof *sorted);

    for (size_t i = 0; i < count; i++)
        sorted[i] = suggestion->actions.items[i];
    qsort(sorted, count, sizeof *sorted, compare_actions);
    return sorted;
}

static void add_part(const struct builder *builder, const struct document *document,
                     json_t *actions, json_t *parts)
{
    struct arena arena;
    struct str file;

    arena_init(&arena);
    file = file_of_part(&arena, builder->suggestion, document);
    if (json_array_size(actions))
        json_array_append_new(
            parts, json_pack("{s:o, s:O}", "file", json_from_str(file), "actions", actions));
    arena_release(&arena);
}

/* Those of the description's own file; parts gets those of others, a file each. */
static json_t *actions_of(const struct builder *builder, json_t *parts, struct unsaid *unsaid)
{
    const struct suggestion *suggestion = builder->suggestion;
    struct action **sorted = sorted_actions(suggestion);
    size_t count = suggestion->actions.count, at = 0;
    json_t *own = json_array();

    while (at < count) {
        const struct document *document = sorted[at]->document;
        bool is_own = document == suggestion->api->document;
        json_t *actions = is_own ? json_incref(own) : json_array();

        for (; at < count && sorted[at]->document == document; at++)
            add_action(builder, sorted[at], actions, unsaid);
        if (!is_own)
            add_part(builder, document, actions, parts);
        json_decref(actions);
    }
    free(sorted);
    return own;
}

/* An overlay has one action at least. */
static void add_no_action(json_t *actions)
{
    json_array_append_new(actions,
                          json_pack("{s:s, s:s, s:{}}", "target", "$", "description",
                                    "changes nothing: what was seen lies in other files, see "
                                    "x-oasdrift-parts",
                                    "update"));
}

static json_t *places_left_out(const struct suggestion *suggestion)
{
    json_t *places = json_array();
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < suggestion->left_out.count; i++) {
        const struct left_out *one = suggestion->left_out.items[i];
        struct str what = redact_text(suggestion->redaction, &arena, one->what);

        json_array_append_new(places,
                              json_pack("{s:o, s:o, s:s, s:I}", "place", json_from_str(one->place),
                                        "what", json_from_str(what), "rule",
                                        rule_info(one->rule)->id, "seen", (json_int_t)one->seen));
    }
    arena_release(&arena);
    return places;
}

static json_t *overlay_of(const struct builder *builder)
{
    const struct api *api = builder->suggestion->api;
    struct unsaid unsaid = {0};
    json_t *parts = json_array(), *actions = actions_of(builder, parts, &unsaid);
    json_t *overlay, *left_out = json_object();
    struct strbuf title;

    strbuf_init(&title, SIZE_MAX);
    strbuf_addf(&title, "What was seen of %.*s", STR_ARGS(api->title));
    overlay =
        json_pack("{s:s, s:{s:o, s:o}}", "overlay", "1.0.0", "info", "title",
                  json_from_str(strbuf_str(&title)), "version", json_from_str(api->api_version));
    strbuf_release(&title);
    json_set_number(left_out, "in-other-files", builder->suggestion->left_out.count);
    if (builder->suggestion->left_out.count)
        json_object_set_new(left_out, "places", places_left_out(builder->suggestion));
    json_set_number(left_out, "beyond-the-limit", builder->suggestion->beyond);
    json_set_number(left_out, "not-in-this-version", unsaid.by_version);
    json_set_number(left_out, "secret", unsaid.secret);
    if (json_object_size(left_out))
        json_object_set(overlay, "x-oasdrift-left-out", left_out);
    if (json_array_size(parts) && !json_array_size(actions))
        add_no_action(actions);
    json_object_set_new(overlay, "actions", actions);
    if (json_array_size(parts))
        json_object_set(overlay, "x-oasdrift-parts", parts);
    json_decref(parts);
    json_decref(left_out);
    return overlay;
}

const struct document *suggest_overlay(const struct suggestion *suggestion, struct arena *arena)
{
    const struct openapi_version *version = suggestion->api->version;
    const struct builder builder = {suggestion, version, version->dialect == DIALECT_OAS20};
    json_t *overlay = overlay_of(&builder);
    const struct document *document = NULL;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (json_array_size(json_object_get(overlay, "actions"))) {
        json_write(&text, overlay, JSON_ONE_LINE);
        document = json_read(arena, STR("overlay"), str_copy(arena, strbuf_str(&text)), NULL);
    }
    strbuf_release(&text);
    json_decref(overlay);
    return document;
}
