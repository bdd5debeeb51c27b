#include "decode/schema_shape.h"

/* Looks for something in a schema; NULL: it is not there. */
typedef const struct node *looker(const struct node *schema, struct str name);

static const struct node *search(struct decoding *decoding, const struct node *schema, looker *look,
                                 struct str name)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct node *found = NULL, *next;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while (!found && (next = schema_walk_next(&walk)))
        found = look(next, name);
    schema_walk_release(&walk);
    return found;
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

void shape_each_property(struct decoding *decoding, const struct node *schema,
                         void (*found)(void *context, struct str name, const struct node *schema),
                         void *context)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    struct schema_walk walk;
    const struct node *next;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while ((next = schema_walk_next(&walk))) {
        const struct node *properties = node_member(next, STR("properties"));

        if (node_is(properties, NODE_OBJECT))
            for (const struct node *key = node_first(properties); key < node_end(properties);
                 key = node_next_key(key))
                found(context, node_string(key), node_value(key));
    }
    schema_walk_release(&walk);
}
