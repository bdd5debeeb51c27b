/* Security: the schemes, and the requirements that name them. */
#include "finding/rules.h"
#include "http/field.h"
#include "lint/linter.h"

enum { UNTIL30 = VERSION_2_0 | VERSION_3_0 };

/* ---- schemes ---- */

/* RFC 9110, 11.1: the name of an authentication scheme is a token. */
static void lint_http_scheme(struct lint *lint, const struct node *scheme)
{
    const struct node *name = node_member(scheme, STR("scheme"));

    if (node_is(name, NODE_STRING) && !token_is_valid(node_string(name)))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, name,
                   "\"%.*s\" is no name of an authentication scheme, which is one word",
                   STR_ARGS(node_string(name)));
}

void lint_security_scheme(struct lint *lint, const struct node *scheme)
{
    struct str type = node_member_string(scheme, "type");
    bool is_20 = lint->checker->api->version->number & VERSION_2_0;

    if (str_is(type, "http") && !is_20)
        lint_http_scheme(lint, scheme);
    if (str_is(type, "openIdConnect") && !is_20 && !node_member(scheme, STR("openIdConnectUrl")))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, scheme,
                   "an openIdConnect scheme has no openIdConnectUrl");
    if (str_is(type, "oauth2") && is_20 && !node_member(scheme, STR("scopes")))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, scheme,
                   "an oauth2 scheme has no scopes; {} says that there are none");
}

/* ---- requirements ---- */

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

/* Before 3.1 only OAuth 2 has scopes, and OpenID Connect; later others may name roles. */
static bool takes_scopes(const struct lint *lint, const struct security_scheme *scheme)
{
    return scheme->kind == SECURITY_OAUTH2 || scheme->kind == SECURITY_OPENID_CONNECT ||
           !(lint->checker->api->version->number & UNTIL30);
}

static void lint_scopes(struct lint *lint, const struct node *key)
{
    const struct security_scheme *scheme =
        map_get(&lint->checker->api->schemes_by_name, node_string(key));
    const struct node *scopes = node_value(key);

    if (!node_is(scopes, NODE_ARRAY)) {
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, scopes,
                   "a security requirement holds a list of scopes, which may be empty");
        return;
    }
    for (const struct node *scope = node_first(scopes); scope < node_end(scopes);
         scope = node_next(scope))
        if (!node_is(scope, NODE_STRING)) {
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, scope,
                       "a security requirement holds lists of strings, and this is a value of "
                       "type %s",
                       node_type_name(scope));
            return;
        }
    if (!scheme)
        return;
    if (scopes->length && !takes_scopes(lint, scheme))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF,
                        str_format(&lint->checker->arena, "scopes %.*s", STR_ARGS(scheme->name)),
                        scopes,
                        "\"%.*s\" is no scheme that has scopes in OpenAPI %s: the list is empty",
                        STR_ARGS(scheme->name), lint->checker->api->version->text);
    if (scheme->kind != SECURITY_OAUTH2)
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

void lint_requirement(struct lint *lint, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        lint_scopes(lint, key);
}
