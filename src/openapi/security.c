/* Security schemes, and the requirements that name them (OpenAPI 3.1, 4.8.27 and 4.8.30). */
#include "openapi/model.h"

static bool api_key_read(struct api *api, struct security_scheme *scheme)
{
    static const struct {
        const char *name;
        enum parameter_location in;
    } places[] = {{"header", IN_HEADER}, {"query", IN_QUERY}, {"cookie", IN_COOKIE}};
    struct str in = member_required_string(api, scheme->place, "in", "an API key");

    scheme->parameter = member_required_string(api, scheme->place, "name", "an API key");
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        if (str_is(in, places[i].name)) {
            scheme->in = places[i].in;
            return scheme->parameter.text != NULL;
        }
    }
    if (in.text)
        openapi_problem(api, scheme->place, PROBLEM_INVALID,
                        "an API key is in header, query or cookie, not in \"%.*s\"", STR_ARGS(in));
    return false;
}

/* Names of HTTP authentication schemes compare without case (RFC 9110, 11.1). */
static bool http_read(struct api *api, struct security_scheme *scheme)
{
    scheme->http_scheme = member_required_string(api, scheme->place, "scheme", "an http scheme");
    if (str_equal_ignoring_case(scheme->http_scheme, STR("bearer")))
        scheme->kind = SECURITY_BEARER;
    else if (str_equal_ignoring_case(scheme->http_scheme, STR("basic")))
        scheme->kind = SECURITY_BASIC;
    return scheme->http_scheme.text != NULL;
}

static const struct {
    const char *name;
    enum security_kind kind;
    bool (*read)(struct api *api, struct security_scheme *scheme); /* NULL: nothing more to read */
} types[] = {
    {"apiKey", SECURITY_API_KEY, api_key_read}, {"http", SECURITY_HTTP_OTHER, http_read},
    {"oauth2", SECURITY_OAUTH2, NULL},          {"openIdConnect", SECURITY_OPENID_CONNECT, NULL},
    {"mutualTLS", SECURITY_MUTUAL_TLS, NULL},
};

static bool scheme_read(struct api *api, const struct node *key, struct security_scheme *scheme)
{
    struct str type;

    *scheme = (struct security_scheme){.name = node_string(key),
                                       .place = openapi_dereference(api, node_value(key))};
    if (!node_expect_object(api, scheme->place, "a security scheme"))
        return false;
    type = member_required_string(api, scheme->place, "type", "a security scheme");
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        if (!str_is(type, types[i].name))
            continue;
        scheme->kind = types[i].kind;
        return !types[i].read || types[i].read(api, scheme);
    }
    if (type.text)
        openapi_problem(api, scheme->place, PROBLEM_INVALID,
                        "\"%.*s\" is no type of a security scheme", STR_ARGS(type));
    return false;
}

void security_schemes_read(struct api *api, const struct node *components)
{
    const struct node *map = member_object(api, components, "securitySchemes");
    struct security_scheme *schemes;

    if (!map || map->length == 0)
        return;
    schemes = ARENA_ARRAY(openapi_arena(api), struct security_scheme, map->length);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        api->security_scheme_count += scheme_read(api, key, &schemes[api->security_scheme_count]);
    api->security_schemes = schemes;
}

static const struct security_scheme *scheme_find(const struct api *api, struct str name)
{
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        if (str_equal(api->security_schemes[i].name, name))
            return &api->security_schemes[i];
    }
    return NULL;
}

/* One Security Requirement Object. An alternative with a scheme that nobody declares cannot be
   judged: it is left out. */
static bool alternative_read(struct api *api, const struct node *place,
                             struct security_alternative *alternative)
{
    const struct security_scheme **schemes;

    if (!node_expect_object(api, place, "a security requirement"))
        return false;
    schemes = ARENA_ARRAY(openapi_arena(api), const struct security_scheme *, place->length + 1);
    *alternative = (struct security_alternative){.schemes = schemes, .place = place};
    for (const struct node *key = node_first(place); key < node_end(place);
         key = node_next_key(key)) {
        const struct security_scheme *scheme = scheme_find(api, node_string(key));

        if (!scheme) {
            openapi_problem(api, key, PROBLEM_INVALID,
                            "security scheme \"%.*s\" is not (rightly) declared in "
                            "components.securitySchemes",
                            STR_ARGS(node_string(key)));
            return false;
        }
        schemes[alternative->count++] = scheme;
    }
    return true;
}

const struct security_alternative *security_read(struct api *api, const struct node *requirements,
                                                 size_t *count)
{
    struct security_alternative *alternatives;

    *count = 0;
    if (!requirements || requirements->length == 0)
        return NULL;
    alternatives =
        ARENA_ARRAY(openapi_arena(api), struct security_alternative, requirements->length);
    for (const struct node *item = node_first(requirements); item < node_end(requirements);
         item = node_next(item))
        *count += alternative_read(api, item, &alternatives[*count]);
    return alternatives;
}
