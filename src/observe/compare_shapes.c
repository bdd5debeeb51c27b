#include "base/strbuf.h"
#include "document/kinds.h"
#include "finding/rules.h"
#include "observe/comparison.h"

/* ---- the schemas that describe a place, as far as they can be followed ---- */

struct schemas {
    VEC(const struct node *) items;
};

/* What the walk meets: schemas, what they refer to, and the branches they are made of. */
static void gather(struct schema_walk *walk, struct schemas *schemas)
{
    const struct node *next;

    while ((next = schema_walk_next(walk)))
        if (node_is(next, NODE_OBJECT))
            VEC_ADD(&schemas->items, next);
    schema_walk_release(walk);
}

/* Those of a member, or (name absent) of the elements. */
static void add_children(struct api *api, const struct schemas *parents, struct str name,
                         struct schemas *children)
{
    const struct schema_reader reader = openapi_schema_reader(api);
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_BRANCHES, NULL);
    for (size_t i = parents->items.count; i-- > 0;)
        schema_walk_add(&walk, name.text ? schema_member(&reader, parents->items.items[i], name)
                                         : schema_item(&reader, parents->items.items[i], SIZE_MAX));
    gather(&walk, children);
}

static const struct node *place_among(const struct context *context, const struct schemas *schemas)
{
    return schemas->items.count ? schemas->items.items[0] : context->status->place;
}

/* ---- values ---- */

static void compare_shapes(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer);

static const struct {
    const char *name;
    unsigned kind;
} kinds[] = {
    {"null", KIND_NULL},     {"boolean", KIND_BOOLEAN}, {"integer", KIND_INTEGER},
    {"number", KIND_NUMBER}, {"string", KIND_STRING},   {"array", KIND_ARRAY},
    {"object", KIND_OBJECT},
};

/* A set that tells integers apart. */
static unsigned kinds_seen(const struct shape *shape)
{
    return (shape->nulls ? KIND_NULL : 0u) | (shape->booleans ? KIND_BOOLEAN : 0u) |
           (shape->integers ? KIND_INTEGER : 0u) | (shape->numbers ? KIND_NUMBER : 0u) |
           (shape->strings ? KIND_STRING : 0u) | (shape->arrays ? KIND_ARRAY : 0u) |
           (shape->objects ? KIND_OBJECT : 0u);
}

static struct str kinds_text(struct arena *arena, unsigned set)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (set & kinds[i].kind)
            strbuf_addf(&out, "%s%s", out.length ? ", " : "", kinds[i].name);
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

static void compare_kinds(const struct context *context, const struct shape *const shapes[2],
                          const struct schemas *schemas, struct str pointer)
{
    struct arena *arena = &context->comparison->arena;
    unsigned here = kinds_seen(shapes[COMPARED_NEW]);
    unsigned there = kinds_seen(shapes[COMPARED_OLD]);
    struct str now = kinds_text(arena, here), before = kinds_text(arena, there);

    if (here != there)
        comparison_tell(
            context,
            &(struct difference){.rule = RULE_DRIFT_TYPE_DIFFERS,
                                 .part = PART_RESPONSE_BODY,
                                 .pointer = pointer,
                                 .place = place_among(context, schemas),
                                 .message = str_format(
                                     arena, "the value is %.*s in the recording, %.*s in the other",
                                     STR_ARGS(now), STR_ARGS(before)),
                                 .expected = before,
                                 .found = now});
}

static bool was_seen(const struct shape *shape, struct str text)
{
    for (size_t i = 0; i < shape->literal_count; i++)
        if (str_equal(shape->literals[i].text, text))
            return true;
    return false;
}

static void compare_value(const struct context *context, const struct shape *const shapes[2],
                          const struct node *value, struct str pointer)
{
    bool here = was_seen(shapes[COMPARED_NEW], node_string(value));
    bool there = was_seen(shapes[COMPARED_OLD], node_string(value));

    if (here != there)
        comparison_tell(context, &(struct difference){
                                     .rule = RULE_DRIFT_VALUE_DIFFERS,
                                     .part = PART_RESPONSE_BODY,
                                     .pointer = pointer,
                                     .place = value,
                                     .message = str_format(&context->comparison->arena,
                                                           "\"%.*s\" was seen in %s recording only",
                                                           STR_ARGS(node_string(value)),
                                                           here ? "the" : "the other")});
}

