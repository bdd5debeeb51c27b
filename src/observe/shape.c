#include "observe/shape.h"

#include "format/format.h"
#include "schema/schema.h"

/* The most telling first. */
static const char *const tried_formats[] = {"uuid", "date-time", "date",  "time",
                                            "ipv4", "ipv6",      "email", "uri"};

const char *shape_format(const struct shape *shape)
{
    for (size_t i = 0; i < ARRAY_LENGTH(tried_formats); i++)
        if (shape->strings && shape->formats & 1u << i)
            return tried_formats[i];
    return NULL;
}

struct shape *shape_new(struct arena *arena)
{
    return ARENA_NEW(arena, struct shape);
}

void shape_release(struct shape *shape)
{
    if (!shape)
        return;
    for (size_t i = 0; i < shape->members.count; i++)
        shape_release(shape->members.entries[i].value);
    map_release(&shape->members);
    shape_release(shape->items);
    shape_release(shape->map);
}

/* ---- adding ---- */

/* "active", "IN_PROGRESS", "v1.2": what an enum is made of. */
static bool is_word(struct str text)
{
    if (text.length == 0 || text.length > SHAPE_LITERAL_BYTES || !ascii_is_alpha(text.text[0]))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && !char_is_any(c, "_-."))
            return false;
    }
    return true;
}

static void add_literal(struct arena *arena, struct shape *shape, struct str text)
{
    if (shape->open)
        return;
    for (size_t i = 0; i < shape->literal_count; i++)
        if (str_equal(shape->literals[i].text, text)) {
            shape->literals[i].seen++;
            return;
        }
    if (shape->literal_count == SHAPE_MAX_LITERALS || !is_word(text)) {
        shape->open = true;
        return;
    }
    shape->literals[shape->literal_count++] = (struct literal){str_copy(arena, text), 1};
}

static void add_string(struct arena *arena, struct shape *shape, const struct node *value)
{
    if (shape->strings++ == 0)
        shape->formats = (1u << ARRAY_LENGTH(tried_formats)) - 1;
    for (size_t i = 0; i < ARRAY_LENGTH(tried_formats); i++)
        if (shape->formats & 1u << i && !format_holds(str_of(tried_formats[i]), value))
            shape->formats &= ~(1u << i);
    add_literal(arena, shape, node_string(value));
}

static void add_number(struct shape *shape, const struct node *value)
{
    if (!node_is_integral(value)) {
        shape->numbers++;
        return;
    }
    shape->integers++;
    shape->decimal = shape->decimal || !(value->flags & NODE_INTEGER_LEXEME);
    if (format_holds(STR("int32"), value))
        return;
    shape->beyond_int32 = true;
    shape->beyond_int64 = shape->beyond_int64 || !format_holds(STR("int64"), value);
}

static void add_at(struct arena *arena, struct shape *shape, const struct node *value, int depth);

static void add_array(struct arena *arena, struct shape *shape, const struct node *array, int depth)
{
    shape->arrays++;
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        if (!shape->items)
            shape->items = shape_new(arena);
        add_at(arena, shape->items, item, depth + 1);
    }
}

static struct shape *member_shape(struct arena *arena, struct shape *shape, struct str name)
{
    struct shape *known = map_get(&shape->members, name);

    if (known)
        return known;
    known = shape_new(arena);
    *map_put(&shape->members, str_copy(arena, name)) = known;
    if (shape->members.count > SHAPE_MAX_MEMBERS && !shape->map)
        shape->map = shape_new(arena);
    return known;
}

static void unite(struct arena *arena, struct shape *shape, const struct shape *other);

/* Once there are too many names the keys are data: one shape for all members' values, those that
   came before included. */
static void become_map(struct arena *arena, struct shape *shape)
{
    for (size_t i = 0; i < shape->members.count; i++) {
        unite(arena, shape->map, shape->members.entries[i].value);
        shape_release(shape->members.entries[i].value);
    }
    map_release(&shape->members);
}

static void add_object(struct arena *arena, struct shape *shape, const struct node *object,
                       int depth)
{
    shape->objects++;
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        struct shape *member =
            shape->map ? shape->map : member_shape(arena, shape, node_string(key));

        add_at(arena, member, node_value(key), depth + 1);
        if (shape->map && shape->members.count)
            become_map(arena, shape);
    }
}

static void add_at(struct arena *arena, struct shape *shape, const struct node *value, int depth)
{
    shape->seen++;
    switch ((enum node_kind)value->kind) {
    case NODE_NULL:
        shape->nulls++;
        return;
    case NODE_FALSE:
    case NODE_TRUE:
        shape->booleans++;
        return;
    case NODE_NUMBER:
        add_number(shape, value);
        return;
    case NODE_STRING:
        add_string(arena, shape, value);
        return;
    case NODE_ARRAY:
        if (depth < SHAPE_MAX_DEPTH)
            add_array(arena, shape, value, depth);
        else
            shape->arrays++;
        return;
    case NODE_OBJECT:
        if (depth < SHAPE_MAX_DEPTH)
            add_object(arena, shape, value, depth);
        else
            shape->objects++;
        return;
    case NODE_HEADER:
        return;
    }
}

void shape_add(struct arena *arena, struct shape *shape, const struct node *value)
{
    add_at(arena, shape, value, 0);
}

/* ---- uniting ---- */

static void unite_literals(struct shape *shape, const struct shape *other)
{
    shape->open = shape->open || other->open;
    for (size_t i = 0; i < other->literal_count && !shape->open; i++) {
        size_t at = 0;

        while (at < shape->literal_count &&
               !str_equal(shape->literals[at].text, other->literals[i].text))
            at++;
        if (at == SHAPE_MAX_LITERALS) {
            shape->open = true;
        } else if (at < shape->literal_count) {
            shape->literals[at].seen += other->literals[i].seen;
        } else {
            shape->literals[shape->literal_count++] = other->literals[i];
        }
    }
}

static struct shape *unite_into(struct arena *arena, struct shape *shape, const struct shape *other)
{
    if (!other)
        return shape;
    if (!shape)
        shape = shape_new(arena);
    unite(arena, shape, other);
    return shape;
}

static void unite(struct arena *arena, struct shape *shape, const struct shape *other)
{
    if (other->strings)
        shape->formats = shape->strings ? shape->formats & other->formats : other->formats;
    unite_literals(shape, other);
    shape->seen += other->seen;
    shape->nulls += other->nulls;
    shape->booleans += other->booleans;
    shape->integers += other->integers;
    shape->numbers += other->numbers;
    shape->strings += other->strings;
    shape->arrays += other->arrays;
    shape->objects += other->objects;
    shape->beyond_int32 = shape->beyond_int32 || other->beyond_int32;
    shape->beyond_int64 = shape->beyond_int64 || other->beyond_int64;
    shape->decimal = shape->decimal || other->decimal;
    shape->items = unite_into(arena, shape->items, other->items);
    shape->map = unite_into(arena, shape->map, other->map);
    for (size_t i = 0; i < other->members.count; i++) {
        const struct map_entry *entry = &other->members.entries[i];

        unite(arena, shape->map ? shape->map : member_shape(arena, shape, entry->key),
              entry->value);
        if (shape->map && shape->members.count)
            become_map(arena, shape);
    }
}
