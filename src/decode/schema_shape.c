#include "decode/schema_shape.h"

/* With each value that is read, the same is asked of its schema again. So what does not depend on
   the question is found once, and kept as long as the decoding. */
struct shape_parts {
    bool whole; /* all are kept */
    size_t count;
    const struct node *const *items; /* as they are met */
};

struct shape {
    unsigned types, mentions;
    struct shape_parts certain;  /* the schemas that hold where this one does */
    struct shape_parts possible; /* those that may */
};

/* A schema that has more parts is walked from each time: in a chain of schemas, each would keep all
   those behind it. */
enum { SHAPE_MAX_PARTS = 64 };

static struct shape_parts read_parts(struct decoding *decoding, const struct node *schema,
                                     unsigned reach)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct node *parts[SHAPE_MAX_PARTS], *next, **kept;
    struct shape_parts read = {.count = 0};
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, reach, schema);
    while ((next = schema_walk_next(&walk)) && read.count < SHAPE_MAX_PARTS)
        parts[read.count++] = next;
    schema_walk_release(&walk);
    read.whole = !next;
    read.items = kept = ARENA_ARRAY(&decoding->lasting, const struct node *, read.count + 1);
    for (size_t i = 0; i < read.count; i++)
        kept[i] = parts[i];
    return read;
}

static struct shape *read_shape(struct decoding *decoding, const struct node *schema)
{
    const struct schema *program = decoding_schema(decoding, schema);
    struct shape *shape = ARENA_NEW(&decoding->lasting, struct shape);

    shape->types = program ? schema_types(program) : 0;
    shape->mentions = program ? schema_mentions(program) : 0;
    shape->certain = read_parts(decoding, schema, WALK_CERTAIN);
    shape->possible = read_parts(decoding, schema, WALK_PARTS);
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
                                         unsigned reach, looker *look, const void *asked)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct node *found = NULL, *next;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, reach, schema);
    while (!found && (next = schema_walk_next(&walk)))
        found = look(next, asked);
    schema_walk_release(&walk);
    return found;
}

/* reach: WALK_CERTAIN or WALK_PARTS. */
static const struct node *search_within(struct decoding *decoding, const struct node *schema,
                                        unsigned reach, looker *look, const void *asked)
{
    const struct shape *shape = schema ? shape_of(decoding, schema) : NULL;
    const struct shape_parts *parts;
    const struct node *found = NULL;

    if (!shape)
        return NULL;
    parts = reach == WALK_CERTAIN ? &shape->certain : &shape->possible;
    if (!parts->whole)
        return search_walking(decoding, schema, reach, look, asked);
    for (size_t i = 0; i < parts->count && !found; i++)
        found = look(parts->items[i], asked);
    return found;
}

static const struct node *search(struct decoding *decoding, const struct node *schema, looker *look,
                                 const void *asked)
{
    return search_within(decoding, schema, WALK_CERTAIN, look, asked);
}

static const struct node *look_for_property(const struct node *schema, const void *asked)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct str *name = asked;

    return node_is(properties, NODE_OBJECT) ? node_member(properties, *name) : NULL;
}

static const struct node *look_for_rest(const struct node *schema, const void *asked)
{
    const struct node *rest = node_member(schema, STR("additionalProperties"));

    (void)asked;
    return rest ? rest : node_member(schema, STR("unevaluatedProperties"));
}

static const struct node *look_for_false(const struct node *schema, const void *asked)
{
    const struct node *rest = look_for_rest(schema, asked);

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

unsigned shape_forms(struct decoding *decoding, const struct node *schema)
{
    const struct shape *shape = schema ? shape_of(decoding, schema) : NULL;

    if (!shape)
        return 0;
    return shape->types ? shape->types : shape->mentions;
}

bool shape_may_name(struct decoding *decoding, const struct node *schema, struct str name)
{
    const struct schema *program = decoding_schema(decoding, schema);

    return program && schema_may_name(decoding->evaluator, program, name);
}

/* ---- members ---- */

struct member_forms {
    struct decoding *decoding;
    struct str name;
    unsigned *forms;
};

static void add_forms(const struct member_forms *member, const struct node *schema)
{
    if (node_is(schema, NODE_OBJECT))
        *member->forms |= shape_forms(member->decoding, schema);
}

/* Finds nothing, so that each schema is looked at. */
static const struct node *add_member_forms(const struct node *schema, const void *asked)
{
    const struct member_forms *member = asked;
    const struct node *patterns = node_member(schema, STR("patternProperties"));
    const struct node *properties = node_member(schema, STR("properties"));

    if (node_is(properties, NODE_OBJECT))
        add_forms(member, node_member(properties, member->name));
    if (node_is(patterns, NODE_OBJECT))
        for (const struct node *key = node_first(patterns); key < node_end(patterns);
             key = node_next_key(key))
            add_forms(member, node_value(key));
    add_forms(member, node_member(schema, STR("additionalProperties")));
    add_forms(member, node_member(schema, STR("unevaluatedProperties")));
    return NULL;
}

unsigned shape_member_forms(struct decoding *decoding, const struct node *schema, struct str name)
{
    unsigned forms = 0;

    search_within(decoding, schema, WALK_PARTS, add_member_forms,
                  &(struct member_forms){decoding, name, &forms});
    return forms;
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
    if (search_within(decoding, schema, WALK_PARTS, look_for_false, NULL))
        return SHAPE_CLOSED;
    return search_within(decoding, schema, WALK_PARTS, look_for_rest, NULL) ? SHAPE_MAP
                                                                            : SHAPE_OPEN;
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
