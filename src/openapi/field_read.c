#include "base/near_miss.h"
#include "openapi/model.h"

struct arena *openapi_arena(const struct api *api)
{
    return documents_arena(api->documents);
}

static const char *const kind_names[] = {
    [NODE_NULL] = "null",        [NODE_FALSE] = "a boolean", [NODE_TRUE] = "a boolean",
    [NODE_NUMBER] = "a number",  [NODE_STRING] = "a string", [NODE_ARRAY] = "an array",
    [NODE_OBJECT] = "an object",
};

/* A number where text belongs is nearly always YAML without quotes. */
static void note_kind(struct api *api, const struct node *node, const char *name,
                      enum node_kind wanted)
{
    const char *hint =
        wanted == NODE_STRING && node->kind == NODE_NUMBER ? "; put it in quotes" : "";

    openapi_problem(api, node, PROBLEM_INVALID, "%s must be %s, not %s%s", name, kind_names[wanted],
                    kind_names[node->kind], hint);
}

bool field_is_known(const struct api *api, enum field field)
{
    return field_row(field)->versions & api->version->number;
}

/* The kind of node a form is written as; NODE_HEADER: any will do. */
static enum node_kind kind_of(const struct field_row *row)
{
    switch (row->form) {
    case FORM_STRING:
        return NODE_STRING;
    case FORM_BOOLEAN:
        return NODE_TRUE;
    case FORM_NUMBER:
        return NODE_NUMBER;
    case FORM_ANY:
        return NODE_HEADER;
    case FORM_LIST:
        return NODE_ARRAY;
    case FORM_MAP:
        return NODE_OBJECT;
    case FORM_OBJECT: /* whoever compiles a schema says what is wrong with it */
        return row->of == OBJECT_SCHEMA ? NODE_HEADER : NODE_OBJECT;
    }
    return NODE_HEADER;
}

static bool is_kind(const struct node *node, enum node_kind kind)
{
    return kind == NODE_HEADER || node->kind == kind ||
           (kind == NODE_TRUE && node_is_boolean(node));
}

bool field_has_form(enum field field, const struct node *value)
{
    return is_kind(value, kind_of(field_row(field)));
}

const struct node *field_read(struct api *api, const struct node *object, enum field field)
{
    const struct field_row *row = field_row(field);
    enum node_kind kind = kind_of(row);
    const struct node *node;

    if (!node_is(object, NODE_OBJECT) || !field_is_known(api, field))
        return NULL;
    node = node_member(object, row->name);
    if (!node && row->required & api->version->number)
        openapi_field_problem(api, object, row->name, PROBLEM_INVALID, "%s has no %s",
                              object_row(row->object)->name, row->name.text);
    if (!node || is_kind(node, kind))
        return node;
    note_kind(api, node, row->name.text, kind);
    return NULL;
}

struct str field_string(struct api *api, const struct node *object, enum field field)
{
    return node_string(field_read(api, object, field));
}

bool field_boolean(struct api *api, const struct node *object, enum field field, bool otherwise)
{
    const struct node *node = field_read(api, object, field);

    return node ? node->kind == NODE_TRUE : otherwise;
}

static bool is_object(struct api *api, const struct node *node, const struct object_row *row)
{
    if (node && node->kind != NODE_OBJECT)
        note_kind(api, node, row->name, NODE_OBJECT);
    return node_is(node, NODE_OBJECT);
}

/* Another document may be anything. One that says what it is may have mistakes in it; in others
   what does not look like the object is not read as one. */
static bool is_readable(const struct node *site, const struct node *target, enum object object)
{
    return node_document(target) == node_document(site) || object == OBJECT_SCHEMA ||
           document_is_declared(node_document(target)) || object_looks_right(object, target);
}

/* The field that the key is most like; absent: it is like none. No text of another file is shown,
   only what it may have been meant for. */
