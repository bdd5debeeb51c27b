/* Parameters of operations, and response headers, which are nearly the same. */
#include "openapi/model.h"
#include "openapi/template.h"

#define AT(location) (1u << (location))

/* OpenAPI 3.1, 4.8.12.2.2 */
static const struct {
    const char *name;
    enum parameter_style style;
    unsigned locations;
} styles[] = {
    {"simple", STYLE_SIMPLE, AT(IN_PATH) | AT(IN_HEADER)},
    {"label", STYLE_LABEL, AT(IN_PATH)},
    {"matrix", STYLE_MATRIX, AT(IN_PATH)},
    {"form", STYLE_FORM, AT(IN_QUERY) | AT(IN_COOKIE)},
    {"spaceDelimited", STYLE_SPACE_DELIMITED, AT(IN_QUERY)},
    {"pipeDelimited", STYLE_PIPE_DELIMITED, AT(IN_QUERY)},
    {"deepObject", STYLE_DEEP_OBJECT, AT(IN_QUERY)},
};

static const struct {
    const char *name;
    enum parameter_style style; /* when none is written */
} locations[] = {
    [IN_PATH] = {"path", STYLE_SIMPLE},
    [IN_QUERY] = {"query", STYLE_FORM},
    [IN_HEADER] = {"header", STYLE_SIMPLE},
    [IN_COOKIE] = {"cookie", STYLE_FORM},
};

static enum parameter_style style_read(struct api *api, const struct node *place,
                                       enum parameter_location in)
{
    struct str name = member_string(api, place, "style");

    if (!name.text)
        return locations[in].style;
    for (size_t i = 0; i < ARRAY_LENGTH(styles); i++) {
        if (str_is(name, styles[i].name) && (styles[i].locations & AT(in)))
            return styles[i].style;
    }
    openapi_problem(api, node_member(place, STR("style")), PROBLEM_INVALID,
                    "style \"%.*s\" is none for a parameter in %s", STR_ARGS(name),
                    locations[in].name);
    return locations[in].style;
}

/* What parameters and headers have in common. place and in are set. */
static void shape_read(struct api *api, struct parameter *parameter)
{
    const struct node *place = parameter->place;
    const struct node *map = member_object(api, place, "content");

    parameter->style = style_read(api, place, parameter->in);
    parameter->explode = member_boolean(api, place, "explode", parameter->style == STYLE_FORM);
    parameter->required = member_boolean(api, place, "required", false);
    parameter->deprecated = member_boolean(api, place, "deprecated", false);
    parameter->schema = node_member(place, STR("schema"));
    if (!parameter->schema && !map)
        openapi_problem(api, place, PROBLEM_INVALID, "a parameter has a schema or content");
    if (map) {
        struct content content = content_read(api, map);

        if (parameter->schema || content.count != 1)
            openapi_problem(api, map, PROBLEM_INVALID,
                            "a parameter's content has one media type, and no schema beside it");
        parameter->content = !parameter->schema && content.count > 0 ? content.items : NULL;
    }
    parameter->examples = examples_read(
        api, place, parameter->content ? parameter->content->schema : parameter->schema,
        &parameter->example_count);
    if (parameter->example_count == 0 && parameter->content) {
        parameter->examples = parameter->content->examples;
        parameter->example_count = parameter->content->example_count;
    }
}

static bool location_read(struct api *api, const struct node *place, enum parameter_location *in)
{
    struct str name = member_required_string(api, place, "in", "a parameter");

    for (size_t i = 0; i < ARRAY_LENGTH(locations); i++) {
        if (str_is(name, locations[i].name)) {
            *in = (enum parameter_location)i;
            return true;
        }
    }
    if (name.text)
        openapi_problem(api, node_member(place, STR("in")), PROBLEM_INVALID,
                        "a parameter is in path, query, header or cookie, not in \"%.*s\"",
                        STR_ARGS(name));
    return false;
}

/* OpenAPI 3.1, 4.8.12.2: these say nothing as parameters; content and security describe them. */
static bool is_ignored(const struct parameter *parameter)
{
    static const char *const names[] = {"Accept", "Content-Type", "Authorization"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (parameter->in == IN_HEADER &&
            str_equal_ignoring_case(parameter->name, str_of(names[i])))
            return true;
    }
    return false;
}

