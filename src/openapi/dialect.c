#include "openapi/model.h"

static const struct openapi_version versions[] = {
    {.prefix = "3.0.", .dialect = DIALECT_OAS30, .responses_required = true},
    {.prefix = "3.1.", .dialect = DIALECT_OAS31, .reference_siblings = true},
};

/* What people hand us instead, recognised by a member of the root. */
static const struct {
    const char *key, *inner; /* inner: a member of that member; NULL: none is asked for */
    const char *what;
} lookalikes[] = {
    {"swagger", NULL, "OpenAPI 2.0 (Swagger), which is not supported yet"},
    {"asyncapi", NULL, "an AsyncAPI document"},
    {"arazzo", NULL, "an Arazzo document"},
    {"overlay", NULL, "an OpenAPI Overlay"},
    {"log", "entries", "a HAR recording; it goes behind the description"},
    {"info", "_postman_id", "a Postman collection"},
    {"item", NULL, "a Postman collection"},
    {"apiVersion", NULL, "a Kubernetes manifest"},
    {"$schema", NULL, "a JSON Schema"},
    {"properties", NULL, "a JSON Schema"},
    {"paths", NULL, "an OpenAPI description whose first line is missing"},
};

static bool raise_no_version(const struct node *root, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LENGTH(lookalikes); i++) {
        const struct node *found = node_member(root, str_of(lookalikes[i].key));

        if (found && (!lookalikes[i].inner || node_member(found, str_of(lookalikes[i].inner))))
            return error_raise_node(err, root, "no \"openapi\" field; this looks like %s",
                                    lookalikes[i].what);
    }
    return error_raise_node(err, root,
                            "no \"openapi\" field; an OpenAPI description starts with one, such "
                            "as openapi: 3.1.0");
}

const struct openapi_version *dialect_find(struct api *api, const struct node *root,
                                           struct error *err)
{
    const struct node *field = node_member(root, STR("openapi"));
    struct str text = node_text(field);

    if (!field) {
        raise_no_version(root, err);
        return NULL;
    }
    if (field->kind != NODE_STRING) {
        error_raise_node(err, field,
                         "openapi must be a string of three numbers, in quotes, such as \"3.1.0\"");
        return NULL;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(versions); i++) {
        if (str_starts_with(text, str_of(versions[i].prefix))) {
            api->version_text = text;
            return &versions[i];
        }
    }
    error_raise_node(err, field,
                     "OpenAPI version \"%.*s\" is not supported%s; 3.0 and 3.1 are, written as "
                     "three numbers (3.1.0)",
                     STR_ARGS(text), str_starts_with(text, STR("3.2")) ? " yet" : "");
    return NULL;
}
