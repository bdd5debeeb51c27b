/* Security schemes, and the requirements that name them (OpenAPI 3.1, 4.8.27 and 4.8.30). */
#include "openapi/model.h"

enum {
    FROM31 = VERSION_3_1 | VERSION_3_2,
    FROM30 = VERSION_3_0 | FROM31,
    ALL = VERSION_2_0 | FROM30
};

static bool api_key_read(struct api *api, struct security_scheme *scheme)
{
    static const struct {
        const char *name;
        enum parameter_location in;
        unsigned versions;
    } places[] = {
        {"header", IN_HEADER, ALL}, {"query", IN_QUERY, ALL}, {"cookie", IN_COOKIE, FROM30}};
    struct str in = field_string(api, scheme->place, FIELD_SECURITY_SCHEME_IN);

    if (!in.text && !node_member(scheme->place, STR("in")))
        openapi_problem(api, scheme->place, PROBLEM_INVALID, "an API key has no in");
    scheme->parameter = field_string(api, scheme->place, FIELD_SECURITY_SCHEME_NAME);
    if (!scheme->parameter.text && !node_member(scheme->place, STR("name")))
        openapi_problem(api, scheme->place, PROBLEM_INVALID, "an API key has no name");
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        if (str_is(in, places[i].name)) {
            if (!(places[i].versions & api->version->number))
                openapi_problem(api, scheme->place, PROBLEM_INVALID,
                                "an API key is in header or query in OpenAPI %s, not in %.*s",
                                api->version->text, STR_ARGS(in));
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
    scheme->http_scheme = field_string(api, scheme->place, FIELD_SECURITY_SCHEME_SCHEME);
    if (!node_member(scheme->place, STR("scheme")))
        openapi_problem(api, scheme->place, PROBLEM_INVALID, "an http scheme has no scheme");
    if (str_equal_ignoring_case(scheme->http_scheme, STR("bearer")))
        scheme->kind = SECURITY_BEARER;
    else if (str_equal_ignoring_case(scheme->http_scheme, STR("basic")))
        scheme->kind = SECURITY_BASIC;
    return scheme->http_scheme.text != NULL;
}

static const struct {
    const char *name;
    enum security_kind kind;
    unsigned versions;
    bool (*read)(struct api *api, struct security_scheme *scheme); /* NULL: nothing more to read */
} types[] = {
    {"basic", SECURITY_BASIC, VERSION_2_0, NULL},
    {"apiKey", SECURITY_API_KEY, ALL, api_key_read},
    {"http", SECURITY_HTTP_OTHER, FROM30, http_read},
    {"oauth2", SECURITY_OAUTH2, ALL, flows_read},
    {"openIdConnect", SECURITY_OPENID_CONNECT, FROM30, NULL},
    {"mutualTLS", SECURITY_MUTUAL_TLS, FROM31, NULL},
};

/* A type of another version is noted as a problem, and read as what it is there. */
static bool scheme_read(struct api *api, struct str name, const struct node *node,
                        struct security_scheme *scheme)
{
    struct str type;

    *scheme = (struct security_scheme){.name = name,
                                       .place = object_read(api, node, OBJECT_SECURITY_SCHEME)};
    if (!scheme->place)
        return false;
    type = field_string(api, scheme->place, FIELD_SECURITY_SCHEME_TYPE);
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        if (!str_is(type, types[i].name))
            continue;
        if (!(types[i].versions & api->version->number))
            openapi_problem(api, scheme->place, PROBLEM_INVALID,
                            "\"%.*s\" is no type of a security scheme in OpenAPI %s",
                            STR_ARGS(type), api->version->text);
        scheme->kind = types[i].kind;
        return !types[i].read || types[i].read(api, scheme);
    }
    if (type.text)
        openapi_problem(api, scheme->place, PROBLEM_INVALID,
                        "\"%.*s\" is no type of a security scheme", STR_ARGS(type));
    return false;
}

void security_schemes_read(struct api *api)
{
    const struct node *map = openapi_components(api, FIELD_COMPONENTS_SECURITY_SCHEMES);
    struct security_scheme *schemes;

    if (!map || map->length == 0)
        return;
    schemes = ARENA_ARRAY(openapi_arena(api), struct security_scheme, map->length);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        struct security_scheme *scheme = &schemes[api->security_scheme_count];
        void **place;

        if (!scheme_read(api, node_string(key), node_value(key), scheme))
            continue;
        api->security_scheme_count++;
        place = map_put(&api->schemes_by_name, scheme->name);
        *place = *place ? *place : scheme;
    }
    api->security_schemes = schemes;
}

/* Names come first, or a document could take the place of a scheme. */
static bool is_uri(const struct api *api, struct str name)
{
    return api->version->security_by_uri &&
           (str_find_char(name, '#') < name.length || str_find_char(name, '/') < name.length ||
            str_find_char(name, '.') < name.length);
}

bool openapi_names_scheme_by_uri(struct api *api, struct str key)
{
    return !node_member(openapi_components(api, FIELD_COMPONENTS_SECURITY_SCHEMES), key) &&
           is_uri(api, key);
}

