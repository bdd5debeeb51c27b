#include "openapi/secrets.h"

/* RFC 7617, RFC 6750. */
static struct str http_scheme_of(const struct security_scheme *scheme)
{
    switch (scheme->kind) {
    case SECURITY_BASIC:
        return STR("Basic");
    case SECURITY_BEARER:
    case SECURITY_OAUTH2:
    case SECURITY_OPENID_CONNECT:
        return STR("Bearer");
    case SECURITY_HTTP_OTHER:
        return scheme->http_scheme;
    case SECURITY_API_KEY:
    case SECURITY_MUTUAL_TLS:
        break;
    }
    return STR_NONE;
}

bool openapi_credential(struct arena *arena, const struct security_scheme *scheme,
                        struct credential *credential)
{
    static const unsigned places[] = {
        [IN_HEADER] = NAME_IN_HEADER, [IN_QUERY] = NAME_IN_FIELD, [IN_COOKIE] = NAME_IN_COOKIE};
    enum parameter_location in;
    struct str name = security_parameter(scheme, &in);

    if (!name.text || in >= ARRAY_LENGTH(places) || !places[in])
        return false;
    *credential = (struct credential){.place = places[in],
                                      .name = name,
                                      .http_scheme = http_scheme_of(scheme),
                                      .variable = credential_variable(arena, scheme->name)};
    return true;
}

static void tell_scheme(struct redaction *redaction, const struct security_scheme *scheme)
{
    struct credential credential;
    struct arena arena;

    arena_init(&arena);
    if (openapi_credential(&arena, scheme, &credential)) {
        redaction_add_name(redaction,
                           credential.place == NAME_IN_HEADER ? NAME_IN_HEADER
                                                              : credential.place | NAME_IN_MEMBER,
                           credential.name);
        redaction_add_credential(redaction, &credential);
    }
    arena_release(&arena);
}

/* A requirement may also name a scheme by its URI, which no list of schemes has. */
static void tell_requirements(struct redaction *redaction, const struct operation *operation)
{
    for (size_t i = 0; i < operation->security_count; i++)
        for (size_t j = 0; j < operation->security[i].count; j++)
            tell_scheme(redaction, operation->security[i].schemes[j]);
}

static void tell_words(void *redaction, const struct document *document)
{
    redaction_add_words(redaction, document->root);
}

void openapi_tell_secrets(const struct api *api, struct redaction *redaction)
{
    for (size_t i = 0; i < api->security_scheme_count; i++)
        tell_scheme(redaction, &api->security_schemes[i]);
    for (size_t i = 0; api->version->security_by_uri && i < api->operation_count; i++)
        tell_requirements(redaction, &api->operations[i]);
    documents_visit(api->documents, tell_words, redaction);
}
