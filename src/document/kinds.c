#include "document/kinds.h"

unsigned kinds_named(struct str name)
{
    static const struct {
        const char *name;
        unsigned kinds;
    } types[] = {
        {"string", KIND_STRING},   {"object", KIND_OBJECT}, {"integer", KIND_INTEGER},
        {"boolean", KIND_BOOLEAN}, {"array", KIND_ARRAY},   {"number", KIND_NUMBER},
        {"null", KIND_NULL},
    };

    for (size_t i = 0; name.text && i < ARRAY_LENGTH(types); i++)
        if (str_is(name, types[i].name))
            return types[i].kinds;
    return 0;
}

unsigned kinds_of(const struct node *value)
{
    return node_is_boolean(value) ? KIND_BOOLEAN : 1u << value->kind;
}

unsigned kinds_of_exactly(const struct node *value)
{
    return node_is(value, NODE_NUMBER) && node_is_integral(value) ? KIND_INTEGER : kinds_of(value);
}
