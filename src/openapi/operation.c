/* What an operation says, read when it is first used. */
#include "openapi/model.h"

static const struct request_body *request_body_read(struct api *api, const struct node *operation)
{
    const struct node *place = openapi_dereference(api, node_member(operation, STR("requestBody")));
    const struct node *map;
    struct request_body *body;

    if (!node_expect_object(api, place, "requestBody"))
        return NULL;
    map = member_object(api, place, "content");
    if (!map && !node_member(place, STR("content")))
        openapi_problem(api, place, PROBLEM_INVALID, "a request body has no content");
    body = ARENA_NEW(openapi_arena(api), struct request_body);
    *body = (struct request_body){.place = place,
                                  .required = member_boolean(api, place, "required", false),
                                  .content = content_read(api, map)};
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

static bool is_response_key(struct api *api, const struct node *key)
{
    struct str name = node_string(key);

    if (is_status(name) || str_is(name, "default"))
        return true;
    if (!is_range(name)) {
        openapi_problem(api, key, PROBLEM_INVALID,
                        "\"%.*s\" is no status code, no range such as 2XX, and not default",
                        STR_ARGS(name));
        return false;
    }
    if (name.text[1] != 'X' || name.text[2] != 'X')
        openapi_problem(api, key, PROBLEM_INVALID, "the range is written %cXX", name.text[0]);
    return true;
}

static bool response_read(struct api *api, const struct node *key, struct response_object *response)
{
    const struct node *place, *map;

    if (key_is_extension(node_string(key)) || !is_response_key(api, key))
        return false;
    place = openapi_dereference(api, node_value(key));
    if (!node_expect_object(api, place, "a response"))
        return false;
    member_required_string(api, place, "description", "a response");
    map = member_object(api, place, "content");
    *response = (struct response_object){
        .key = node_string(key),
        .place = place,
        .content = content_read(api, map),
        .headers = headers_read(api, member_object(api, place, "headers")),
    };
    return true;
}

static void responses_read(struct api *api, struct operation *operation)
{
    const struct node *map = member_object(api, operation->place, "responses");
    struct response_object *responses;

    if (!map && api->version->responses_required &&
        !node_member(operation->place, STR("responses")))
        openapi_problem(api, operation->place, PROBLEM_INVALID, "the operation has no responses");
    if (!map)
        return;
    if (map->length == 0)
        openapi_problem(api, map, PROBLEM_INVALID, "responses must name one at least");
    responses = ARENA_ARRAY(openapi_arena(api), struct response_object, map->length + 1);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        operation->response_count += response_read(api, key, &responses[operation->response_count]);
    operation->responses = responses;
}

/* No operation may be a reference, and some descriptions of many files write it all the same. */
static void follow_reference(struct api *api, struct operation *operation)
{
    const struct node *target;

    if (!node_member(operation->place, STR("$ref")))
        return;
    openapi_problem(api, operation->place, PROBLEM_INVALID,
                    "an operation is written out, it cannot be a reference");
    target = openapi_dereference(api, operation->place);
    if (!target || !node_expect_object(api, target, "an operation"))
        return;
    operation->place = target;
    if (!operation->id.text)
        operation->id = node_member_string(target, "operationId");
}

const struct operation *operation_open(struct api *api, struct operation *operation)
{
    const struct node *security;

    if (operation->opened)
        return operation;
    follow_reference(api, operation);
    operation->parameters = parameters_read(api, operation);
    operation->request_body = request_body_read(api, operation->place);
    responses_read(api, operation);
    /* The operation's list replaces the root's; an empty one takes it away. */
    security = member_array(api, operation->place, "security");
    if (!security)
        security = member_array(api, api->document->root, "security");
    operation->security = security_read(api, security, &operation->security_count);
    operation->opened = true;
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
