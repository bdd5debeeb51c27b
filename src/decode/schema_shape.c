#include "decode/schema_shape.h"

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

static const struct node *search(struct decoding *decoding, const struct node *schema, looker *look,
                                 struct str name)
{
    struct search search = {.api = decoding->api, .look = look, .name = name};

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

static const struct node *look_for_keyword(const struct node *schema, struct str name)
{
    return node_member(schema, name);
}

unsigned shape_types(struct decoding *decoding, const struct node *schema)
{
    const struct schema *program = decoding_schema(decoding, schema, NULL);

    return program ? schema_types(program) : 0;
}

const struct node *shape_items(struct decoding *decoding, const struct node *schema)
{
    return search(decoding, schema, look_for_items, STR_NONE);
}

bool shape_names_property(struct decoding *decoding, const struct node *schema, struct str name)
{
    return search(decoding, schema, look_for_property, name) != NULL;
}

const struct node *shape_property(struct decoding *decoding, const struct node *schema,
                                  struct str name)
{
    const struct node *found = search(decoding, schema, look_for_property, name);

    if (!found)
        found = search(decoding, schema, look_for_rest, STR_NONE);
    return node_is(found, NODE_OBJECT) ? found : NULL;
}

enum shape_rest shape_rest(struct decoding *decoding, const struct node *schema)
{
    if (search(decoding, schema, look_for_false, STR_NONE))
        return SHAPE_CLOSED;
    return search(decoding, schema, look_for_rest, STR_NONE) ? SHAPE_MAP : SHAPE_OPEN;
}

const struct node *shape_keyword(struct decoding *decoding, const struct node *schema,
                                 const char *keyword)
{
    return search(decoding, schema, look_for_keyword, str_of(keyword));
}

struct property_visit {
    struct api *api;
    size_t seen;
    void (*found)(void *context, struct str name, const struct node *schema);
    void *context;
};

static void visit(struct property_visit *visiting, const struct node *schema)
{
    const struct node *properties, *all;

    if (!schema || visiting->seen++ >= SHAPE_MAX_SCHEMAS)
        return;
    schema = openapi_dereference(visiting->api, schema);
    if (!node_is(schema, NODE_OBJECT))
        return;
    properties = node_member(schema, STR("properties"));
    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            visiting->found(visiting->context, node_string(key), node_value(key));
    all = node_member(schema, STR("allOf"));
    if (node_is(all, NODE_ARRAY))
        for (const struct node *part = node_first(all);
             part < node_end(all) && visiting->seen < SHAPE_MAX_SCHEMAS; part = node_next(part))
            visit(visiting, part);
}

void shape_each_property(struct decoding *decoding, const struct node *schema,
                         void (*found)(void *context, struct str name, const struct node *schema),
                         void *context)
{
    struct property_visit visiting = {decoding->api, 0, found, context};

    visit(&visiting, schema);
}
