/* Where a parameter stands and how its value is written: in, style, explode, schema or content; of
   headers too. What the versions have is in the tables. */
#include "openapi/model.h"

#define AT(location) (1u << (location))

enum { FROM30 = VERSION_3_0 | VERSION_3_1 | VERSION_3_2, ALL = VERSION_2_0 | FROM30 };

/* OpenAPI 3.2, 4.12.2.3 */
static const struct {
    const char *name;
    enum parameter_style style;
    unsigned locations;
    unsigned versions;
} styles[] = {
    {"simple", STYLE_SIMPLE, AT(IN_PATH) | AT(IN_HEADER), FROM30},
    {"label", STYLE_LABEL, AT(IN_PATH), FROM30},
    {"matrix", STYLE_MATRIX, AT(IN_PATH), FROM30},
    {"form", STYLE_FORM, AT(IN_QUERY) | AT(IN_COOKIE), FROM30},
    {"spaceDelimited", STYLE_SPACE_DELIMITED, AT(IN_QUERY), FROM30},
    {"pipeDelimited", STYLE_PIPE_DELIMITED, AT(IN_QUERY), FROM30},
    {"deepObject", STYLE_DEEP_OBJECT, AT(IN_QUERY), FROM30},
    {"cookie", STYLE_COOKIE, AT(IN_COOKIE), VERSION_3_2},
};

/* 2.0, Parameter Object: how arrays are written. csv is the style of the location. */
static const struct {
    const char *name;
    enum parameter_style style;
    bool explode;
    unsigned locations;
} collection_formats[] = {
    {"ssv", STYLE_SPACE_DELIMITED, false, ~0u},
    {"tsv", STYLE_TAB_DELIMITED, false, ~0u},
    {"pipes", STYLE_PIPE_DELIMITED, false, ~0u},
    {"multi", STYLE_FORM, true, AT(IN_QUERY) | AT(IN_FORM)},
};

static const struct {
    const char *name;
    enum parameter_style style; /* when none is written */
    unsigned versions;
} locations[] = {
    [IN_PATH] = {"path", STYLE_SIMPLE, ALL},
    [IN_QUERY] = {"query", STYLE_FORM, ALL},
    [IN_HEADER] = {"header", STYLE_SIMPLE, ALL},
    [IN_COOKIE] = {"cookie", STYLE_FORM, FROM30},
    [IN_QUERYSTRING] = {"querystring", STYLE_FORM, VERSION_3_2},
    [IN_FORM] = {"formData", STYLE_FORM, VERSION_2_0},
};

enum parameter_style style_read(struct api *api, const struct node *place, enum field field,
                                enum parameter_location in)
{
    struct str name = field_string(api, place, field);

    if (!name.text)
        return locations[in].style;
    for (size_t i = 0; i < ARRAY_LENGTH(styles); i++) {
        if (str_is(name, styles[i].name) && (styles[i].locations & AT(in)) &&
            (styles[i].versions & api->version->number))
            return styles[i].style;
    }
    openapi_problem(api, node_member(place, STR("style")), PROBLEM_INVALID,
                    "style \"%.*s\" is none for a parameter in %s", STR_ARGS(name),
                    locations[in].name);
    return locations[in].style;
}

bool location_read(struct api *api, const struct node *place, enum parameter_location *in)
{
    struct str name = field_string(api, place, FIELD_PARAMETER_IN);

    for (size_t i = 0; i < ARRAY_LENGTH(locations); i++) {
        if (str_is(name, locations[i].name) && (locations[i].versions & api->version->number)) {
            *in = (enum parameter_location)i;
            return true;
        }
    }
    if (name.text)
        openapi_problem(api, node_member(place, STR("in")), PROBLEM_INVALID,
                        "a parameter is in path, query, header or %s, not in \"%.*s\"",
                        field_is_known(api, FIELD_PARAMETER_TYPE) ? "formData, or is the body"
                                                                  : "cookie",
                        STR_ARGS(name));
    return false;
}

/* 2.0: an array's form; other values have one form only. */
static void collection_format_read(struct api *api, struct parameter *parameter)
{
    struct str name = field_string(api, parameter->place, FIELD_PARAMETER_COLLECTION_FORMAT);

    parameter->style = locations[parameter->in].style;
    parameter->explode = false;
    if (!name.text || str_is(name, "csv"))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(collection_formats); i++) {
        if (!str_is(name, collection_formats[i].name) ||
            !(collection_formats[i].locations & AT(parameter->in)))
            continue;
        parameter->style = collection_formats[i].style;
        parameter->explode = collection_formats[i].explode;
        return;
    }
    openapi_problem(api, node_member(parameter->place, STR("collectionFormat")), PROBLEM_INVALID,
                    "collectionFormat \"%.*s\" is none for a parameter in %s", STR_ARGS(name),
                    locations[parameter->in].name);
}

