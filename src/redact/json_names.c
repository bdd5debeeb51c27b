#include "redact/json_names.h"

#include "http/field.h"

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

static bool ends_as(struct str name, const char *end)
{
    size_t length = strlen(end);

    return name.length > length && str_is(str_slice(name, name.length - length, SIZE_MAX), end);
}

/* ---- members ---- */

bool json_is_value_name(struct str name)
{
    static const char *const names[] = {"value", "values", "val", "v"};

    return is_one_of(name, names, ARRAY_LENGTH(names)) || ends_as(name, "Value") ||
           ends_as(name, "_value");
}

/* "path" is JSON Patch's (RFC 6902, 4), "type" Keycloak's of credentials. */
static bool is_name_of_name(struct str name)
{
    static const char *const names[] = {"name",      "key",   "field", "header",    "param",
                                        "parameter", "label", "id",    "attribute", "property",
                                        "variable",  "k",     "path",  "type"};

    return is_one_of(name, names, ARRAY_LENGTH(names)) || ends_as(name, "Name") ||
           ends_as(name, "Key") || ends_as(name, "_name") || ends_as(name, "_key");
}

struct name_says json_named(const struct search *search, struct str name, const struct node *value)
{
    struct name_says says = search_name(search, NAME_IN_MEMBER, name);

    /* Of a header's name a '-' tells. */
    if (says.secrecy == SECRECY_NONE && str_find_char(name, '-') < name.length)
        says = search_name(search, NAME_IN_HEADER, name);
    if (value && json_is_cookie(name, value))
        says = (struct name_says){.secrecy = SECRECY_CERTAIN, .header = HEADER_COOKIE};
    says.below = says.secrecy == SECRECY_CERTAIN;
    return says;
}

struct name_says json_named_beside(const struct search *search, const struct node *object)
{
    struct name_says most = {.secrecy = SECRECY_NONE}, says;
    const struct node *value = NULL;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        if (json_is_value_name(node_text(key)))
            value = node_value(key);
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        struct str name = node_string(node_value(key));

        if (!name.length || !is_name_of_name(node_text(key)))
            continue;
        says = json_named(search, name, value);
        if (says.secrecy > most.secrecy)
            most = says;
    }
    return most;
}

static bool is_pair_text(const struct node *value)
{
    struct str text = node_string(value);

    return str_find_char(text, '=') < text.length;
}

bool json_is_cookie(struct str name, const struct node *value)
{
    if (name.length == 0 || !char_is_any(name.text[0], "cCsS") || header_kind(name) < HEADER_COOKIE)
        return false;
    if (node_is(value, NODE_ARRAY))
        return value->length && is_pair_text(node_first(value));
    return is_pair_text(value);
}

bool json_is_private_of_key(struct str name)
{
    static const char *const names[] = {"d", "p", "q", "dp", "dq", "qi", "k", "oth"};

    for (size_t i = 0; name.length <= 3 && i < ARRAY_LENGTH(names); i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

bool json_is_cookies(struct str name)
{
    return name.length == 7 && str_equal_ignoring_case(name, STR("cookies"));
}

/* ---- elements ---- */

static bool is_pair(const struct node *array)
{
    return node_is(array, NODE_ARRAY) && array->length == 2 &&
           node_is(node_first(array), NODE_STRING);
}

bool json_is_pairs(const struct node *array)
{
    if (!node_is(array, NODE_ARRAY) || !array->length)
        return false;
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        if (!is_pair(item))
            return false;
    return true;
}

bool json_is_flat_headers(const struct node *array)
{
    bool is_name = true, known = false;

    if (!node_is(array, NODE_ARRAY) || array->length < 4 || array->length % 2)
        return false;
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item), is_name = !is_name) {
        struct str text = node_string(item);

        if (!node_is(item, NODE_STRING) || (is_name && !header_name_is_valid(text)))
            return false;
        known |= is_name && header_kind(text) == HEADER_PLAIN;
    }
    return known;
}
