/* The form of schema keywords, and keywords that say nothing. A keyword of another form judges
   nothing (JSON Schema has no answer for it), so this is where its author learns of it. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

static bool is_object(const struct node *value)
{
    return node_is(value, NODE_OBJECT);
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

static bool is_names(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY))
        return false;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!node_is(item, NODE_STRING))
            return false;
    return true;
}

static bool is_names_by_name(const struct node *value)
{
    if (!node_is(value, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        if (!is_names(node_value(key)))
            return false;
    return true;
}

/* 2.0: the property's name. */
static bool is_discriminator(const struct node *value)
{
    return node_is(value, NODE_OBJECT) || node_is(value, NODE_STRING);
}

static bool is_anything(const struct node *value)
{
    return value != NULL;
}

enum { TYPE_MAX_BYTES = 60 };

static const struct {
    bool (*is_sound)(const struct node *value);
    const char *text;
} forms[] = {
    [FORM_OF_STRING] = {is_string, "a string"},
    [FORM_OF_TYPE] = {type_has_form, "a type name, or a list of them"},
    [FORM_OF_ANYTHING] = {is_anything, "a value"},
    [FORM_OF_ARRAY] = {is_array, "a list of values"},
    [FORM_OF_OBJECT] = {is_object, "an object"},
    [FORM_OF_NAMES] = {is_names, "a list of property names"},
    [FORM_OF_NAMES_BY_NAME] = {is_names_by_name, "an object of lists of property names"},
    [FORM_OF_SCHEMA] = {schema_has_form, "a schema"},
    [FORM_OF_SCHEMA_OR_BOOLEAN] = {schema_has_form, "a schema or a boolean"},
    [FORM_OF_SCHEMA_LIST] = {is_schema_list, "a list of schemas"},
    [FORM_OF_POSITIVE] = {is_positive, "a number above 0"},
    [FORM_OF_NUMBER] = {is_number, "a number"},
    [FORM_OF_BOUND] = {is_bound, "a number (OpenAPI 3.0: a boolean)"},
    [FORM_OF_COUNT] = {is_count, "a whole number of 0 or more"},
    [FORM_OF_BOOLEAN] = {node_is_boolean, "true or false"},
    [FORM_OF_DISCRIMINATOR] = {is_discriminator, "an object (OpenAPI 2.0: a property's name)"},
};

/* What to write instead of a keyword that the version does not have. */
static const struct {
    enum keyword keyword;
    unsigned versions;
    const char *instead;
} replacements[] = {
    {KEYWORD_NULLABLE, VERSION_3_1 | VERSION_3_2, "; add \"null\" to type instead"},
    {KEYWORD_NULLABLE, VERSION_2_0, "; x-nullable is what tools know instead"},
    {KEYWORD_CONST, VERSION_2_0 | VERSION_3_0, "; an enum of one value says the same"},
    {KEYWORD_EXAMPLES, VERSION_2_0 | VERSION_3_0, "; example holds one"},
    {KEYWORD_EXAMPLE, VERSION_3_1 | VERSION_3_2, "; examples holds a list of them"},
    {KEYWORD_DEFINITIONS, VERSION_3_1 | VERSION_3_2, "; $defs is its name now"},
    {KEYWORD_DEPENDENCIES, VERSION_3_1 | VERSION_3_2,
     "; dependentRequired and dependentSchemas took its place"},
};

static const char *instead_of(const struct lint *lint, enum keyword keyword)
{
    for (size_t i = 0; i < ARRAY_LENGTH(replacements); i++)
        if (replacements[i].keyword == keyword &&
            (replacements[i].versions & lint->checker->api->version->number))
            return replacements[i].instead;
    return "";
}

/* It is a habit of the whole description: one finding, with its count. */
static void raise_unsupported(struct lint *lint, enum keyword keyword, const struct node *value)
{
    struct str name = keyword_name(keyword);

    lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_UNSUPPORTED, SEVERITY_OFF, name,
                    node_key_of(value), "%.*s is no keyword of OpenAPI %s and says nothing%s",
                    STR_ARGS(name), lint->checker->api->version->text, instead_of(lint, keyword));
}