static const struct security_scheme *scheme_of_uri(struct api *api, const struct node *key)
{
    struct str uri = node_string(key);
    struct security_scheme *scheme;
    const struct node *target;

    if (!is_uri(api, uri))
        return NULL;
    target = openapi_reference_target(api, key);
    scheme = ARENA_NEW(openapi_arena(api), struct security_scheme);
    return target && scheme_read(api, uri, target, scheme) ? scheme : NULL;
}

static const struct security_scheme *scheme_find(struct api *api, const struct node *key)
{
    const struct security_scheme *scheme = map_get(&api->schemes_by_name, node_string(key));

    return scheme ? scheme : scheme_of_uri(api, key);
}

static bool declares_schemes(struct api *api)
{
    const struct node *schemes = openapi_components(api, FIELD_COMPONENTS_SECURITY_SCHEMES);

    return schemes && schemes->length > 0;
}

bool security_is_elsewhere(struct api *api, const struct node *operation)
{
    const struct node *requirements = node_member(operation, STR("security"));

    if (!node_is(requirements, NODE_ARRAY) || declares_schemes(api))
        return false;
    for (const struct node *item = node_first(requirements); item < node_end(requirements);
         item = node_next(item))
        for (const struct node *key = node_first(item);
             node_is(item, NODE_OBJECT) && key < node_end(item); key = node_next_key(key))
            if (!scheme_find(api, key))
                return true;
    return false;
}

bool security_raise_undeclared(struct api *api, const struct node *key, struct error *err)
{
    const struct node *schemes = openapi_components(api, FIELD_COMPONENTS_SECURITY_SCHEMES);
    const char *where = field_is_known(api, FIELD_ROOT_SECURITY_DEFINITIONS)
                            ? "securityDefinitions"
                            : "components.securitySchemes";
    struct str name = node_string(key);

    if (node_member(schemes, name) || is_uri(api, name))
        return false;
    error_about(err, "security scheme %.*s", STR_ARGS(name));
    return !error_raise_node(err, key,
                             declares_schemes(api)
                                 ? "security scheme \"%.*s\" is not declared in %s"
                                 : "security scheme \"%.*s\": there are no %s at all",
                             STR_ARGS(name), where);
}

/* Where no scheme is declared at all, the description is part of something larger or not finished:
   that is no mere slip. What is declared and cannot be read is told at its place, and what a URI
   does not lead to at the URI. */
static void note_undefined(struct api *api, const struct node *key)
{
    struct error err = {0};

    if (security_raise_undeclared(api, key, &err))
        openapi_error_problem(api, key, PROBLEM_SECURITY, !declares_schemes(api), &err);
}

/* One Security Requirement Object. An alternative with a scheme that nobody declares cannot be
   judged: it is left out. */
static bool alternative_read(struct api *api, const struct node *place,
                             struct security_alternative *alternative)
{
    const struct security_scheme **schemes;

    if (!object_read(api, place, OBJECT_SECURITY_REQUIREMENT))
        return false;
    schemes = ARENA_ARRAY(openapi_arena(api), const struct security_scheme *, place->length + 1);
    *alternative = (struct security_alternative){.schemes = schemes, .place = place};
    for (const struct node *key = node_first(place); key < node_end(place);
         key = node_next_key(key)) {
        const struct security_scheme *scheme = scheme_find(api, key);

        if (!scheme) {
            note_undefined(api, key);
            return false;
        }
        schemes[alternative->count++] = scheme;
    }
    return true;
}

const struct security_alternative *security_read(struct api *api, const struct node *requirements,
                                                 size_t *count, const struct node **unread)
{
    struct security_alternative *alternatives;

    *count = 0;
    if (!requirements || requirements->length == 0)
        return NULL;
    alternatives =
        ARENA_ARRAY(openapi_arena(api), struct security_alternative, requirements->length);
    for (const struct node *item = node_first(requirements); item < node_end(requirements);
         item = node_next(item)) {
        if (alternative_read(api, item, &alternatives[*count]))
            ++*count;
        else if (!*unread)
            *unread = item;
    }
    return alternatives;
}

bool security_takes_tokens(const struct security_scheme *scheme)
{
    return scheme->kind == SECURITY_OAUTH2 || scheme->kind == SECURITY_OPENID_CONNECT;
}

struct str security_parameter(const struct security_scheme *scheme, enum parameter_location *in)
{
    *in = IN_HEADER;
    switch (scheme->kind) {
    case SECURITY_API_KEY:
        *in = scheme->in;
        return scheme->parameter;
    case SECURITY_BASIC:
    case SECURITY_BEARER:
    case SECURITY_HTTP_OTHER:
    case SECURITY_OAUTH2:
    case SECURITY_OPENID_CONNECT:
        return STR("authorization");
    case SECURITY_MUTUAL_TLS:
        break;
    }
    return STR_NONE;
}

struct str security_header(const struct security_scheme *scheme)
{
    enum parameter_location in;
    struct str name = security_parameter(scheme, &in);

    if (name.text && in == IN_COOKIE)
        return STR("cookie");
    return in == IN_HEADER ? name : STR_NONE;
}

void openapi_check_security(struct api *api, const struct node *array)
{
    const struct node *unread = NULL;
    size_t count;

    security_read(api, array, &count, &unread);
}
