/* What an operation says, read when it is first used. */
#include "openapi/model.h"

/* `content` that is there and is no map counts as unread. */
static const struct node *unread_content(const struct node *place)
{
    const struct node *content = node_member(place, STR("content"));

    return content && content->kind != NODE_OBJECT ? content : NULL;
}

static const struct request_body *request_body_read(struct api *api, const struct node *operation)
{
    const struct node *written =
        node_member(operation, field_row(FIELD_OPERATION_REQUEST_BODY)->name);
    const struct node *place = field_read(api, operation, FIELD_OPERATION_REQUEST_BODY);
    struct request_body *body;

    if (!written)
        return NULL;
    body = ARENA_NEW(openapi_arena(api), struct request_body);
    place = place ? object_read(api, place, OBJECT_REQUEST_BODY) : NULL;
    if (!place) {
        *body = (struct request_body){.place = written, .unread = written};
        return body;
    }
    *body = (struct request_body){
        .place = place,
        .unread = unread_content(place),
        .required = field_boolean(api, place, FIELD_REQUEST_BODY_REQUIRED, false),
        .content = content_read(api, field_read(api, place, FIELD_REQUEST_BODY_CONTENT))};
    return body;
}

/* "2XX": a digit from 1 to 5 and two X, which the specification writes in upper case. */
static bool is_range(struct str key)
{
    return key.length == 3 && key.text[0] >= '1' && key.text[0] <= '5' &&
           ascii_lower(key.text[1]) == 'x' && ascii_lower(key.text[2]) == 'x';
}

static bool is_status(struct str key)
{
    return key.length == 3 && key.text[0] >= '1' && key.text[0] <= '9' &&
           ascii_is_digit(key.text[1]) && ascii_is_digit(key.text[2]);
}

bool response_key_read(struct api *api, const struct node *key)
{
    struct str name = node_string(key);
    bool is_20 = api->version->number & VERSION_2_0;

    if (str_is(name, "default"))
        return true;
    if (is_status(name)) {
        if (name.text[0] > '5')
            openapi_problem(api, key, PROBLEM_INVALID,
                            "%.*s is no status code of HTTP: they are 100 to 599", STR_ARGS(name));
        return true;
    }
    if (!is_range(name)) {
        openapi_problem(api, key, PROBLEM_INVALID, "\"%.*s\" is no status code%s and not default",
                        STR_ARGS(name), is_20 ? "" : ", no range such as 2XX,");
        return false;
    }
    if (is_20)
        openapi_problem(api, key, PROBLEM_INVALID,
                        "%.*s: ranges of status codes are OpenAPI 3.0's, and are read as there",
                        STR_ARGS(name));
    else if (name.text[1] != 'X' || name.text[2] != 'X')
        openapi_problem(api, key, PROBLEM_INVALID, "the range \"%.*s\" is written %cXX",
                        STR_ARGS(name), name.text[0]);
    return true;
}

static bool response_read(struct api *api, const struct operation *operation,
                          const struct node *key, struct response_object *response)
{
    const struct node *place;

    if (key_is_extension(node_string(key)) || !response_key_read(api, key))
        return false;
    place = object_read(api, node_value(key), OBJECT_RESPONSE);
    if (!place) {
        *response = (struct response_object){
            .key = node_string(key), .place = node_value(key), .unread = node_value(key)};
        return true;
    }
    field_string(api, place, FIELD_RESPONSE_DESCRIPTION);
    *response = (struct response_object){
        .key = node_string(key),
        .place = place,
        .unread = unread_content(place),
        .content = field_is_known(api, FIELD_RESPONSE_CONTENT)
                       ? content_read(api, field_read(api, place, FIELD_RESPONSE_CONTENT))
                       : response_content_20(api, operation, place),
        .headers = headers_read(api, field_read(api, place, FIELD_RESPONSE_HEADERS)),
    };
    return true;
}

static bool has_response(const struct node *map)
{
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        if (!key_is_extension(node_string(key)))
            return true;
    return false;
}

static void responses_read(struct api *api, struct operation *operation)
{
    const struct node *map = field_read(api, operation->place, FIELD_OPERATION_RESPONSES);
    struct response_object *responses;

    if (!map && !operation->unread)
        operation->unread = node_member(operation->place, STR("responses"));
    if (!map)
        return;
    if (!has_response(map))
        openapi_problem(api, map, PROBLEM_INVALID, "responses must name one at least");
    responses = ARENA_ARRAY(openapi_arena(api), struct response_object, map->length + 1);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        operation->response_count +=
            response_read(api, operation, key, &responses[operation->response_count]);
    operation->responses = responses;
}

/* No operation may be a reference, and some descriptions of many files write it all the same. */
static void follow_reference(struct api *api, struct operation *operation)
{
    const struct node *target;

    if (!node_member(operation->place, STR("$ref")))
        return;
    target = object_read(api, operation->place, OBJECT_OPERATION);
    if (!target) {
        operation->unread = operation->place;
        return;
    }
    operation->place = target;
    operation->deprecated = field_boolean(api, target, FIELD_OPERATION_DEPRECATED, false);
    if (!operation->id.text)
        operation->id = node_member_string(target, "operationId");
}

static void open_operation(struct api *api, struct operation *operation)
{
    struct body_parameters body;
    const struct node *security;

    follow_reference(api, operation);
    operation->parameters = parameters_read(api, operation, &body);
    operation->request_body = field_is_known(api, FIELD_OPERATION_REQUEST_BODY)
                                  ? request_body_read(api, operation->place)
                                  : request_body_read_20(api, operation, &body);
    responses_read(api, operation);
    /* The operation's list replaces the root's; an empty one takes it away. */
    security = field_read(api, operation->place, FIELD_OPERATION_SECURITY);
    if (!security && operation->kind == OPERATION_PATH)
        security = field_read(api, api->document->root, FIELD_ROOT_SECURITY);
    operation->security =
        security_read(api, security, &operation->security_count, &operation->security_unread);
}

const struct operation *operation_open(struct api *api, struct operation *operation)
{
    if (__atomic_load_n(&operation->opened, __ATOMIC_ACQUIRE))
        return operation;
    pthread_mutex_lock(&api->lock);
    if (!operation->opened) {
        open_operation(api, operation);
        __atomic_store_n(&operation->opened, true, __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&api->lock);
    return operation;
}

const struct response_object *operation_response(const struct operation *operation, int status)
{
    const struct response_object *range = NULL, *otherwise = NULL;

    for (size_t i = 0; i < operation->response_count; i++) {
        const struct response_object *response = &operation->responses[i];
        uint64_t exact;

        if (str_to_unsigned(response->key, &exact) && exact == (uint64_t)status)
            return response;
        if (is_range(response->key) && response->key.text[0] - '0' == status / 100)
            range = response;
        if (str_is(response->key, "default"))
            otherwise = response;
    }
    return range ? range : otherwise;
}