bool nested_array_style(const struct node *items, enum parameter_style *style)
{
    struct str name = node_member_string(items, "collectionFormat");

    if (!str_is(node_member_string(items, "type"), "array"))
        return false;
    *style = STYLE_SIMPLE; /* csv */
    for (size_t i = 0; i < ARRAY_LENGTH(collection_formats); i++)
        if (str_is(name, collection_formats[i].name) && !collection_formats[i].explode)
            *style = collection_formats[i].style;
    return true;
}

/* 2.0: a parameter or header is its own schema; one of "type": "file" has none. */
static void own_schema_read(struct api *api, struct parameter *parameter, enum field type_field)
{
    struct str type = field_string(api, parameter->place, type_field);
    bool is_file = str_is(type, "file");

    if (!node_member(parameter->place, field_row(type_field)->name))
        openapi_problem(api, parameter->place, PROBLEM_INVALID, "%s has no type",
                        object_row(field_row(type_field)->object)->name);
    if (is_file && type_field == FIELD_PARAMETER_TYPE && parameter->in != IN_FORM)
        openapi_problem(api, parameter->place, PROBLEM_INVALID,
                        "type \"file\" is one for formData only");
    if (!is_file)
        parameter->schema = parameter->place;
    collection_format_read(api, parameter);
}

void parameter_content_read(struct api *api, struct parameter *parameter, const struct node *map)
{
    struct content content = content_read(api, map);

    if (content.count != 1)
        openapi_problem(api, map, PROBLEM_INVALID, "a parameter's content has one media type");
    parameter->content = !parameter->schema && content.count > 0 ? content.items : NULL;
}

/* The fields that parameters and headers have alike, by their names in one and the other. */
struct shape_fields {
    enum field type, style, explode, required, deprecated, schema, content;
};

static const struct shape_fields parameter_fields = {
    FIELD_PARAMETER_TYPE,     FIELD_PARAMETER_STYLE,      FIELD_PARAMETER_EXPLODE,
    FIELD_PARAMETER_REQUIRED, FIELD_PARAMETER_DEPRECATED, FIELD_PARAMETER_SCHEMA,
    FIELD_PARAMETER_CONTENT,
};
static const struct shape_fields header_fields = {
    FIELD_HEADER_TYPE,       FIELD_HEADER_STYLE,  FIELD_HEADER_EXPLODE, FIELD_HEADER_REQUIRED,
    FIELD_HEADER_DEPRECATED, FIELD_HEADER_SCHEMA, FIELD_HEADER_CONTENT,
};

static void schema_or_content_read(struct api *api, struct parameter *parameter,
                                   const struct shape_fields *fields)
{
    const struct node *place = parameter->place;
    const struct node *map = field_read(api, place, fields->content);

    parameter->style = style_read(api, place, fields->style, parameter->in);
    parameter->explode =
        field_boolean(api, place, fields->explode,
                      locations[parameter->in].style == STYLE_FORM &&
                          (parameter->style == STYLE_FORM || parameter->style == STYLE_COOKIE));
    parameter->schema = field_read(api, place, fields->schema);
    if (map)
        parameter_content_read(api, parameter, map);
}

void parameter_shape_read(struct api *api, struct parameter *parameter, enum object object)
{
    const struct shape_fields *fields =
        object == OBJECT_HEADER ? &header_fields : &parameter_fields;
    const struct node *place = parameter->place;

    parameter->required = field_boolean(api, place, fields->required, false);
    parameter->deprecated = field_boolean(api, place, fields->deprecated, false);
    if (field_is_known(api, fields->type))
        own_schema_read(api, parameter, fields->type);
    else
        schema_or_content_read(api, parameter, fields);
    parameter->examples = examples_read(
        api, place, parameter->content ? parameter->content->schema : parameter->schema,
        &parameter->example_count);
    if (parameter->example_count == 0 && parameter->content) {
        parameter->examples = parameter->content->examples;
        parameter->example_count = parameter->content->example_count;
    }
}
