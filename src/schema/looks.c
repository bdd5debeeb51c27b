/* Whether a value looks like a schema. A reference may lead into any file within reach; what is no
   schema there is none of ours to read, let alone to quote. */
#include "schema/keyword.h"

static bool is_schema_list(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY) || value->length == 0)
        return false;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!schema_has_form(item))
            return false;
    return true;
}

static bool is_schema_map(const struct node *value)
{
    if (!node_is(value, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(value); key < node_end(value);
         key = node_next_key(key))
        if (!schema_has_form(node_value(key)))
            return false;
    return true;
}

static bool is_reference(const struct node *value)
{
    return node_is(value, NODE_STRING);
}

/* What nothing but a schema has, in this form. */
static const struct {
    enum keyword keyword;
    bool (*is_sound)(const struct node *value);
} telling[] = {
    {KEYWORD_REF, is_reference},         {KEYWORD_TYPE, type_has_form},
    {KEYWORD_ALL_OF, is_schema_list},    {KEYWORD_ANY_OF, is_schema_list},
    {KEYWORD_ONE_OF, is_schema_list},    {KEYWORD_PROPERTIES, is_schema_map},
    {KEYWORD_DEFS, is_schema_map},       {KEYWORD_DEFINITIONS, is_schema_map},
    {KEYWORD_DYNAMIC_REF, is_reference},
};

static bool is_telling(enum keyword keyword, const struct node *value)
{
    for (size_t i = 0; i < ARRAY_LENGTH(telling); i++)
        if (telling[i].keyword == keyword && telling[i].is_sound(value))
            return true;
    return false;
}

/* Without a telling keyword more of its members are keywords than not. */
bool schema_looks_like_one(const struct keyword_names *names, const struct node *node)
{
    size_t known = 0, unknown = 0;

    if (node_is_boolean(node))
        return true;
    if (!node_is(node, NODE_OBJECT))
        return false;
    for (const struct node *key = node_first(node); key < node_end(node);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_names_find(names, key);

        if (keyword != KEYWORD_NONE && is_telling(keyword, node_value(key)))
            return true;
        known += keyword != KEYWORD_NONE;
        unknown += keyword == KEYWORD_NONE && !str_starts_with(node_string(key), STR("x-"));
    }
    return node->length == 0 || known > unknown;
}