static bool parameter_read(struct api *api, const struct node *node, struct parameter *parameter)
{
    *parameter = (struct parameter){.place = openapi_dereference(api, node)};
    if (!node_expect_object(api, parameter->place, "a parameter") ||
        !location_read(api, parameter->place, &parameter->in))
        return false;
    parameter->name = member_required_string(api, parameter->place, "name", "a parameter");
    if (!parameter->name.text || is_ignored(parameter))
        return false;
    shape_read(api, parameter);
    parameter->allow_empty = member_boolean(api, parameter->place, "allowEmptyValue", false);
    parameter->allow_reserved = member_boolean(api, parameter->place, "allowReserved", false);
    if (parameter->in == IN_PATH && !parameter->required) {
        openapi_problem(api, parameter->place, PROBLEM_INVALID,
                        "path parameter \"%.*s\" must say required: true",
                        STR_ARGS(parameter->name));
        parameter->required = true;
    }
    return true;
}

/* Identity is name and location; header names compare without case (RFC 9110, 5.1). */
static bool same_parameter(const struct parameter *a, const struct parameter *b)
{
    if (a->in != b->in)
        return false;
    return a->in == IN_HEADER ? str_equal_ignoring_case(a->name, b->name)
                              : str_equal(a->name, b->name);
}

/* Adds array's to items: one that is there already is replaced when it stands before `own`, the
   first of this array, else it is a duplicate. */
static size_t list_read(struct api *api, const struct node *array, struct parameter *items,
                        size_t count)
{
    size_t own = count;

    for (const struct node *node = node_first(array); node < node_end(array);
         node = node_next(node)) {
        struct parameter parameter;
        size_t i = 0;

        if (!parameter_read(api, node, &parameter))
            continue;
        while (i < count && !same_parameter(&items[i], &parameter))
            i++;
        if (i >= own && i < count) {
            openapi_problem(api, node, PROBLEM_INVALID, "parameter \"%.*s\" stands twice",
                            STR_ARGS(parameter.name));
            continue;
        }
        items[i] = parameter;
        count += i == count;
    }
    return count;
}

/* Every expression of the template has its parameter and the other way round. */
static void check_template(struct api *api, const struct operation *operation,
                           const struct parameters *parameters)
{
    struct str rest = operation->path, literal, name;

    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->in == IN_PATH && !template_has_name(operation->path, parameter->name))
            openapi_problem(api, parameter->place, PROBLEM_UNDECLARED,
                            "path parameter \"%.*s\" does not stand in the path %.*s",
                            STR_ARGS(parameter->name), STR_ARGS(operation->path));
    }
    while (template_next(&rest, &literal, &name)) {
        struct parameter wanted = {.name = name, .in = IN_PATH};
        size_t i = 0;

        while (i < parameters->count && !same_parameter(&parameters->items[i], &wanted))
            i++;
        if (name.text && i == parameters->count)
            openapi_problem(api, operation->place, PROBLEM_UNDECLARED,
                            "{%.*s} of the path %.*s is not declared as a path parameter",
                            STR_ARGS(name), STR_ARGS(operation->path));
    }
}

struct parameters parameters_read(struct api *api, const struct operation *operation)
{
    const struct node *shared = member_array(api, operation->path_item, "parameters");
    const struct node *own = member_array(api, operation->place, "parameters");
    size_t most = (shared ? shared->length : 0) + (own ? own->length : 0);
    struct parameter *items = ARENA_ARRAY(openapi_arena(api), struct parameter, most + 1);
    struct parameters parameters = {items, 0};

    if (shared)
        parameters.count = list_read(api, shared, items, parameters.count);
    if (own)
        parameters.count = list_read(api, own, items, parameters.count);
    check_template(api, operation, &parameters);
    return parameters;
}

struct parameters headers_read(struct api *api, const struct node *map)
{
    struct parameter *items;
    size_t count = 0;

    if (!map || map->length == 0)
        return (struct parameters){0};
    items = ARENA_ARRAY(openapi_arena(api), struct parameter, map->length);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct parameter *header = &items[count];

        *header = (struct parameter){.name = node_string(key),
                                     .in = IN_HEADER,
                                     .place = openapi_dereference(api, node_value(key))};
        /* OpenAPI 3.1, 4.8.17: a header named Content-Type is ignored here. */
        if (str_equal_ignoring_case(header->name, STR("Content-Type")) ||
            !node_expect_object(api, header->place, "a header"))
            continue;
        shape_read(api, header);
        count++;
    }
    return (struct parameters){items, count};
}
