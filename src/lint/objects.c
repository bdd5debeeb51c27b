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

/* 3.1, 4.8.17: content tells a body's type. */
void lint_ignored_header(struct lint *lint, const struct node *key)
{
    if (str_equal_ignoring_case(node_string(key), STR("Content-Type")) &&
        field_is_known(lint->checker->api, FIELD_HEADER_SCHEMA))
        lint_raise_once(lint, RULE_DESCRIPTION_PARAMETER_IGNORED, SEVERITY_OFF,
                        STR("header Content-Type"), key,
                        "a header named Content-Type is ignored: content describes it");
}

/* RFC 9110, 9.1: a method is a token. */
void lint_method(struct lint *lint, const struct node *key)
{
    if (!token_is_valid(node_string(key)))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key, "\"%.*s\" is no method",
                   STR_ARGS(node_string(key)));
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

/* 3.2, 4.12.3: some styles have no form for some types; earlier versions leave open what becomes of
   them. */
static void lint_style_types(struct lint *lint, const struct node *object)
{
    static const struct {
        const char *style;
        unsigned types;
        const char *text;
    } rows[] = {{"deepObject", KIND_OBJECT, "objects"},
                {"spaceDelimited", KIND_ARRAY | KIND_OBJECT, "arrays and objects"},
                {"pipeDelimited", KIND_ARRAY | KIND_OBJECT, "arrays and objects"}};
    const struct node *style = node_member(object, STR("style"));
    const struct node *schema = node_member(object, STR("schema"));
    bool is_32 = lint->checker->api->version->number & VERSION_3_2;

    for (size_t i = 0; schema && i < ARRAY_LENGTH(rows); i++)
        if (str_is(node_string(style), rows[i].style) &&
            !(lint_types_of(lint, schema) & rows[i].types))
            lint_raise_once(lint, RULE_DESCRIPTION_INVALID, is_32 ? SEVERITY_OFF : SEVERITY_WARNING,
                            str_of(rows[i].style), style, "style %s is for %s", rows[i].style,
                            rows[i].text);
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
    if (field_is_known(api, FIELD_PARAMETER_CONTENT)) {
        lint_styled_content(lint, object);
        lint_style_types(lint, object);
    }
    if (site->unopened)
        openapi_check_parameter(api, object);
    if (field_is_known(api, FIELD_PARAMETER_TYPE)) {
        lint_body_fields(lint, object);
        if (!str_is(in, "body"))
            lint_inline_schema(lint, object, OBJECT_PARAMETER);
    }
    named.name = node_member_string(object, "name");
    lint_examples(lint, object, OBJECT_PARAMETER, &named);
}

/* 3.0, 4.7.21: what is about other places is not used in a header. Later versions have no such
   fields. */
static void lint_header_fields(struct lint *lint, const struct node *object)
{
    static const char *const names[] = {"allowEmptyValue", "allowReserved"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const struct node *key = node_member_key(object, str_of(names[i]));

        if (key && field_is_known(lint->checker->api, FIELD_HEADER_ALLOW_EMPTY))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, key,
                       "%s is not used in a header", names[i]);
    }
}

static void lint_header(struct lint *lint, const struct node *object, const struct lint_site *site)
{
    const struct node *style = node_member(object, STR("style"));

    if (node_is(style, NODE_STRING) && !str_is(node_string(style), "simple"))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, style,
                   "a header's style is simple");
    lint_header_fields(lint, object);
    if (field_is_known(lint->checker->api, FIELD_HEADER_CONTENT))
        lint_styled_content(lint, object);
    if (field_is_known(lint->checker->api, FIELD_HEADER_TYPE))
        lint_inline_schema(lint, object, OBJECT_HEADER);
    lint_examples(lint, object, OBJECT_HEADER, site);
}

/* ---- operations and paths ---- */

static void lint_parameter_list(struct lint *lint, const struct node *object)
{
    const struct node *list = node_member(object, STR("parameters"));

    if (node_is(list, NODE_ARRAY))
        openapi_check_parameters(lint->checker->api, list);
}

/* One that no operation may have in force. */
static void lint_security_list(struct lint *lint, const struct node *object)
{
    const struct node *list = node_member(object, STR("security"));

    if (node_is(list, NODE_ARRAY))
        openapi_check_security(lint->checker->api, list);
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
        lint_inline_schema(lint, object, OBJECT_ITEMS);
        break;
    case OBJECT_MEDIA_TYPE:
        lint_media_type(lint, object, site);
        lint_examples(lint, object, OBJECT_MEDIA_TYPE, site);
        break;
    case OBJECT_RESPONSE:
        lint_response_examples(lint, object, site);
        break;
    case OBJECT_PATH_ITEM:
        lint_parameter_list(lint, object);
        lint_servers(lint, object);
        break;
    case OBJECT_OPERATION:
        lint_servers(lint, object);
        if (site->unopened) {
            lint_parameter_list(lint, object);
            lint_security_list(lint, object);
        }
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
    case OBJECT_SECURITY_SCHEME:
        lint_security_scheme(lint, object);
        break;
    case OBJECT_ROOT:
        lint_tags(lint);
        lint_servers(lint, object);
        lint_host(lint, object);
        lint_security_list(lint, object);
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
    case OBJECT_FLOWS:
    case OBJECT_FLOW:
    case OBJECT_COUNT:
    case OBJECT_STRING:
    case OBJECT_ANY:
        break;
    }
}
