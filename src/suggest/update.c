#include "suggest/update.h"

#include "finding/json_output.h"
#include "finding/rules.h"
#include "http/status.h"
#include "suggest/shape_schema.h"

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

bool builder_finds_secret(const struct builder *builder, struct str text)
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

        if (builder_finds_secret(builder, type->name))
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

        if (builder_finds_secret(builder, seen->name))
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

json_t *builder_update(const struct builder *builder, const struct action *action)
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
