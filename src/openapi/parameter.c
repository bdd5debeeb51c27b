/* Parameters of operations, and response headers, which are nearly the same. */
#include "base/map.h"
#include "openapi/model.h"
#include "openapi/template.h"

/* OpenAPI 3.1, 4.8.12.2: these say nothing as parameters; content and security describe them. */
static bool is_ignored(const struct api *api, const struct parameter *parameter)
{
    static const char *const names[] = {"Accept", "Content-Type", "Authorization"};

    if (parameter->in != IN_HEADER || field_is_known(api, FIELD_PARAMETER_TYPE))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (str_equal_ignoring_case(parameter->name, str_of(names[i])))
            return true;
    }
    return false;
}

/* 3.2, 4.12.2: the whole query is described by its content, whatever the parameter's name. */
static bool querystring_read(struct api *api, struct parameter *parameter)
{
    const struct node *map = field_read(api, parameter->place, FIELD_PARAMETER_CONTENT);

    if (field_read(api, parameter->place, FIELD_PARAMETER_SCHEMA) ||
        field_read(api, parameter->place, FIELD_PARAMETER_STYLE))
        openapi_problem(api, parameter->place, PROBLEM_INVALID,
                        "a parameter in querystring has content, and neither schema nor style");
    else if (!map)
        openapi_problem(api, parameter->place, PROBLEM_INVALID,
                        "a parameter in querystring has no content");
    if (map)
        parameter_content_read(api, parameter, map);
    parameter->required = field_boolean(api, parameter->place, FIELD_PARAMETER_REQUIRED, false);
    parameter->deprecated = field_boolean(api, parameter->place, FIELD_PARAMETER_DEPRECATED, false);
    if (parameter->content) {
        parameter->examples = parameter->content->examples;
        parameter->example_count = parameter->content->example_count;
    }
    return parameter->content != NULL;
}

static void path_is_required(struct api *api, struct parameter *parameter)
{
    if (parameter->in != IN_PATH || parameter->required)
        return;
    openapi_problem(api, parameter->place, PROBLEM_INVALID,
                    "path parameter \"%.*s\" must say required: true", STR_ARGS(parameter->name));
    parameter->required = true;
}

enum readable { READABLE, READABLE_IGNORED, READABLE_NOT };

/* place is set. */
static enum readable parameter_read(struct api *api, struct parameter *parameter)
{
    const struct node *place = parameter->place;

    if (!location_read(api, place, &parameter->in))
        return READABLE_NOT;
    parameter->name = field_string(api, place, FIELD_PARAMETER_NAME);
    if (!parameter->name.text)
        return READABLE_NOT;
    if (is_ignored(api, parameter))
        return READABLE_IGNORED;
    if (parameter->in == IN_QUERYSTRING)
        return querystring_read(api, parameter) ? READABLE : READABLE_NOT;
    parameter_shape_read(api, parameter, OBJECT_PARAMETER);
    parameter->allow_empty = field_boolean(api, place, FIELD_PARAMETER_ALLOW_EMPTY, false);
    parameter->allow_reserved = field_boolean(api, place, FIELD_PARAMETER_ALLOW_RESERVED, false);
    path_is_required(api, parameter);
    return READABLE;
}

/* Identity is name and location; header names compare without case (RFC 9110, 5.1). */
static bool same_parameter(const struct parameter *a, const struct parameter *b)
{
    if (a->in != b->in)
        return false;
    return a->in == IN_HEADER ? str_equal_ignoring_case(a->name, b->name)
                              : str_equal(a->name, b->name);
}

/* The parameters of a path item and of an operation, merged. */
struct list {
    struct api *api;
    struct parameter *items;
    size_t count;
    const struct node *body; /* 2.0's body parameter */
    const struct node *unread;
    struct map names; /* where there are many: what they are known by, to the place from 1 */
    size_t named;     /* of the items: in it */
};

enum { FEW_PARAMETERS = 64 };

/* Two of the same name and location have the same. */
static struct str identity_of(struct api *api, const struct parameter *parameter)
{
    size_t length = parameter->name.length;
    char *text = arena_alloc(openapi_arena(api), length + 1);

    text[0] = (char)('0' + parameter->in);
    for (size_t i = 0; i < length; i++)
        text[i + 1] = parameter->in == IN_HEADER ? ascii_lower(parameter->name.text[i])
                                                 : parameter->name.text[i];
    return (struct str){text, length + 1};
}

/* The place of the parameter that is the same, or behind the last. */
static size_t place_of(struct list *list, const struct parameter *parameter)
{
    size_t i = 0;

    if (list->count < FEW_PARAMETERS) {
        while (i < list->count && !same_parameter(&list->items[i], parameter))
            i++;
        return i;
    }
    for (; list->named < list->count; list->named++)
        *map_put(&list->names, identity_of(list->api, &list->items[list->named])) =
            (void *)(uintptr_t)(list->named + 1);
    i = (size_t)(uintptr_t)map_get(&list->names, identity_of(list->api, parameter));
    return i ? i - 1 : list->count;
}

