/* Whether what a reference leads to is what the reference asks for. */
#include "openapi/model.h"

/* ---- by its place ---- */

/* The maps of components; in 2.0 they stand at the root. */
static const struct {
    const char *map;
    enum object object;
} maps[] = {{"schemas", OBJECT_SCHEMA},       {"definitions", OBJECT_SCHEMA},
            {"responses", OBJECT_RESPONSE},   {"parameters", OBJECT_PARAMETER},
            {"examples", OBJECT_EXAMPLE},     {"requestBodies", OBJECT_REQUEST_BODY},
            {"headers", OBJECT_HEADER},       {"securitySchemes", OBJECT_SECURITY_SCHEME},
            {"links", OBJECT_LINK},           {"securityDefinitions", OBJECT_SECURITY_SCHEME},
            {"callbacks", OBJECT_CALLBACK},   {"pathItems", OBJECT_PATH_ITEM},
            {"mediaTypes", OBJECT_MEDIA_TYPE}};

/* "#/components/KIND/NAME", or 2.0's "#/KIND/NAME", in any file. */
enum object object_of_reference(const struct api *api, struct str reference)
{
    bool is_20 = field_is_known(api, FIELD_ROOT_DEFINITIONS);
    struct str map;

    str_cut(&reference, '#');
    if (!reference.text || !str_starts_with(reference, is_20 ? STR("/") : STR("/components/")))
        return OBJECT_COUNT;
    reference = str_slice(reference, is_20 ? 1 : strlen("/components/"), SIZE_MAX);
    map = str_cut(&reference, '/');
    if (!reference.length || str_find_char(reference, '/') < reference.length)
        return OBJECT_COUNT;
    for (size_t i = 0; i < ARRAY_LENGTH(maps); i++)
        if (str_is(map, maps[i].map))
            return maps[i].object;
    return OBJECT_COUNT;
}

/* ---- by its looks ---- */

/* Does the key belong to the object, with a value of the right form? */
static bool belongs(enum object object, const struct node *key)
{
    enum field field = field_named(object, node_string(key));
    const struct node *value = node_value(key);

    if (str_is(node_string(key), "$ref"))
        return node_is(value, NODE_STRING);
    if (object == OBJECT_PATHS && !str_starts_with(node_string(key), STR("/")))
        return false;
    if (field == FIELD_COUNT)
        return object_row(object)->others < OBJECT_COUNT && node_is(value, NODE_OBJECT);
    return field_has_form(field, value);
}

const struct node *object_odd_key(enum object object, const struct node *node)
{
    for (const struct node *key = node_first(node); key < node_end(node); key = node_next_key(key))
        if (!key_is_extension(node_string(key)) && !belongs(object, key))
            return key;
    return NULL;
}

/* More of its members are fields of the object than not. */
bool object_looks_right(enum object object, const struct node *node)
{
    size_t known = 0, unknown = 0;

    if (!node_is(node, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(node); key < node_end(node);
         key = node_next_key(key)) {
        if (key_is_extension(node_string(key)))
            continue;
        if (belongs(object, key))
            known++;
        else
            unknown++;
    }
    return known > unknown || node->length == 0;
}
