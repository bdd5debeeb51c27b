/* Bodies as OpenAPI 2.0 has them: a parameter or a response has the schema, consumes and produces
   have the media types. A list of the operation replaces the root's, even an empty one. Where no
   type is named any is as good as another: star/star. */
#include "http/media_type.h"
#include "openapi/model.h"

#define ANY_TYPE STR("*/*")

/* Only these can carry a form (2.0, Parameter Object, in: formData). */
#define FORM_URLENCODED STR("application/x-www-form-urlencoded")
#define FORM_MULTIPART  STR("multipart/form-data")

static const struct node *types_of(struct api *api, const struct operation *operation,
                                   enum field own, enum field global)
{
    const struct node *types = field_read(api, operation->place, own);

    return types ? types : field_read(api, api->document->root, global);
}

/* 2.0, Schema Object of a response: "type": "file" is a body of any bytes. */
static bool is_file(struct api *api, const struct node *schema)
{
    return str_is(node_member_string(openapi_dereference(api, schema), "type"), "file");
}

static bool is_form(struct str type)
{
    return str_equal_ignoring_case(type, FORM_URLENCODED) ||
           str_equal_ignoring_case(type, FORM_MULTIPART);
}

/* The media types of a list, each as `model` has it but for its key; forms: those of forms only. */
static struct content content_of(struct api *api, const struct node *types,
                                 const struct media_type *model, bool forms)
{
    size_t most = types ? types->length : 0;
    struct media_type *items = ARENA_ARRAY(openapi_arena(api), struct media_type, most + 1);
    size_t count = 0;

    for (const struct node *type = most ? node_first(types) : NULL; type && type < node_end(types);
         type = node_next(type)) {
        struct content_type parsed;

        if (!content_type_parse(node_string(type), &parsed)) {
            openapi_problem(api, type, PROBLEM_INVALID, "\"%.*s\" is no media type",
                            STR_ARGS(node_text(type)));
            continue;
        }
        if (forms && !is_form(node_string(type)))
            continue;
        items[count] = *model;
        items[count++].key = node_string(type);
    }
    if (count == 0) {
        items[count] = *model;
        items[count++].key = ANY_TYPE;
    }
    return (struct content){items, count};
}

/* ---- requests ---- */

static struct content form_content(struct api *api, const struct node *types,
                                   const struct body_parameters *parameters)
{
    const struct media_type model = {.place = parameters->fields.items[0].place,
                                     .fields = parameters->fields.items,
                                     .field_count = parameters->fields.count};
    struct content content = content_of(api, types, &model, true);
    struct media_type *only = (struct media_type *)content.items; /* nobody else has seen it */

    if (!str_equal(only->key, ANY_TYPE))
        return content;
    only->key = FORM_URLENCODED;
    for (size_t i = 0; i < parameters->fields.count; i++)
        if (!parameters->fields.items[i].schema) /* type: file */
            only->key = FORM_MULTIPART;
    return content;
}

static struct content body_content(struct api *api, const struct node *types,
                                   const struct node *place)
{
    struct media_type model = {.place = place,
                               .schema = field_read(api, place, FIELD_PARAMETER_SCHEMA)};

    if (!model.schema)
        openapi_problem(api, place, PROBLEM_INVALID, "a body parameter has no schema");
    model.examples = examples_read(api, NULL, model.schema, &model.example_count);
    return content_of(api, types, &model, false);
}

const struct request_body *request_body_read_20(struct api *api, const struct operation *operation,
                                                const struct body_parameters *parameters)
{
    const struct node *types =
        types_of(api, operation, FIELD_OPERATION_CONSUMES, FIELD_ROOT_CONSUMES);
    struct request_body *body;

    if (!parameters->body && parameters->fields.count == 0)
        return NULL;
    body = ARENA_NEW(openapi_arena(api), struct request_body);
    if (parameters->body) {
        if (parameters->fields.count > 0)
            openapi_problem(api, parameters->body, PROBLEM_INVALID,
                            "a request has a body parameter or formData parameters, not both; "
                            "the latter are left out");
        body->place = parameters->body;
        body->required = field_boolean(api, body->place, FIELD_PARAMETER_REQUIRED, false);
        body->content = body_content(api, types, body->place);
        return body;
    }
    body->place = parameters->fields.items[0].place;
    for (size_t i = 0; i < parameters->fields.count; i++)
        body->required = body->required || parameters->fields.items[i].required;
    body->content = form_content(api, types, parameters);
    return body;
}

/* ---- responses ---- */

/* 2.0, Example Object: media types to examples. */
static void examples_of_type(struct api *api, const struct node *map, struct media_type *type)
{
    struct content_type key, example;

    if (!map || !content_type_parse(type->key, &key))
        return;
    for (const struct node *name = node_first(map); name < node_end(map);
         name = node_next_key(name)) {
        struct example *found;

        if (!content_type_parse(node_string(name), &example) ||
            content_type_covers(&key, &example) == COVERS_NOT)
            continue;
        found = ARENA_NEW(openapi_arena(api), struct example);
        *found =
            (struct example){.name = STR(""), .value = node_value(name), .place = node_value(name)};
        type->examples = found;
        type->example_count = 1;
        return;
    }
}

struct content response_content_20(struct api *api, const struct operation *operation,
                                   const struct node *response)
{
    const struct node *examples = field_read(api, response, FIELD_RESPONSE_EXAMPLES);
    struct media_type model = {.place = response,
                               .schema = field_read(api, response, FIELD_RESPONSE_SCHEMA)};
    struct content content;

    if (!model.schema) /* "no content is returned as part of the response" */
        return (struct content){0};
    model.examples = examples_read(api, NULL, model.schema, &model.example_count);
    model.is_file = is_file(api, model.schema);
    if (model.is_file)
        model.schema = NULL;
    content =
        content_of(api, types_of(api, operation, FIELD_OPERATION_PRODUCES, FIELD_ROOT_PRODUCES),
                   &model, false);
    for (size_t i = 0; i < content.count; i++)
        examples_of_type(api, examples, (struct media_type *)&content.items[i]);
    return content;
}