/* Adds array's to the list: one that is there already is replaced when it stands before `own`, the
   first of this array, else it is a duplicate. */
static void parameter_add(struct list *list, const struct node *node,
                          const struct parameter *parameter, size_t own)
{
    size_t i = place_of(list, parameter);

    if (i >= own && i < list->count) {
        openapi_problem(list->api, node, PROBLEM_INVALID, "parameter \"%.*s\" stands twice",
                        STR_ARGS(parameter->name));
        return;
    }
    list->items[i] = *parameter;
    list->count += i == list->count;
}

/* 2.0: one parameter is the body, whatever its name. */
static bool is_body(const struct api *api, const struct node *place)
{
    return field_is_known(api, FIELD_PARAMETER_TYPE) &&
           str_is(node_member_string(place, "in"), "body");
}

/* The path item's, which one of the same name replaces. */
static bool other_body(const struct list *list, const struct node *place)
{
    return list->body &&
           !str_equal(node_member_string(list->body, "name"), node_member_string(place, "name"));
}

static void list_read(struct list *list, const struct node *array)
{
    size_t own = list->count;
    bool has_body = false;

    if (!array)
        return;
    for (const struct node *node = node_first(array); node < node_end(array);
         node = node_next(node)) {
        struct parameter parameter = {.place = object_read(list->api, node, OBJECT_PARAMETER)};

        if (parameter.place && is_body(list->api, parameter.place)) {
            if (has_body || other_body(list, parameter.place))
                openapi_problem(list->api, node, PROBLEM_INVALID,
                                "an operation has one body parameter at most");
            if (!has_body)
                list->body = parameter.place;
            has_body = true;
            continue;
        }
        switch (parameter.place ? parameter_read(list->api, &parameter) : READABLE_NOT) {
        case READABLE:
            parameter_add(list, node, &parameter, own);
            break;
        case READABLE_NOT:
            list->unread = list->unread ? list->unread : node;
            break;
        case READABLE_IGNORED:
            break;
        }
    }
}

static bool is_declared(const struct parameters *parameters, struct str name)
{
    struct parameter wanted = {.name = name, .in = IN_PATH};

    for (size_t i = 0; i < parameters->count; i++)
        if (same_parameter(&parameters->items[i], &wanted))
            return true;
    return false;
}

/* One that could not be read may be the one. */
static bool is_missing(const struct parameters *parameters, struct str name)
{
    return !parameters->unread && !is_declared(parameters, name);
}

/* Where a template and its parameters do not agree. */
struct disagreement {
    struct str name; /* the first name of the template that is not declared */
    size_t name_count;
    const struct parameter *parameter; /* the first that the template lacks */
    size_t parameter_count;
};

static struct disagreement compare_template(const struct operation *operation,
                                            const struct parameters *parameters)
{
    struct disagreement found = {0};
    struct str rest = operation->path, literal, name;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in != IN_PATH || template_has_name(operation->path, parameter->name))
            continue;
        if (found.parameter_count++ == 0)
            found.parameter = parameter;
    }
    while (template_next(&rest, &literal, &name))
        if (name.text && is_missing(parameters, name) && found.name_count++ == 0)
            found.name = name;
    return found;
}

static void note_names(struct api *api, const struct operation *operation,
                       const struct parameters *parameters)
{
    struct str rest = operation->path, literal, name;

    while (template_next(&rest, &literal, &name))
        if (name.text && is_missing(parameters, name))
            openapi_problem(api, operation->place, PROBLEM_UNDECLARED,
                            "{%.*s} of the path %.*s is not declared as a path parameter",
                            STR_ARGS(name), STR_ARGS(operation->path));
    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in == IN_PATH && !template_has_name(operation->path, parameter->name))
            openapi_problem(api, parameter->place, PROBLEM_UNDECLARED,
                            "path parameter \"%.*s\" does not stand in the path %.*s",
                            STR_ARGS(parameter->name), STR_ARGS(operation->path));
    }
}

/* One finding for two names of one thing. In a file that is part of something larger it is only a
   doubt: the specification's own example of an operation is such a part. */
static void note_two_names(struct api *api, const struct operation *operation,
                           const struct disagreement *found)
{
    static const char format[] = "path parameter \"%.*s\" does not stand in the path %.*s; {%.*s} "
                                 "is not declared: one of the two names is wrong";
    const struct parameter *parameter = found->parameter;

    if (security_is_elsewhere(api, operation->place))
        openapi_mild_problem(api, parameter->place, PROBLEM_UNDECLARED, format,
                             STR_ARGS(parameter->name), STR_ARGS(operation->path),
                             STR_ARGS(found->name));
    else
        openapi_problem(api, parameter->place, PROBLEM_UNDECLARED, format,
                        STR_ARGS(parameter->name), STR_ARGS(operation->path),
                        STR_ARGS(found->name));
}

