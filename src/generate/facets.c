#include "generate/facets.h"

static size_t read_count(const struct node *schema, const char *key, size_t otherwise)
{
    const struct node *node = node_member(schema, str_of(key));
    struct decimal decimal;
    int64_t value;

    if (!node_is(node, NODE_NUMBER))
        return otherwise;
    decimal = decimal_parse(node_text(node));
    if (!decimal_to_int64(&decimal, &value) || value < 0)
        return otherwise;
    return (size_t)value;
}

static unsigned type_kinds(struct facets *facets, const struct node *type)
{
    unsigned kinds = kinds_named(node_string(type));

    facets->integer = facets->integer || kinds == KIND_INTEGER;
    return kinds == KIND_INTEGER ? KIND_NUMBER : kinds;
}

static void gather_types(struct facets *facets, const struct node *type)
{
    unsigned kinds = 0;

    if (node_is(type, NODE_ARRAY)) {
        for (const struct node *item = node_first(type); item < node_end(type);
             item = node_next(item))
            kinds |= type_kinds(facets, item);
    } else {
        kinds = type_kinds(facets, type);
    }
    if (kinds)
        facets->types = facets->types ? facets->types & kinds : kinds;
}

/* In 3.0 exclusiveMinimum is a boolean beside minimum; in 3.1 it is the bound. */
static void gather_bound(const struct node *schema, const char *inclusive, const char *exclusive,
                         const struct node **bound, bool *is_exclusive)
{
    const struct node *plain = node_member(schema, str_of(inclusive));
    const struct node *strict = node_member(schema, str_of(exclusive));

    if (node_is(plain, NODE_NUMBER)) {
        *bound = plain;
        *is_exclusive = node_is(strict, NODE_TRUE);
    }
    if (node_is(strict, NODE_NUMBER)) {
        *bound = strict;
        *is_exclusive = true;
    }
}

static void keep_first(const struct node **kept, const struct node *schema, const char *key)
{
    const struct node *found = node_member(schema, str_of(key));

    if (!*kept && found)
        *kept = found;
}

static void gather_values(struct facets *facets, const struct node *schema)
{
    const struct node *examples = node_member(schema, STR("examples"));

    keep_first(&facets->example, schema, "example");
    if (!facets->example && node_is(examples, NODE_ARRAY))
        facets->example = node_element(examples, 0);
    keep_first(&facets->fallback, schema, "default");
    keep_first(&facets->constant, schema, "const");
    keep_first(&facets->choices, schema, "enum");
}

static void gather_object(struct facets *facets, const struct node *schema)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *required = node_member(schema, STR("required"));

    if (node_is(properties, NODE_OBJECT)) {
        for (const struct node *key = node_first(properties); key < node_end(properties);
             key = node_next_key(key)) {
            void **place = map_put(&facets->properties, node_string(key));

            if (!*place)
                *place = (void *)node_value(key);
        }
    }
    if (node_is(required, NODE_ARRAY)) {
        for (const struct node *item = node_first(required); item < node_end(required);
             item = node_next(item)) {
            if (node_is(item, NODE_STRING))
                *map_put(&facets->required, node_string(item)) = (void *)item;
        }
    }
}

static void gather_keywords(struct facets *facets, const struct node *schema)
{
    size_t max_length = read_count(schema, "maxLength", SIZE_MAX);
    size_t min_length = read_count(schema, "minLength", 0);
    struct str pattern = node_member_string(schema, "pattern");
    struct str format = node_member_string(schema, "format");

    gather_types(facets, node_member(schema, STR("type")));
    gather_values(facets, schema);
    gather_bound(schema, "minimum", "exclusiveMinimum", &facets->minimum,
                 &facets->exclusive_minimum);
    gather_bound(schema, "maximum", "exclusiveMaximum", &facets->maximum,
                 &facets->exclusive_maximum);
    keep_first(&facets->multiple, schema, "multipleOf");
    facets->min_length = min_length > facets->min_length ? min_length : facets->min_length;
    facets->max_length = max_length < facets->max_length ? max_length : facets->max_length;
    facets->min_items = read_count(schema, "minItems", facets->min_items);
    facets->min_properties = read_count(schema, "minProperties", facets->min_properties);
    facets->pattern = facets->pattern.text ? facets->pattern : pattern;
    facets->format = facets->format.text ? facets->format : format;
    keep_first(&facets->items, schema, "items");
    keep_first(&facets->prefix_items, schema, "prefixItems");
    keep_first(&facets->additional, schema, "additionalProperties");
    gather_object(facets, schema);
}

void facets_init(struct facets *facets, struct api *api, const struct node *schema, size_t branch)
{
    const struct schema_reader reader = openapi_schema_reader(api);
    struct schema_walk walk;
    const struct node *next;

    *facets = (struct facets){.max_length = SIZE_MAX};
    schema_walk_init(&walk, &reader, WALK_BRANCHES, schema);
    walk.branch = branch;
    while ((next = schema_walk_next(&walk))) {
        facets->refused = facets->refused || next->kind == NODE_FALSE;
        gather_keywords(facets, next);
    }
    facets->refused = facets->refused || walk.cut || walk.lost || walk.circular;
    schema_walk_release(&walk);
}

void facets_release(struct facets *facets)
{
    map_release(&facets->properties);
    map_release(&facets->required);
}