static void raise_discouraged(struct lint *lint, enum keyword keyword, const struct node *value)
{
    struct str name = keyword_name(keyword);

    lint_raise_once(lint, RULE_DESCRIPTION_DEPRECATED_SYNTAX, SEVERITY_OFF, name,
                    node_key_of(value), "%.*s is deprecated in OpenAPI %s%s", STR_ARGS(name),
                    lint->checker->api->version->text, instead_of(lint, keyword));
}

/* A boolean bound is 2.0's and 3.0's, a number the later ones'. */
static bool is_bound_of_version(const struct lint *lint, const struct node *value)
{
    return node_is_boolean(value) != lint->checker->api->version->reference_siblings;
}

/* What other languages call a type. */
static const struct {
    const char *word, *instead;
} misnomers[] = {
    {"int", "integer"},      {"long", "integer"}, {"int32", "integer"},
    {"int64", "integer"},    {"float", "number"}, {"double", "number"},
    {"decimal", "number"},   {"str", "string"},   {"text", "string"},
    {"uuid", "string"},      {"date", "string"},  {"datetime", "string"},
    {"date-time", "string"}, {"bool", "boolean"}, {"list", "array"},
    {"map", "object"},       {"dict", "object"},  {"dictionary", "object"},
    {"none", "null"},        {"nil", "null"},
};

static const char *type_hint(const struct lint *lint, const struct node *value,
                             struct near_miss *miss)
{
    static const char *const names[] = {"string", "integer", "number", "boolean",
                                        "object", "array",   "null"};
    struct str word = node_string(value);

    *miss = near_miss_of(word);
    if (node_is(value, NODE_NULL))
        return lint->checker->api->version->number & VERSION_2_0
                   ? "; no type in OpenAPI 2.0 takes null"
               : lint->checker->api->version->number & VERSION_3_0
                   ? "; nullable: true takes null in OpenAPI 3.0"
                   : "; write \"null\" in quotes";
    if (str_equal_ignoring_case(word, STR("any")))
        return "; a schema without type takes any value";
    if (str_is(word, "file"))
        return "; type: string with format: binary is a file's content";
    for (size_t i = 0; i < ARRAY_LENGTH(misnomers); i++)
        if (str_equal_ignoring_case(word, str_of(misnomers[i].word)))
            near_miss_is(miss, str_of(misnomers[i].instead));
    for (size_t i = 0; i < ARRAY_LENGTH(names) && word.length; i++)
        near_miss_try(miss, str_of(names[i]));
    return near_miss_hint(miss);
}

/* The first name in it that is none, or the value itself. */
static void raise_type(struct lint *lint, const struct node *value)
{
    const struct node *wrong = value;
    struct near_miss miss;
    struct str shown;

    if (node_is(value, NODE_ARRAY))
        for (wrong = node_first(value); wrong < node_end(value) && kinds_named(node_string(wrong));
             wrong = node_next(wrong))
            ;
    if (node_is(value, NODE_ARRAY) && value->length == 0) {
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value,
                   "type names no type: the list is empty");
        return;
    }
    shown = node_excerpt(&lint->checker->arena, wrong, TYPE_MAX_BYTES);
    lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value, "type: %.*s is no type name%s",
               STR_ARGS(shown), type_hint(lint, wrong, &miss));
}

void lint_form(struct lint *lint, enum keyword keyword, const struct node *value)
{
    struct str name = keyword_name(keyword);
    unsigned form = keyword_row(keyword)->form;
    bool modern = lint->checker->api->version->reference_siblings;

    if (form == FORM_OF_TYPE && !forms[form].is_sound(value))
        raise_type(lint, value);
    else if (!forms[form].is_sound(value))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value, "%.*s must be %s",
                   STR_ARGS(name), forms[form].text);
    else if (form == FORM_OF_BOUND && !is_bound_of_version(lint, value))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, name, value,
                        "%.*s must be %s in OpenAPI %s", STR_ARGS(name),
                        modern ? "a number" : "a boolean", lint->checker->api->version->text);
    else if (form == FORM_OF_TYPE && !modern && node_is(value, NODE_ARRAY))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, STR("types"), value,
                        "type must be one name in OpenAPI %s, not a list",
                        lint->checker->api->version->text);
    else if (form == FORM_OF_TYPE && !modern && str_is(node_string(value), "null"))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, STR("null"), value,
                        "\"null\" is no type in OpenAPI %s", lint->checker->api->version->text);
    else if (keyword != KEYWORD_SCHEMA) /* told with the resource */
        lint_keyword_value(lint, keyword, value);
}

