/* Encoding Objects: how the parts of a multipart body and the fields of a form are written
   (OpenAPI 3.2, 4.15). Before 3.2 they do not nest. */
#include "openapi/model.h"

static struct encodings nested_read(struct api *api, const struct node *place, unsigned depth);

/* 3.1, 4.8.15.1.2: where one of the three is written, the field is serialised as a query parameter
   is, and contentType says nothing. */
static void styling_read(struct api *api, struct encoding *encoding)
{
    const struct node *place = encoding->place;

    encoding->styled = field_read(api, place, FIELD_ENCODING_STYLE) ||
                       field_read(api, place, FIELD_ENCODING_EXPLODE) ||
                       field_read(api, place, FIELD_ENCODING_ALLOW_RESERVED);
    encoding->style = style_read(api, place, FIELD_ENCODING_STYLE, IN_QUERY);
    encoding->explode =
        field_boolean(api, place, FIELD_ENCODING_EXPLODE, encoding->style == STYLE_FORM);
    encoding->allow_reserved = field_boolean(api, place, FIELD_ENCODING_ALLOW_RESERVED, false);
}

static bool encoding_read(struct api *api, const struct node *node, struct str name, unsigned depth,
                          struct encoding *encoding)
{
    const struct node *place = object_read(api, node, OBJECT_ENCODING);
    struct parameters headers;
    struct encodings nested;

    if (!place)
        return false;
    headers = headers_read(api, field_read(api, place, FIELD_ENCODING_HEADERS));
    *encoding = (struct encoding){
        .name = name,
        .content_type = field_string(api, place, FIELD_ENCODING_CONTENT_TYPE),
        .headers = headers.items,
        .header_count = headers.count,
        .place = place,
    };
    styling_read(api, encoding);
    nested = nested_read(api, place, depth + 1);
    if (nested.named_count || nested.prefix_count || nested.item) {
        struct encodings *copy = ARENA_NEW(openapi_arena(api), struct encodings);

        *copy = nested;
        encoding->nested = copy;
    }
    return true;
}

static struct encoding *list_new(struct api *api, size_t count)
{
    return count ? ARENA_ARRAY(openapi_arena(api), struct encoding, count) : NULL;
}

/* The three fields that Media Type and Encoding Objects have alike. */
static struct encodings fields_read(struct api *api, const struct node *named,
                                    const struct node *prefix, const struct node *item,
                                    unsigned depth)
{
    struct encoding *items = list_new(api, named ? named->length : 0);
    struct encoding *first = list_new(api, prefix ? prefix->length : 0);
    struct encoding *rest = list_new(api, item ? 1 : 0);
    struct encodings encodings = {.named = items, .prefix = first};

    for (const struct node *key = named ? node_first(named) : NULL; key && key < node_end(named);
         key = node_next_key(key))
        encodings.named_count += encoding_read(api, node_value(key), node_string(key), depth,
                                               &items[encodings.named_count]);
    for (const struct node *node = prefix ? node_first(prefix) : NULL;
         node && node < node_end(prefix); node = node_next(node))
        encodings.prefix_count +=
            encoding_read(api, node, STR_NONE, depth, &first[encodings.prefix_count]);
    if (item && encoding_read(api, item, STR_NONE, depth, rest))
        encodings.item = rest;
    return encodings;
}

static struct encodings nested_read(struct api *api, const struct node *place, unsigned depth)
{
    const struct node *named = field_read(api, place, FIELD_ENCODING_ENCODING);
    const struct node *prefix = field_read(api, place, FIELD_ENCODING_PREFIX_ENCODING);
    const struct node *item = field_read(api, place, FIELD_ENCODING_ITEM_ENCODING);

    if (depth == ENCODING_MAX_DEPTH && (named || prefix || item)) {
        openapi_problem(api, place, PROBLEM_INVALID,
                        "encodings stand in each other more than %d deep; these are not read",
                        ENCODING_MAX_DEPTH);
        return (struct encodings){0};
    }
    return fields_read(api, named, prefix, item, depth);
}

struct encodings encodings_read(struct api *api, const struct node *place)
{
    return fields_read(api, field_read(api, place, FIELD_MEDIA_TYPE_ENCODING),
                       field_read(api, place, FIELD_MEDIA_TYPE_PREFIX_ENCODING),
                       field_read(api, place, FIELD_MEDIA_TYPE_ITEM_ENCODING), 0);
}

struct encodings openapi_encodings(struct api *api, const struct node *media_type)
{
    return media_type ? encodings_read(api, media_type) : (struct encodings){0};
}