/* Every expression of the template must have a parameter, and every path parameter an expression.
   Where one of each is left over, they are two names of one thing: that is one mistake, and it is
   clear what was meant. */
static void check_template(struct api *api, const struct operation *operation,
                           const struct parameters *parameters)
{
    struct disagreement found = compare_template(operation, parameters);

    if (found.name_count == 1 && found.parameter_count == 1)
        note_two_names(api, operation, &found);
    else if (found.name_count || found.parameter_count)
        note_names(api, operation, parameters);
}

/* 3.2, 4.12.1: a parameter in querystring stands alone. */
static void check_querystring(struct api *api, const struct parameters *parameters)
{
    const struct parameter *whole = NULL, *part = NULL;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in == IN_QUERYSTRING && whole)
            openapi_problem(api, parameter->place, PROBLEM_INVALID,
                            "an operation has one parameter in querystring at most");
        if (parameter->in == IN_QUERYSTRING)
            whole = parameter;
        if (parameter->in == IN_QUERY)
            part = parameter;
    }
    if (whole && part)
        openapi_problem(api, whole->place, PROBLEM_INVALID,
                        "a parameter in querystring has none in query beside it");
}

/* Takes the fields of 2.0's forms out of the list. */
static struct parameters split_fields(struct api *api, struct parameters *parameters)
{
    struct parameter *items = (struct parameter *)parameters->items; /* not shown to anyone yet */
    struct parameters fields = {0};
    struct parameter *kept;
    size_t count = 0;

    for (size_t i = 0; i < parameters->count; i++)
        count += items[i].in == IN_FORM;
    if (count == 0)
        return fields;
    kept = ARENA_ARRAY(openapi_arena(api), struct parameter, count);
    fields.items = kept;
    count = 0;
    for (size_t i = 0; i < parameters->count; i++) {
        if (items[i].in == IN_FORM)
            kept[fields.count++] = items[i];
        else
            items[count++] = items[i];
    }
    parameters->count = count;
    return fields;
}

struct parameters parameters_read(struct api *api, const struct operation *operation,
                                  struct body_parameters *body)
{
    const struct node *shared = operation->shared;
    const struct node *own = field_read(api, operation->place, FIELD_OPERATION_PARAMETERS);
    size_t most = (shared ? shared->length : 0) + (own ? own->length : 0);
    struct list list = {.api = api,
                        .items = ARENA_ARRAY(openapi_arena(api), struct parameter, most + 1),
                        .unread = operation->shared_unread};
    struct parameters parameters;

    list_read(&list, shared);
    list_read(&list, own);
    map_release(&list.names);
    parameters = (struct parameters){list.items, list.count, list.unread};
    *body = (struct body_parameters){list.body, split_fields(api, &parameters)};
    if (operation->kind == OPERATION_PATH)
        check_template(api, operation, &parameters);
    check_querystring(api, &parameters);
    return parameters;
}

bool openapi_parameter(struct api *api, const struct node *place, struct parameter *parameter)
{
    *parameter = (struct parameter){.place = place};
    return parameter_read(api, parameter) == READABLE;
}

void openapi_header(struct api *api, struct str name, const struct node *place,
                    struct parameter *header)
{
    *header = (struct parameter){.name = name, .in = IN_HEADER, .place = place};
    parameter_shape_read(api, header, OBJECT_HEADER);
}

void openapi_check_parameter(struct api *api, const struct node *place)
{
    struct parameter parameter = {.place = place};

    if (!is_body(api, place))
        parameter_read(api, &parameter);
}

void openapi_check_parameters(struct api *api, const struct node *array)
{
    struct list list = {
        .api = api, .items = ARENA_ARRAY(openapi_arena(api), struct parameter, array->length + 1)};

    list_read(&list, array);
    map_release(&list.names);
    check_querystring(api, &(struct parameters){list.items, list.count, NULL});
}

struct parameters headers_read(struct api *api, const struct node *map)
{
    struct parameter *items;
    size_t count = 0;

    const struct node *unread = NULL;

    if (!map || map->length == 0)
        return (struct parameters){0};
    items = ARENA_ARRAY(openapi_arena(api), struct parameter, map->length);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct parameter *header = &items[count];

        *header = (struct parameter){.name = node_string(key),
                                     .in = IN_HEADER,
                                     .place = object_read(api, node_value(key), OBJECT_HEADER)};
        /* OpenAPI 3.1, 4.8.17: a header named Content-Type is ignored here. */
        if (str_equal_ignoring_case(header->name, STR("Content-Type")))
            continue;
        if (!header->place) {
            unread = unread ? unread : node_value(key);
            continue;
        }
        parameter_shape_read(api, header, OBJECT_HEADER);
        count++;
    }
    return (struct parameters){items, count, unread};
}
