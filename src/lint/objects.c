/* What is looked at in one object beside its fields, by its kind. Problems that show when an
   operation is opened are noted by openapi/; parameters that no operation uses are read here. */
#include "finding/rules.h"
#include "http/field.h"
#include "lint/linter.h"

enum { UNTIL30 = VERSION_2_0 | VERSION_3_0 };

/* ---- parameters and headers ---- */

void lint_header_name(struct lint *lint, const struct node *key)
{
    if (!header_name_is_valid(node_string(key)))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                   "\"%.*s\" is no name of a header", STR_ARGS(node_string(key)));
}

static void lint_parameter_name(struct lint *lint, const struct node *object, struct str in)
{
    const struct node *node = node_member(object, STR("name"));
    struct str name = node_string(node);

    if (!name.text)
        return;
    if (str_is(in, "header"))
        lint_header_name(lint, node);
    if (str_is(in, "path") &&
        (str_find_char(name, '{') < name.length || str_find_char(name, '}') < name.length))
        lint_raise(
            lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, node,
            "the name of a path parameter stands in braces in the path, and has none itself");
}

/* 3.1, 4.8.12.2: header parameters of these names are ignored. */
static void lint_ignored(struct lint *lint, const struct node *object, struct str in)
{
    static const char *const names[] = {"Accept", "Content-Type", "Authorization"};
    struct str name = node_member_string(object, "name");

    if (!str_is(in, "header") || field_is_known(lint->checker->api, FIELD_PARAMETER_TYPE))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            lint_raise_once(lint, RULE_DESCRIPTION_PARAMETER_IGNORED, SEVERITY_OFF,
                            str_of(names[i]), object,
                            "a header parameter named %s is ignored: content or security describe "
                            "it",
                            names[i]);
}

static bool allows_reserved(const struct lint *lint, const struct node *object, struct str in)
{
    if (str_is(in, "query"))
        return true;
    if (!(lint->checker->api->version->number & VERSION_3_2))
        return false;
    return str_is(in, "path") ||
           (str_is(in, "cookie") && !str_is(node_member_string(object, "style"), "cookie"));
}

/* Fields that belong to parameters of another place. */
static void lint_misplaced(struct lint *lint, const struct node *object, struct str in)
{
    enum severity ceiling =
        lint->checker->api->version->number & UNTIL30 ? SEVERITY_WARNING : SEVERITY_OFF;
    const struct node *reserved = node_member_key(object, STR("allowReserved"));
    const struct node *empty = node_member_key(object, STR("allowEmptyValue"));

    if (reserved && field_is_known(lint->checker->api, FIELD_PARAMETER_ALLOW_RESERVED) &&
        !allows_reserved(lint, object, in))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, ceiling, reserved,
                   "allowReserved says nothing of a parameter in %.*s that is written so",
                   STR_ARGS(in));
    if (empty && !str_is(in, "query") && !str_is(in, "formData"))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, ceiling, empty,
                   "allowEmptyValue is for parameters in query, this one is in %.*s", STR_ARGS(in));
}

/* style and its like say how a schema's value is written; content says it by its media type. */
static void lint_styled_content(struct lint *lint, const struct node *object)
{
    static const char *const names[] = {"style", "explode", "allowReserved"};
    enum severity ceiling =
        lint->checker->api->version->number & UNTIL30 ? SEVERITY_WARNING : SEVERITY_OFF;

    if (!node_member(object, STR("content")) || node_member(object, STR("schema")))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const struct node *key = node_member_key(object, str_of(names[i]));

        if (key)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, ceiling, key,
                       "%s says nothing beside content", names[i]);
    }
}

static void lint_parameter(struct lint *lint, const struct node *object,
                           const struct lint_site *site)
{
    struct str in = node_member_string(object, "in");
    struct api *api = lint->checker->api;
    struct lint_site named = *site;

    lint_parameter_name(lint, object, in);
    lint_ignored(lint, object, in);
    lint_misplaced(lint, object, in);
    if (field_is_known(api, FIELD_PARAMETER_CONTENT))
        lint_styled_content(lint, object);
    if (site->unopened)
        openapi_check_parameter(api, object);
    if (field_is_known(api, FIELD_PARAMETER_TYPE) && !str_is(in, "body"))
        lint_inline_schema(lint, object);
    named.name = node_member_string(object, "name");
    lint_examples(lint, object, OBJECT_PARAMETER, &named);
}

static void lint_header(struct lint *lint, const struct node *object, const struct lint_site *site)
{
    const struct node *style = node_member(object, STR("style"));

    if (node_is(style, NODE_STRING) && !str_is(node_string(style), "simple"))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, style,
                   "a header's style is simple");
    if (field_is_known(lint->checker->api, FIELD_HEADER_CONTENT))
        lint_styled_content(lint, object);
    if (field_is_known(lint->checker->api, FIELD_HEADER_TYPE))
        lint_inline_schema(lint, object);
    lint_examples(lint, object, OBJECT_HEADER, site);
}

/* ---- media types ---- */

/* "application/" star "+json" is often written and means nothing: a range has nothing but a star
   behind its slash (RFC 9110, 12.5.1). Of a parameter's content the type is never sent. */