/* Of what an enum lists; other strings are expected to differ. */
static void compare_values(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer)
{
    if (shapes[0]->open || shapes[1]->open)
        return;
    for (size_t i = 0; i < schemas->items.count; i++) {
        const struct node *values = node_member(schemas->items.items[i], STR("enum"));

        if (!node_is(values, NODE_ARRAY))
            continue;
        for (const struct node *value = node_first(values); value < node_end(values);
             value = node_next(value))
            if (node_is(value, NODE_STRING))
                compare_value(context, shapes, value, pointer);
        return;
    }
}

static struct str member_pointer(struct arena *arena, struct str pointer, struct str name)
{
    struct strbuf out;
    struct str member;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add(&out, pointer);
    pointer_add_token(&out, name);
    member = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return member;
}

static void compare_member(const struct context *context, const struct shape *const objects[2],
                           const struct schemas *schemas, struct str pointer, struct str name)
{
    struct comparison *comparison = context->comparison;
    const struct shape *members[2] = {map_get(&objects[0]->members, name),
                                      map_get(&objects[1]->members, name)};
    struct str below = member_pointer(&comparison->arena, pointer, name);
    const struct counts seen = {
        {members[0] ? members[0]->seen : 0, members[1] ? members[1]->seen : 0}};
    const struct counts all = {{objects[0]->objects, objects[1]->objects}};
    struct schemas children = {0};

    if (is_on_one_side(&seen)) {
        comparison_tell(
            context, &(struct difference){.rule = RULE_DRIFT_PROPERTY_DIFFERS,
                                          .part = PART_RESPONSE_BODY,
                                          .pointer = below,
                                          .place = place_among(context, schemas),
                                          .message = comparison_counts(&comparison->arena, &seen,
                                                                       &all, "object", "objects")});
        return;
    }
    add_children(comparison->api, schemas, name, &children);
    compare_shapes(context, members, &children, below);
    VEC_RELEASE(&children.items);
}

static void compare_objects(const struct context *context, const struct shape *const shapes[2],
                            const struct schemas *schemas, struct str pointer)
{
    if (shapes[0]->map || shapes[1]->map) /* keys are data */
        return;
    for (size_t i = 0; i < shapes[0]->members.count; i++)
        compare_member(context, shapes, schemas, pointer, shapes[0]->members.entries[i].key);
    for (size_t i = 0; i < shapes[1]->members.count; i++)
        if (!map_get(&shapes[0]->members, shapes[1]->members.entries[i].key))
            compare_member(context, shapes, schemas, pointer, shapes[1]->members.entries[i].key);
}

static void compare_shapes(const struct context *context, const struct shape *const shapes[2],
                           const struct schemas *schemas, struct str pointer)
{
    compare_kinds(context, shapes, schemas, pointer);
    if (shapes[0]->strings && shapes[1]->strings)
        compare_values(context, shapes, schemas, pointer);
    if (shapes[0]->objects && shapes[1]->objects)
        compare_objects(context, shapes, schemas, pointer);
    if (shapes[0]->items && shapes[1]->items) {
        const struct shape *items[2] = {shapes[0]->items, shapes[1]->items};
        struct schemas children = {0};

        add_children(context->comparison->api, schemas, STR_NONE, &children);
        compare_shapes(context, items, &children,
                       str_format(&context->comparison->arena, "%.*s/*", STR_ARGS(pointer)));
        VEC_RELEASE(&children.items);
    }
}

void comparison_compare_bodies(const struct context *context)
{
    const struct compared_type *type = context->type;
    const struct schema_reader reader = openapi_schema_reader(context->comparison->api);
    struct schemas schemas = {0};
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_BRANCHES, type->schema);
    gather(&walk, &schemas);
    compare_shapes(context, (const struct shape *const[2]){type->shapes[0], type->shapes[1]},
                   &schemas, STR(""));
    VEC_RELEASE(&schemas.items);
}