/* A bound beside a type that it is not about judges nothing. */
void lint_effect(struct lint *lint, const struct schema_view *view, enum keyword keyword)
{
    struct arena *arena = &lint->checker->arena;
    struct str name = keyword_name(keyword), types;
    enum keyword lacking = schema_view_lacks(view, keyword, lint->checker->api->version->dialect);

    if (lacking != KEYWORD_NONE)
        lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF,
                        str_format(arena, "%.*s alone", STR_ARGS(name)),
                        node_key_of(view->members[keyword]), "%.*s says nothing without %.*s",
                        STR_ARGS(name), STR_ARGS(keyword_name(lacking)));
    if ((keyword_row(keyword)->instances & view->kinds) ||
        ((keyword_row(keyword)->instances & KIND_NUMBER) && (view->kinds & KIND_INTEGER)))
        return;
    types = kinds_in_words(arena, view->kinds);
    lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF,
                    str_format(arena, "%.*s %.*s", STR_ARGS(name), STR_ARGS(types)),
                    node_key_of(view->members[keyword]),
                    "%.*s says nothing of a value of type %.*s", STR_ARGS(name), STR_ARGS(types));
}

/* Before 3.1 a schema has no keywords but its own. From 3.1 on unknown keywords are annotations for
   those who read them, and only one that looks like a slip, or is an older draft's, is reported. */
static void lint_unknown(struct lint *lint, const struct node *key, enum keyword keyword)
{
    struct str text = node_string(key);
    struct near_miss miss = near_miss_of(text);
    const struct openapi_version *version = lint->checker->api->version;

    if (!keyword_is_slip(&miss, version->dialect) && version->reference_siblings &&
        keyword == KEYWORD_NONE)
        return;
    lint_raise_once(lint, RULE_DESCRIPTION_KEYWORD_UNSUPPORTED, SEVERITY_OFF, text, key,
                    "%.*s is no keyword of OpenAPI %s and says nothing%s", STR_ARGS(text),
                    version->text, near_miss_hint(&miss));
}

static bool is_of_openapi(enum keyword keyword)
{
    return keyword != KEYWORD_NONE && keyword_is_known(keyword, DIALECTS_OPENAPI);
}

static void lint_unknown_ones(struct lint *lint, const struct schema_view *view)
{
    for (const struct node *key = view->unknown; key && key < node_end(view->schema);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_names_find(&lint->names, key);

        if (!is_of_openapi(keyword) && !key_is_extension(node_string(key)))
            lint_unknown(lint, key, keyword);
    }
}

/* 2.0, Schema Object, and 3.0, 4.7.24.1: an array says what it holds. */
static void lint_items(struct lint *lint, const struct schema_view *view)
{
    if ((view->kinds & ~(unsigned)KIND_NULL) != KIND_ARRAY || view->members[KEYWORD_ITEMS] ||
        lint->checker->api->version->reference_siblings)
        return;
    lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, view->schema,
               "an array has items in OpenAPI %s; {} stands for any",
               lint->checker->api->version->text);
}

/* From 3.1 on both are annotations of JSON Schema, which forbids nothing. */
static void lint_both_ways(struct lint *lint, const struct schema_view *view)
{
    if (!lint->checker->api->version->reference_siblings &&
        node_is(view->members[KEYWORD_READ_ONLY], NODE_TRUE) &&
        node_is(view->members[KEYWORD_WRITE_ONLY], NODE_TRUE))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, view->schema,
                   "a property is not both readOnly and writeOnly");
}

void lint_keywords(struct lint *lint, const struct schema_view *view)
{
    unsigned dialect = 1u << lint->checker->api->version->dialect;

    for (enum keyword keyword = schema_view_next(view, 0); keyword != KEYWORD_NONE;
         keyword = schema_view_next(view, keyword + 1)) {
        const struct node *value = view->members[keyword];

        if (!keyword_is_known(keyword, dialect)) {
            if (!key_is_extension(keyword_name(keyword)))
                raise_unsupported(lint, keyword, value);
            continue;
        }
        if (keyword_row(keyword)->discouraged & dialect)
            raise_discouraged(lint, keyword, value);
        lint_form(lint, keyword, value);
        lint_effect(lint, view, keyword);
    }
    if (view->unknown)
        lint_unknown_ones(lint, view);
    lint_items(lint, view);
    lint_both_ways(lint, view);
}
