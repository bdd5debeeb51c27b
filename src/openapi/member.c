#include "openapi/model.h"

struct arena *openapi_arena(const struct api *api)
{
    return library_arena(api->library);
}

static const char *const kind_names[] = {
    [NODE_NULL] = "null",        [NODE_FALSE] = "a boolean", [NODE_TRUE] = "a boolean",
    [NODE_NUMBER] = "a number",  [NODE_STRING] = "a string", [NODE_ARRAY] = "an array",
    [NODE_OBJECT] = "an object",
};

/* A number where text belongs is nearly always YAML without quotes. */
static void note_kind(struct api *api, const struct node *node, const char *key,
                      enum node_kind wanted)
{
    const char *hint =
        wanted == NODE_STRING && node->kind == NODE_NUMBER ? "; put it in quotes" : "";

    openapi_problem(api, node, PROBLEM_INVALID, "%s must be %s, not %s%s", key, kind_names[wanted],
                    kind_names[node->kind], hint);
}

static const struct node *read_kind(struct api *api, const struct node *parent, const char *key,
                                    enum node_kind kind)
{
    const struct node *node = node_member(parent, str_of(key));

    if (!node || node->kind == kind)
        return node;
    note_kind(api, node, key, kind);
    return NULL;
}

const struct node *member_object(struct api *api, const struct node *parent, const char *key)
{
    return read_kind(api, parent, key, NODE_OBJECT);
}

const struct node *member_array(struct api *api, const struct node *parent, const char *key)
{
    return read_kind(api, parent, key, NODE_ARRAY);
}

struct str member_string(struct api *api, const struct node *parent, const char *key)
{
    return node_string(read_kind(api, parent, key, NODE_STRING));
}

bool member_boolean(struct api *api, const struct node *parent, const char *key, bool otherwise)
{
    const struct node *node = node_member(parent, str_of(key));

    if (!node)
        return otherwise;
    if (node_is_boolean(node))
        return node->kind == NODE_TRUE;
    note_kind(api, node, key, NODE_TRUE);
    return otherwise;
}

struct str member_required_string(struct api *api, const struct node *parent, const char *key,
                                  const char *parent_name)
{
    if (parent && !node_member(parent, str_of(key)))
        openapi_problem(api, parent, PROBLEM_INVALID, "%s has no %s", parent_name, key);
    return member_string(api, parent, key);
}

bool node_expect_object(struct api *api, const struct node *node, const char *name)
{
    if (node_is(node, NODE_OBJECT))
        return true;
    if (node)
        note_kind(api, node, name, NODE_OBJECT);
    return false;
}

bool key_is_extension(struct str key)
{
    return str_starts_with(key, STR("x-"));
}
