#include "openapi/model.h"

static const struct openapi_version versions[] = {
    {.number = VERSION_2_0, .field = FIELD_ROOT_SWAGGER, .text = "2.0", .dialect = DIALECT_OAS20},
    {.number = VERSION_3_0, .field = FIELD_ROOT_OPENAPI, .text = "3.0", .dialect = DIALECT_OAS30},
    {.number = VERSION_3_1,
     .field = FIELD_ROOT_OPENAPI,
     .text = "3.1",
     .dialect = DIALECT_OAS31,
     .reference_siblings = true},
    {.number = VERSION_3_2,
     .field = FIELD_ROOT_OPENAPI,
     .text = "3.2",
     .dialect = DIALECT_OAS32,
     .reference_siblings = true,
     .security_by_uri = true},
};

/* Other kinds of documents that people give us, each recognised by a member of the root. */
static const struct {
    const char *key, *inner; /* inner: a member of that member; NULL: none is asked for */
    const char *what;
} lookalikes[] = {
    {"asyncapi", NULL, "an AsyncAPI document"},
    {"arazzo", NULL, "an Arazzo document"},
    {"overlay", NULL, "an OpenAPI Overlay"},
    {"swaggerVersion", NULL, "Swagger 1.x, which nothing here reads; convert it to 2.0 or later"},
    {"log", "entries", "a HAR recording; it goes behind the description"},
    {"info", "_postman_id", "a Postman collection"},
    {"item", NULL, "a Postman collection"},
    {"apiVersion", NULL, "a Kubernetes manifest"},
    {"$schema", NULL, "a JSON Schema"},
    {"properties", NULL, "a JSON Schema"},
    {"paths", NULL, "an OpenAPI description whose first line is missing"},
};

static const struct openapi_version *raise_no_version(const struct node *root, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LENGTH(lookalikes); i++) {
        const struct node *found = node_member(root, str_of(lookalikes[i].key));

        if (found && (!lookalikes[i].inner || node_member(found, str_of(lookalikes[i].inner)))) {
            error_raise_node(err, root, "no \"openapi\" field; this looks like %s",
                             lookalikes[i].what);
            return NULL;
        }
    }
    if (root->length && str_starts_with(node_string(node_first(root)), STR("<"))) {
        error_raise_node(err, root,
                         "this is HTML or XML, such as a sign-in page or a view of the file");
        return NULL;
    }
    error_raise_node(err, root,
                     "no \"openapi\" field; an OpenAPI description starts with one, such as "
                     "openapi: 3.1.0");
    return NULL;
}

/* "3.1.0" is version 3.1, and "3.1" is taken for it, too; "3.10.0" is not. */
static bool is_of(struct str text, const struct openapi_version *version)
{
    struct str two = str_of(version->text);

    return str_starts_with(text, two) &&
           (text.length == two.length || text.text[two.length] == '.');
}

/* "3.1.0", and "3.1.0-rc1" */
static bool is_three_numbers(struct str text)
{
    struct str rest = str_slice(text, 0, str_find_char(text, '-'));

    for (int i = 0; i < 3; i++)
        if (!str_is_digits(str_cut(&rest, '.')))
            return false;
    return !rest.text;
}

/* Is the version written as it must be? It is a text: 2.0 exactly so, the others with a third
   number. */
static void check_form(struct api *api, const struct node *field,
                       const struct openapi_version *version)
{
    bool three_numbers = version->field == FIELD_ROOT_OPENAPI;
    struct str text = node_text(field);

    if (field->kind == NODE_NUMBER)
        openapi_problem(api, field, PROBLEM_INVALID, "%s must be a string; put it in quotes%s",
                        field_row(version->field)->name.text,
                        three_numbers ? ", as three numbers" : "");
    else if (three_numbers ? !is_three_numbers(text) : !str_is(text, version->text))
        openapi_problem(api, field, PROBLEM_INVALID, "the version is written as %s",
                        three_numbers ? "three numbers, such as 3.1.0" : "2.0");
}

struct str version_self(const struct node *root)
{
    const struct field_row *row = field_row(FIELD_ROOT_SELF);

    for (size_t i = 0; i < ARRAY_LENGTH(versions); i++) {
        const struct node *found = node_member(root, field_row(versions[i].field)->name);

        if (found && is_of(node_text(found), &versions[i]) && (row->versions & versions[i].number))
            return node_string(node_member(root, row->name));
    }
    return STR_NONE;
}

const struct openapi_version *version_find(struct api *api, const struct node *root,
                                           struct error *err)
{
    const struct node *field = NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(versions); i++) {
        const struct node *found = node_member(root, field_row(versions[i].field)->name);

        if (!found)
            continue;
        field = found;
        if (!is_of(node_text(found), &versions[i]))
            continue;
        check_form(api, found, &versions[i]);
        api->version_text = node_text(found);
        return &versions[i];
    }
    if (!field)
        return raise_no_version(root, err);
    if (!node_text(field).text)
        error_raise_node(err, field, "openapi must be a string, such as \"3.1.0\"");
    else
        error_raise_node(err, field,
                         "OpenAPI version \"%.*s\" is not supported; 2.0, 3.0, 3.1 and 3.2 are",
                         STR_ARGS(node_text(field)));
    return NULL;
}
