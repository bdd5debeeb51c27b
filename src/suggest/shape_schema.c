#include "suggest/shape_schema.h"

#include "finding/json_output.h"

struct writer {
    const struct openapi_version *version;
    const struct redaction *redaction;
};

static json_t *schema_of(const struct writer *writer, const struct shape *shape);

/* No secret is in it. */
static bool may_be_told(const struct writer *writer, struct str text)
{
    struct arena arena;
    bool same;

    arena_init(&arena);
    same = str_equal(redact_text(writer->redaction, &arena, text), text);
    arena_release(&arena);
    return same;
}

/* Many values, few words, each of them more than once: likely all there are. */
static bool is_enum(const struct writer *writer, const struct shape *shape)
{
    bool found = !shape->open && shape->strings == shape->seen &&
                 shape->strings >= SHAPE_LEAST_SEEN && shape->literal_count > 1;

    for (size_t i = 0; i < shape->literal_count && found; i++)
        found = shape->literals[i].seen > 1 && may_be_told(writer, shape->literals[i].text);
    return found;
}

static void set_enum(json_t *schema, const struct shape *shape)
{
    json_t *values = json_array();

    for (size_t i = 0; i < shape->literal_count; i++)
        json_array_append_new(values, json_from_str(shape->literals[i].text));
    json_object_set_new(schema, "enum", values);
}

static void set_object(const struct writer *writer, json_t *schema, const struct shape *shape)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    bool regular = shape->objects >= SHAPE_LEAST_SEEN;

    for (size_t i = 0; i < shape->members.count; i++) {
        const struct map_entry *entry = &shape->members.entries[i];
        const struct shape *member = entry->value;

        if (!may_be_told(writer, entry->key))
            continue;
        json_object_setn_new(properties, entry->key.text, entry->key.length,
                             schema_of(writer, member));
        if (regular && member->seen >= shape->objects)
            json_array_append_new(required, json_from_str(entry->key));
    }
    if (json_array_size(required))
        json_object_set(schema, "required", required);
    if (json_object_size(properties))
        json_object_set(schema, "properties", properties);
    if (shape->map)
        json_object_set_new(schema, "additionalProperties", schema_of(writer, shape->map));
    json_decref(properties);
    json_decref(required);
}

/* What is written 8.0 today may be 9.90 tomorrow. */
static bool has_fractions(const struct shape *shape)
{
    return shape->numbers || shape->decimal;
}

/* The types that were seen, null apart. */
static size_t types_of(const struct shape *shape, const char *types[static 6])
{
    size_t count = 0;

    if (shape->booleans)
        types[count++] = "boolean";
    if (has_fractions(shape))
        types[count++] = "number";
    else if (shape->integers)
        types[count++] = "integer";
    if (shape->strings)
        types[count++] = "string";
    if (shape->arrays)
        types[count++] = "array";
    if (shape->objects)
        types[count++] = "object";
    return count;
}

/* What goes with the one type that was seen. */
static void set_details(const struct writer *writer, json_t *schema, const struct shape *shape)
{
    if (shape->strings) {
        if (shape_format(shape))
            json_set_text(schema, "format", shape_format(shape));
        if (is_enum(writer, shape))
            set_enum(schema, shape);
    }
    if (shape->integers && !has_fractions(shape) && shape->beyond_int32 && !shape->beyond_int64)
        json_set_text(schema, "format", "int64");
    if (shape->arrays)
        json_object_set_new(schema, "items",
                            shape->items ? schema_of(writer, shape->items) : json_object());
    if (shape->objects)
        set_object(writer, schema, shape);
}

/* type with "null" in it, as 2020-12 has it; in 3.0 and 2.0 a keyword beside it. */
static void set_types(const struct writer *writer, json_t *schema, const struct shape *shape,
                      const char *const *types, size_t count)
{
    bool lists =
        writer->version->dialect == DIALECT_OAS31 || writer->version->dialect == DIALECT_OAS32;

    if (count == 1 && !(lists && shape->nulls)) {
        json_set_text(schema, "type", types[0]);
    } else if (lists) {
        json_t *list = json_array();

        for (size_t i = 0; i < count; i++)
            json_array_append_new(list, json_string(types[i]));
        if (shape->nulls)
            json_array_append_new(list, json_string("null"));
        json_object_set_new(schema, "type", list);
    }
    if (shape->nulls && !lists && count == 1)
        json_object_set_new(schema,
                            writer->version->dialect == DIALECT_OAS20 ? "x-nullable" : "nullable",
                            json_true());
}

static json_t *schema_of(const struct writer *writer, const struct shape *shape)
{
    const char *types[6];
    size_t count = types_of(shape, types);
    json_t *schema = json_object();

    if (count + (shape->nulls > 0) == 0)
        return schema;
    set_types(writer, schema, shape, types, count);
    if (count == 1)
        set_details(writer, schema, shape);
    return schema;
}

json_t *shape_schema(const struct shape *shape, const struct openapi_version *version,
                     const struct redaction *redaction)
{
    return schema_of(&(struct writer){version, redaction}, shape);
}