void lint_media_type_key(struct lint *lint, const struct node *key, enum object around)
{
    enum severity ceiling =
        around == OBJECT_PARAMETER || around == OBJECT_HEADER ? SEVERITY_WARNING : SEVERITY_OFF;
    struct str text = node_string(key);
    struct content_type parsed;

    if (!content_type_parse(text, &parsed))
        lint_raise(lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, ceiling, key,
                   "\"%.*s\" is no media type", STR_ARGS(text));
    else if (parsed.subtype.length > 1 &&
             str_find_char(parsed.subtype, '*') < parsed.subtype.length)
        lint_raise(lint, RULE_DESCRIPTION_MEDIA_TYPE_INVALID, ceiling, key,
                   "\"%.*s\" is no range of media types: nothing but a star stands behind the "
                   "slash of one",
                   STR_ARGS(text));
}

/* 3.1, 4.8.14.1: the keys of encoding are properties of the schema. */
static void lint_encoding_names(struct lint *lint, const struct node *object)
{
    const struct node *encoding = node_member(object, STR("encoding"));
    const struct node *schema = node_member(object, STR("schema"));

    if (!node_is(encoding, NODE_OBJECT) || !schema)
        return;
    for (const struct node *key = node_first(encoding); key < node_end(encoding);
         key = node_next_key(key))
        if (schema_describes(lint, schema, node_string(key)) == DESCRIBED_NOT)
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, key,
                       "encoding is for properties of the schema, which has no \"%.*s\"",
                       STR_ARGS(node_string(key)));
}

/* ---- operations and paths ---- */

static void lint_parameter_list(struct lint *lint, const struct node *object)
{
    const struct node *list = node_member(object, STR("parameters"));

    if (node_is(list, NODE_ARRAY))
        openapi_check_parameters(lint->checker->api, list);
}

/* ---- security ---- */

static const struct security_scheme *scheme_named(const struct api *api, struct str name)
{
    for (size_t i = 0; i < api->security_scheme_count; i++)
        if (str_equal(api->security_schemes[i].name, name))
            return &api->security_schemes[i];
    return NULL;
}

static bool has_scope(const struct security_scheme *scheme, struct str scope)
{
    bool unknown = false;

    for (size_t i = 0; i < scheme->flow_count; i++) {
        unknown |= !scheme->flows[i].scopes;
        if (node_member(scheme->flows[i].scopes, scope))
            return true;
    }
    return unknown || scheme->flow_count == 0;
}

static void lint_scopes(struct lint *lint, const struct node *key)
{
    const struct security_scheme *scheme = scheme_named(lint->checker->api, node_string(key));
    const struct node *scopes = node_value(key);

    if (!node_is(scopes, NODE_ARRAY)) {
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, scopes,
                   "a security requirement holds a list of scopes, which may be empty");
        return;
    }
    if (!scheme || scheme->kind != SECURITY_OAUTH2)
        return;
    for (const struct node *scope = node_first(scopes); scope < node_end(scopes);
         scope = node_next(scope))
        if (!has_scope(scheme, node_string(scope)))
            lint_raise_once(lint, RULE_DESCRIPTION_SECURITY_UNDEFINED, SEVERITY_WARNING,
                            str_format(&lint->checker->arena, "%.*s %.*s", STR_ARGS(scheme->name),
                                       STR_ARGS(node_string(scope))),
                            scope, "no flow of \"%.*s\" has the scope \"%.*s\"",
                            STR_ARGS(scheme->name), STR_ARGS(node_string(scope)));
}

static void lint_requirement(struct lint *lint, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        lint_scopes(lint, key);
}

void lint_object_meaning(struct lint *lint, const struct node *object, enum object kind,
                         const struct lint_site *site)
{
    switch (kind) {
    case OBJECT_PARAMETER:
        lint_parameter(lint, object, site);
        break;
    case OBJECT_HEADER:
        lint_header(lint, object, site);
        break;
    case OBJECT_ITEMS:
        lint_inline_schema(lint, object);
        break;
    case OBJECT_MEDIA_TYPE:
        lint_encoding_names(lint, object);
        lint_examples(lint, object, OBJECT_MEDIA_TYPE, site);
        break;
    case OBJECT_RESPONSE:
        lint_response_examples(lint, object, site);
        break;
    case OBJECT_PATH_ITEM:
        lint_parameter_list(lint, object);
        break;
    case OBJECT_OPERATION:
        if (site->unopened)
            lint_parameter_list(lint, object);
        break;
    case OBJECT_SERVER:
        lint_server(lint, object);
        break;
    case OBJECT_LINK:
        lint_link(lint, object);
        break;
    case OBJECT_CALLBACK:
        lint_callback(lint, object);
        break;
    case OBJECT_SECURITY_REQUIREMENT:
        lint_requirement(lint, object);
        break;
    case OBJECT_ROOT:
        lint_tags(lint);
        break;
    case OBJECT_INFO:
    case OBJECT_CONTACT:
    case OBJECT_LICENSE:
    case OBJECT_SERVER_VARIABLE:
    case OBJECT_COMPONENTS:
    case OBJECT_PATHS:
    case OBJECT_EXTERNAL_DOCS:
    case OBJECT_REQUEST_BODY:
    case OBJECT_ENCODING:
    case OBJECT_RESPONSES:
    case OBJECT_EXAMPLE:
    case OBJECT_TAG:
    case OBJECT_REFERENCE:
    case OBJECT_SCHEMA:
    case OBJECT_DISCRIMINATOR:
    case OBJECT_XML:
    case OBJECT_SECURITY_SCHEME:
    case OBJECT_FLOWS:
    case OBJECT_FLOW:
    case OBJECT_COUNT:
    case OBJECT_STRING:
    case OBJECT_ANY:
        break;
    }
}
