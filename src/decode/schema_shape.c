#include "decode/schema_shape.h"

/* With each value that is read, the same is asked of its schema again. So what does not depend on
   the question is found once, and kept as long as the decoding. */
struct shape {
    unsigned types;
    bool whole; /* all parts are kept */
    size_t part_count;
    const struct node *parts[]; /* the schemas that hold where this one does, as they are met */
};

/* A schema that has more parts is walked from each time: in a chain of schemas, each would keep all
   those behind it. */
enum { SHAPE_MAX_PARTS = 64 };

static struct shape *read_shape(struct decoding *decoding, const struct node *schema)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct schema *program = decoding_schema(decoding, schema, NULL);
    const struct node *parts[SHAPE_MAX_PARTS], *next;
    struct schema_walk walk;
    struct shape *shape;
    size_t count = 0;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while ((next = schema_walk_next(&walk)) && count < SHAPE_MAX_PARTS)
        parts[count++] = next;
    schema_walk_release(&walk);
    shape = arena_alloc(&decoding->lasting, sizeof *shape + count * sizeof *parts);
    *shape = (struct shape){
        .types = program ? schema_types(program) : 0, .whole = !next, .part_count = count};
    for (size_t i = 0; i < count; i++)
        shape->parts[i] = parts[i];
    return shape;
}

static const struct shape *shape_of(struct decoding *decoding, const struct node *schema)
{
    void **shape = pointer_map_put(&decoding->shapes, schema, 0);

    if (!*shape)
        *shape = read_shape(decoding, schema);
    return *shape;
}

/* Looks for something in a schema; NULL: it is not there. */
typedef const struct node *looker(const struct node *schema, const void *asked);

static const struct node *search_walking(struct decoding *decoding, const struct node *schema,
                                         looker *look, const void *asked)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct node *found = NULL, *next;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_CERTAIN, schema);
    while (!found && (next = schema_walk_next(&walk)))
        found = look(next, asked);
    schema_walk_release(&walk);
    return found;
}

static const struct node *search(struct decoding *decoding, const struct node *schema, looker *look,
                                 const void *asked)
{
    const struct shape *shape = schema ? shape_of(decoding, schema) : NULL;
    const struct node *found = NULL;

    if (shape && !shape->whole)
        return search_walking(decoding, schema, look, asked);
    for (size_t i = 0; shape && i < shape->part_count && !found; i++)
        found = look(shape->parts[i], asked);
    return found;
}

static const struct node *look_for_property(const struct node *schema, const void *asked)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct str *name = asked;

    return node_is(properties, NODE_OBJECT) ? node_member(properties, *name) : NULL;
}

static const struct node *look_for_false(const struct node *schema, const void *asked)
{
    const struct node *rest = node_member(schema, STR("additionalProperties"));

    if (!rest)
        rest = node_member(schema, STR("unevaluatedProperties"));
    (void)asked;
    return node_is(rest, NODE_FALSE) ? rest : NULL;
}

static const struct node *look_for_keyword(const struct node *schema, const void *asked)
{
    const struct str *keyword = asked;

    return node_member(schema, *keyword);
}

unsigned shape_types(struct decoding *decoding, const struct node *schema)
{
    return schema ? shape_of(decoding, schema)->types : 0;
}

const struct node *shape_keyword(struct decoding *decoding, const struct node *schema,
                                 const char *keyword)
{
    const struct str name = str_of(keyword);

    return search(decoding, schema, look_for_keyword, &name);
}

const struct node *shape_items(struct decoding *decoding, const struct node *schema)
{
    return shape_keyword(decoding, schema, "items");
}

bool shape_names_property(struct decoding *decoding, const struct node *schema, struct str name)
{
    return search(decoding, schema, look_for_property, &name) != NULL;
}

const struct node *shape_property(struct decoding *decoding, const struct node *schema,
                                  struct str name)
{
    const struct node *found = search(decoding, schema, look_for_property, &name);

    if (!found)
        found = shape_keyword(decoding, schema, "additionalProperties");
    return node_is(found, NODE_OBJECT) ? found : NULL;
}

enum shape_rest shape_rest(struct decoding *decoding, const struct node *schema)
{
    if (search(decoding, schema, look_for_false, NULL))
        return SHAPE_CLOSED;
    return shape_keyword(decoding, schema, "additionalProperties") ? SHAPE_MAP : SHAPE_OPEN;
}

/* ---- all of them ---- */

struct listener {
    void (*found)(void *context, struct str name, const struct node *schema);
    void *context;
};

/* Finds nothing, so that each schema is looked at. */
static const struct node *tell_properties(const struct node *schema, const void *asked)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct listener *listener = asked;

    if (node_is(properties, NODE_OBJECT))
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key))
            listener->found(listener->context, node_string(key), node_value(key));
    return NULL;
}

void shape_each_property(struct decoding *decoding, const struct node *schema,
                         void (*found)(void *context, struct str name, const struct node *schema),
                         void *context)
{
    search(decoding, schema, tell_properties, &(struct listener){found, context});
}