static struct str field_like(const struct api *api, enum object object, struct str key)
{
    struct near_miss miss = near_miss_of(key);

    for (enum field field = field_first(object);
         field < FIELD_COUNT && field_row(field)->object == object; field++)
        if (field_is_known(api, field))
            near_miss_try(&miss, field_row(field)->name);
    return miss.best;
}

/* " (pets.yaml:3:2 is no field of one; did you mean "get"?)"; "" of what is no object. */
static struct str odd_key(const struct api *api, struct arena *arena, const struct node *target,
                          enum object object)
{
    const struct node *odd = node_is(target, NODE_OBJECT) ? object_odd_key(object, target) : NULL;
    struct str file = node_file(target), meant;
    struct position position;

    if (!odd)
        return STR("");
    position = node_position(odd);
    if (field_named(object, node_string(odd)) < FIELD_COUNT)
        return str_format(arena, " (the field at %.*s:%zu:%zu has another form)", STR_ARGS(file),
                          position.line, position.column);
    meant = field_like(api, object, node_string(odd));
    return str_format(arena, " (%.*s:%zu:%zu is no field of one%s%.*s%s)", STR_ARGS(file),
                      position.line, position.column, meant.text ? "; did you mean \"" : "",
                      STR_ARGS(meant), meant.text ? "\"?" : "");
}

void openapi_raise_unlike(struct api *api, const struct node *reference, const struct node *target,
                          enum object object, struct error *err)
{
    const char *name = object_row(object)->name;
    struct arena arena;

    arena_init(&arena);
    error_about_node(err, target, str_of(name));
    error_raise_node(err, reference, "$ref leads to nothing that is %s: \"%.*s\"%.*s", name,
                     STR_ARGS(node_string(reference)),
                     STR_ARGS(odd_key(api, &arena, target, object)));
    arena_release(&arena);
}

static void note_unlike(struct api *api, const struct node *reference, const struct node *target,
                        enum object object)
{
    struct error err = {0};

    openapi_raise_unlike(api, reference, target, object, &err);
    openapi_error_problem(api, reference, PROBLEM_REFERENCE, false, &err);
}

/* Is the target what the reference of the node asks for? */
static bool is_asked_for(struct api *api, const struct node *node, const struct node *target,
                         enum object object)
{
    const struct object_row *row = object_row(object);
    const struct node *reference = node_member(node, STR("$ref"));
    bool in_place = object_of_reference(api, node_string(reference)) == object;

    /* What is no object is at fault itself only where the object has its place. */
    if (is_readable(node, target, object) && (in_place || node_is(target, NODE_OBJECT)))
        return is_object(api, target, row);
    note_unlike(api, reference, target, object);
    return false;
}

const struct node *object_read(struct api *api, const struct node *node, enum object object)
{
    const struct object_row *row = object_row(object);
    bool is_reference = node_member(node, STR("$ref")) != NULL;
    const struct node *target;

    if (is_reference && !(row->reference & api->version->number))
        openapi_caused_problem(api, node, str_of(row->name), PROBLEM_INVALID,
                               "%s is written out here, it cannot be a reference", row->name);
    target = openapi_dereference_as(api, node, object);
    if (target &&
        (is_reference ? is_asked_for(api, node, target, object) : is_object(api, target, row)))
        return target;
    return NULL;
}

const struct node *object_step(struct api *api, const struct node *node, enum object object)
{
    const struct node *reference = node_member(node, STR("$ref"));
    const struct node *target = NULL;

    if (node_is(reference, NODE_STRING))
        target = openapi_reference_target(api, reference);
    else
        openapi_problem(api, reference, PROBLEM_INVALID, "$ref must be a string");
    return target && !openapi_names_other(api, reference, target, object) &&
                   is_asked_for(api, node, target, object)
               ? target
               : NULL;
}

bool key_is_extension(struct str key)
{
    return str_starts_with(key, STR("x-"));
}
