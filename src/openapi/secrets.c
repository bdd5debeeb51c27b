#include "openapi/secrets.h"

static void tell_scheme(struct redaction *redaction, const struct security_scheme *scheme)
{
    static const unsigned places[] = {[IN_HEADER] = NAME_IN_HEADER,
                                      [IN_QUERY] = NAME_IN_FIELD | NAME_IN_MEMBER,
                                      [IN_COOKIE] = NAME_IN_COOKIE | NAME_IN_MEMBER};
    enum parameter_location in;
    struct str name = security_parameter(scheme, &in);

    if (name.text && in < ARRAY_LENGTH(places) && places[in])
        redaction_add_name(redaction, places[in], name);
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
