/* Media types, and the examples that stand beside a schema. */
#include "http/media_type.h"
#include "openapi/model.h"

/* An entry of `examples`: an Example Object, or a reference to one. */
static bool example_read(struct api *api, const struct node *key, struct example *example)
{
    const struct node *place = object_read(api, node_value(key), OBJECT_EXAMPLE);
    const struct node *data;

    if (!place)
        return false;
    data = field_read(api, place, FIELD_EXAMPLE_DATA_VALUE);
    *example =
        (struct example){.name = node_string(key),
                         .value = field_read(api, place, FIELD_EXAMPLE_VALUE),
                         .serialized = field_string(api, place, FIELD_EXAMPLE_SERIALIZED_VALUE),
                         .place = place};
    if (data)
        example->value = data;
    return true;
}

/* A schema's own: `example` (3.0, deprecated in 3.1) and the array `examples` (3.1). */
static const struct example *schema_examples(struct api *api, const struct node *schema,
                                             size_t *count)
{
    const struct schema_reader reader = schema_set_reader(api->schemas);
    const struct node *place = schema_follow(&reader, schema);
    const struct node *single = node_member(place, STR("example"));
    const struct node *several = node_member(place, STR("examples"));
    size_t several_count = node_is(several, NODE_ARRAY) ? several->length : 0;
    struct example *examples;

    *count = 0;
    if (!single && several_count == 0)
        return NULL;
    examples = ARENA_ARRAY(openapi_arena(api), struct example, several_count + 1);
    if (single)
        examples[(*count)++] = (struct example){.name = STR(""), .value = single, .place = single};
    if (several_count == 0)
        return examples;
    for (const struct node *item = node_first(several); item < node_end(several);
         item = node_next(item)) {
        struct str name = str_format(openapi_arena(api), "schema-%zu", *count);

        examples[(*count)++] = (struct example){.name = name, .value = item, .place = item};
    }
    return examples;
}

/* Parameter, Header and Media Type Objects have `example` and `examples` alike. */
static bool has_examples(const struct api *api, const struct node *object)
{
    return field_is_known(api, FIELD_MEDIA_TYPE_EXAMPLE) && node_is(object, NODE_OBJECT);
}

const struct example *examples_read(struct api *api, const struct node *object,
                                    const struct node *schema, size_t *count)
{
    bool own = has_examples(api, object);
    const struct node *single = own ? node_member(object, STR("example")) : NULL;
    const struct node *several = own ? field_read(api, object, FIELD_MEDIA_TYPE_EXAMPLES) : NULL;
    struct example *examples;

    *count = 0;
    if (!single && !several)
        return schema_examples(api, schema, count);
    examples = ARENA_ARRAY(openapi_arena(api), struct example, several ? several->length + 1 : 1);
    if (single)
        examples[(*count)++] = (struct example){.name = STR(""), .value = single, .place = single};
    if (!several)
        return examples;
    for (const struct node *key = node_first(several); key < node_end(several);
         key = node_next_key(key))
        *count += example_read(api, key, &examples[*count]);
    return examples;
}

static struct media_type media_type_read(struct api *api, const struct node *key)
{
    struct media_type media_type = {.key = node_string(key), .place = node_value(key)};
    const struct node *place = object_read(api, node_value(key), OBJECT_MEDIA_TYPE);

    if (!place) {
        media_type.unread = media_type.place;
        return media_type;
    }
    media_type.place = place;
    media_type.schema = field_read(api, place, FIELD_MEDIA_TYPE_SCHEMA);
    media_type.item_schema = field_read(api, place, FIELD_MEDIA_TYPE_ITEM_SCHEMA);
    media_type.encodings = encodings_read(api, place);
    media_type.examples = examples_read(api, place, media_type.schema, &media_type.example_count);
    return media_type;
}

struct content content_read(struct api *api, const struct node *map)
{
    struct media_type *items;
    size_t count = 0;

    if (!map || map->length == 0)
        return (struct content){0};
    items = ARENA_ARRAY(openapi_arena(api), struct media_type, map->length);
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        if (!key_is_extension(node_string(key)))
            items[count++] = media_type_read(api, key);
    }
    return (struct content){items, count};
}

/* The usual case, without taking the texts apart: a type as it is described, with or without
   parameters. */
static bool is_same_type(struct str key, const struct content_type *type)
{
    struct str subtype = str_slice(key, type->type.length + 1, SIZE_MAX);

    return str_equal(subtype, type->subtype) && str_starts_with(key, type->type) &&
           key.text[type->type.length] == '/' && key.text[key.length - 1] != '*';
}

const struct media_type *content_find(const struct content *content,
                                      const struct content_type *type)
{
    const struct media_type *best = NULL;
    enum coverage_rank best_rank = COVERS_NOT;

    if (content->count == 1 && is_same_type(content->items[0].key, type))
        return &content->items[0];
    for (size_t i = 0; i < content->count; i++) {
        struct content_type key;
        enum coverage_rank rank;

        if (!content_type_parse(content->items[i].key, &key))
            continue;
        rank = content_type_covers(&key, type);
        if (rank > best_rank) {
            best = &content->items[i];
            best_rank = rank;
        }
    }
    return best;
}
