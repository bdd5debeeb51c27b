/* The form of schema keywords. A keyword of another form judges nothing (JSON Schema has no answer
   for it), so this is where its author learns of it. */
#include "check/lint.h"

static bool is_object(const struct node *value)
{
    return node_is(value, NODE_OBJECT);
}

static bool is_schema(const struct node *value)
{
    return node_is(value, NODE_OBJECT) || node_is_boolean(value);
}

static bool is_schema_list(const struct node *value)
{
    return node_is(value, NODE_ARRAY) && value->length > 0;
}

static bool is_string(const struct node *value)
{
    return node_is(value, NODE_STRING);
}

static bool is_number(const struct node *value)
{
    return node_is(value, NODE_NUMBER);
}

static bool is_bound(const struct node *value)
{
    return node_is(value, NODE_NUMBER) || node_is_boolean(value);
}

static bool is_positive(const struct node *value)
{
    struct decimal number;

    if (!node_is(value, NODE_NUMBER))
        return false;
    number = decimal_parse(node_text(value));
    return !number.negative && number.digit_count > 0;
}

static bool is_count(const struct node *value)
{
    struct decimal number;

    if (!node_is(value, NODE_NUMBER))
        return false;
    number = decimal_parse(node_text(value));
    return !number.negative && decimal_is_integer(&number);
}

static bool is_array(const struct node *value)
{
    return node_is(value, NODE_ARRAY);
}

static bool is_string_list(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY))
        return false;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!node_is(item, NODE_STRING))
            return false;
    return true;
}

static bool is_type_name(const struct node *value)
{
    static const char *const names[] = {"string", "number", "integer", "boolean",
                                        "array",  "object", "null"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_is(node_string(value), names[i]))
            return true;
    return false;
}

static bool is_type(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY))
        return is_type_name(value);
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!is_type_name(item))
            return false;
    return value->length > 0;
}

struct keyword_form {
    const char *name;
    bool (*is_sound)(const struct node *value);
    const char *form;
};

static const struct keyword_form forms[] = {
    {"type", is_type, "a type name, or a list of them"},
    {"enum", is_array, "a list of values"},
    {"x-documented-values", is_array, "a list of values"},
    {"multipleOf", is_positive, "a number above 0"},
    {"maximum", is_number, "a number"},
    {"minimum", is_number, "a number"},
    {"exclusiveMaximum", is_bound, "a number (OpenAPI 3.0: a boolean)"},
    {"exclusiveMinimum", is_bound, "a number (OpenAPI 3.0: a boolean)"},
    {"maxLength", is_count, "a whole number of 0 or more"},
    {"minLength", is_count, "a whole number of 0 or more"},
    {"maxItems", is_count, "a whole number of 0 or more"},
    {"minItems", is_count, "a whole number of 0 or more"},
    {"maxProperties", is_count, "a whole number of 0 or more"},
    {"minProperties", is_count, "a whole number of 0 or more"},
    {"maxContains", is_count, "a whole number of 0 or more"},
    {"minContains", is_count, "a whole number of 0 or more"},
    {"uniqueItems", node_is_boolean, "true or false"},
    {"nullable", node_is_boolean, "true or false"},
    {"readOnly", node_is_boolean, "true or false"},
    {"writeOnly", node_is_boolean, "true or false"},
    {"pattern", is_string, "a string"},
    {"format", is_string, "a string"},
    {"required", is_string_list, "a list of property names"},
    {"properties", is_object, "an object of schemas"},
    {"patternProperties", is_object, "an object of schemas"},
    {"dependentSchemas", is_object, "an object of schemas"},
    {"$defs", is_object, "an object of schemas"},
    {"items", is_schema, "a schema"},
    {"additionalProperties", is_schema, "a schema"},
    {"unevaluatedProperties", is_schema, "a schema"},
    {"unevaluatedItems", is_schema, "a schema"},
    {"contains", is_schema, "a schema"},
    {"propertyNames", is_schema, "a schema"},
    {"not", is_schema, "a schema"},
    {"if", is_schema, "a schema"},
    {"then", is_schema, "a schema"},
    {"else", is_schema, "a schema"},
    {"prefixItems", is_schema_list, "a list of schemas"},
    {"allOf", is_schema_list, "a list of schemas"},
    {"anyOf", is_schema_list, "a list of schemas"},
    {"oneOf", is_schema_list, "a list of schemas"},
};

/* In 2.0 a parameter is its own schema, and its `required` is a flag. */
static bool is_parameter_flag(const struct lint *lint, const struct keyword_form *form,
                              const struct node *value)
{
    return form->is_sound == is_string_list && node_is_boolean(value) &&
           field_is_known(lint->checker->api, FIELD_PARAMETER_TYPE);
}

void lint_keywords(struct lint *lint, const struct node *schema)
{
    for (size_t i = 0; i < ARRAY_LENGTH(forms); i++) {
        const struct node *value = node_member(schema, str_of(forms[i].name));

        if (value && !forms[i].is_sound(value) && !is_parameter_flag(lint, &forms[i], value))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value, "%s must be %s",
                       forms[i].name, forms[i].form);
    }
}
