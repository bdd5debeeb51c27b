#include "check/schema_shape.h"

/* Looks for something in a schema; NULL: it is not there. */
typedef const struct node *looker(const struct node *schema, struct str name);

struct search {
    struct api *api;
    looker *look;
    struct str name;
    size_t seen;
};

static const struct node *find(struct search *search, const struct node *schema)
{
    const struct node *found, *all;

    if (!schema || search->seen++ == SHAPE_MAX_SCHEMAS)
        return NULL;
    schema = openapi_dereference(search->api, schema);
    if (!node_is(schema, NODE_OBJECT))
        return NULL;
    found = search->look(schema, search->name);
    all = node_member(schema, STR("allOf"));
    if (found || !node_is(all, NODE_ARRAY))
        return found;
    for (const struct node *part = node_first(all); part < node_end(all) && !found;
         part = node_next(part))
        found = search->seen < SHAPE_MAX_SCHEMAS ? find(search, part) : NULL;
    return found;
}

static const struct node *search(struct checker *checker, const struct node *schema, looker *look,
                                 struct str name)
{
    struct search search = {.api = checker->api, .look = look, .name = name};

    return find(&search, schema);
}

static const struct node *look_for_items(const struct node *schema, struct str name)
{
    (void)name;
    return node_member(schema, STR("items"));
}

static const struct node *look_for_property(const struct node *schema, struct str name)
{
    const struct node *properties = node_member(schema, STR("properties"));

    return node_is(properties, NODE_OBJECT) ? node_member(properties, name) : NULL;
}

static const struct node *look_for_rest(const struct node *schema, struct str name)
{
    (void)name;
    return node_member(schema, STR("additionalProperties"));
}

static const struct node *look_for_false(const struct node *schema, struct str name)
{
    const struct node *rest = node_member(schema, STR("additionalProperties"));

    if (!rest)
        rest = node_member(schema, STR("unevaluatedProperties"));
    (void)name;
    return node_is(rest, NODE_FALSE) ? rest : NULL;
}

unsigned shape_types(struct checker *checker, const struct node *schema)
{
    const struct schema *program =
        schema ? schema_compile(checker->api->schemas, schema, NULL) : NULL;

    return program ? schema_types(program) : 0;
}

const struct node *shape_items(struct checker *checker, const struct node *schema)
{
    return search(checker, schema, look_for_items, STR_NONE);
}

bool shape_names_property(struct checker *checker, const struct node *schema, struct str name)
{
    return search(checker, schema, look_for_property, name) != NULL;
}

const struct node *shape_property(struct checker *checker, const struct node *schema,
                                  struct str name)
{
    const struct node *found = search(checker, schema, look_for_property, name);

    if (!found)
        found = search(checker, schema, look_for_rest, STR_NONE);
    return node_is(found, NODE_OBJECT) ? found : NULL;
}

enum shape_rest shape_rest(struct checker *checker, const struct node *schema)
{
    if (search(checker, schema, look_for_false, STR_NONE))
        return SHAPE_CLOSED;
    return search(checker, schema, look_for_rest, STR_NONE) ? SHAPE_MAP : SHAPE_OPEN;
}
