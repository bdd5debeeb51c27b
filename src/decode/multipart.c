/* Multipart bodies as the value that the schema describes (OpenAPI 3.1, 4.8.15; 3.2, 4.15): parts
   with names are an object's properties (RFC 7578), others the elements of an array. JSON and text
   are read; other parts are opaque, for no schema looks into their bytes. */
#include "http/multipart.h"
#include "decode/candidates.h"
#include "decode/decoders.h"
#include "decode/parameter.h"
#include "decode/schema_shape.h"

/* Parts within parts; deeper ones are opaque. */
enum { MULTIPART_MAX_DEPTH = 4 };

struct parts {
    const struct typed_body *body;
    const struct content_type *type; /* of the body, or of the part that these stand in */
    const struct node *schema, *item_schema;
    const struct encodings *encodings;
    struct value_builder *builder;
    unsigned depth;
    struct multipart_part items[MULTIPART_MAX_PARTS];
    size_t count;
};

/* ---- reading ---- */

static bool read_parts(struct parts *parts, struct str bytes)
{
    const struct typed_body *body = parts->body;
    struct str boundary = content_type_parameter(parts->type, "boundary"), problem;
    enum multipart_step step = MULTIPART_PART;
    struct multipart multipart;

    if (!multipart_begin(&multipart, body->decoding->arena, bytes, boundary, &problem)) {
        tell_malformed(body, 0, 0,
                       str_format(body->decoding->arena, "no multipart: %.*s", STR_ARGS(problem)));
        return false;
    }
    while (step == MULTIPART_PART) {
        struct multipart_part part;

        step = multipart_next(&multipart, &part, &problem);
        if (step == MULTIPART_PART)
            parts->items[parts->count++] = part;
    }
    if (step == MULTIPART_LIMIT)
        tell_not_checked(body, "the multipart is not read: %.*s", STR_ARGS(problem));
    else if (step == MULTIPART_BROKEN)
        tell_malformed(body, 0, 0,
                       str_format(body->decoding->arena, "no multipart: %.*s", STR_ARGS(problem)));
    return step == MULTIPART_END;
}

/* For messages: the part's name, else its place. */
static struct str part_label(const struct parts *parts, const struct multipart_part *part)
{
    return part->name.text
               ? str_format(parts->body->decoding->arena, "part \"%.*s\"", STR_ARGS(part->name))
               : str_format(parts->body->decoding->arena, "part %zu",
                            (size_t)(part - parts->items) + 1);
}

/* ---- the Encoding Object ---- */

static void tell_encoding(const struct parts *parts, const struct multipart_part *part,
                          const struct node *place, struct str message)
{
    tell_broken_encoding(parts->body, place,
                         str_format(parts->body->decoding->arena, "%.*s: %.*s",
                                    STR_ARGS(part_label(parts, part)), STR_ARGS(message)));
}

/* Does one of the comma-separated media types and ranges cover the part's? */
static bool is_covered(struct str list, const struct content_type *type)
{
    while (list.text) {
        struct content_type key;

        if (content_type_parse(str_trim(str_cut(&list, ',')), &key) &&
            content_type_covers(&key, type) > COVERS_BUT_PARAMETERS)
            return true;
    }
    return false;
}

static void check_part_header(const struct parts *parts, const struct multipart_part *part,
                              const struct parameter *header)
{
    struct decoding *decoding = parts->body->decoding;
    struct str name = str_copy(decoding->arena, header->name);
    struct str text = headers_get(&part->headers, name.text);
    struct parameter_value value;

    if (!text.text) {
        if (header->required)
            tell_encoding(
                parts, part, header->place,
                str_format(decoding->arena, "its header %.*s is missing", STR_ARGS(name)));
        return;
    }
    if (!header->schema && !header->content)
        return;
    switch (decode_header(decoding, header, text, &value)) {
    case READING_ABSENT:
        return;
    case READING_VALUE:
        parts->body->listener->part_header(parts->body->context, header, value.node);
        return;
    case READING_BROKEN:
        tell_encoding(parts, part, header->place,
                      str_format(decoding->arena, "its header %.*s: %.*s", STR_ARGS(name),
                                 STR_ARGS(value.problem)));
        return;
    case READING_UNSUPPORTED:
        tell_not_checked(parts->body, "%.*s: header %.*s: %.*s", STR_ARGS(part_label(parts, part)),
                         STR_ARGS(name), STR_ARGS(value.problem));
        return;
    }
}

static void check_encoding(const struct parts *parts, const struct multipart_part *part,
                           const struct encoding *encoding, const struct content_type *type)
{
    if (!encoding)
        return;
    if (encoding->content_type.text && !is_covered(encoding->content_type, type))
        tell_encoding(parts, part, encoding->place,
                      str_format(parts->body->decoding->arena,
                                 "its content type is %.*s/%.*s, not %.*s", STR_ARGS(type->type),
                                 STR_ARGS(type->subtype), STR_ARGS(encoding->content_type)));
    for (size_t i = 0; i < encoding->header_count; i++)
        check_part_header(parts, part, &encoding->headers[i]);
}

/* ---- values ---- */

static bool asks_for_bytes(struct decoding *decoding, const struct node *schema)
{
    unsigned types = shape_types(decoding, schema);

    return types == 0 || (types & KIND_STRING);
}

static void add_opaque(struct parts *parts, const struct multipart_part *part,
                       const struct node *schema, const struct content_type *type)
{
    value_builder_add_opaque(parts->builder);
    if (!asks_for_bytes(parts->body->decoding, schema))
        tell_not_checked(parts->body, "%.*s: no decoder for %.*s/%.*s",
                         STR_ARGS(part_label(parts, part)), STR_ARGS(type->type),
                         STR_ARGS(type->subtype));
}

static void add_json(struct parts *parts, const struct multipart_part *part)
{
    struct arena *arena = parts->body->decoding->arena;
    struct read_failure failure;
    const struct document *document = json_read(arena, STR("part"), part->bytes, &failure);

    if (document) {
        value_builder_add(parts->builder, document->root);
        return;
    }
    value_builder_add_opaque(parts->builder);
    if (failure.outcome == READ_LIMIT)
        tell_not_checked(parts->body, "%.*s meets a limit of the JSON reader: %s",
                         STR_ARGS(part_label(parts, part)), failure.message);
    else
        tell_malformed(parts->body, 0, 0,
                       str_format(arena, "%.*s: no JSON: %s (line %zu, column %zu of the part)",
                                  STR_ARGS(part_label(parts, part)), failure.message, failure.line,
                                  failure.column));
}

static void add_text(struct parts *parts, struct str text, const struct node *schema)
{
    struct decoding *decoding = parts->body->decoding;
    struct candidates candidates = {.count = 0};
    bool holds;

    candidates_add_scalars(&candidates, decoding->arena, text, shape_types(decoding, schema));
    if (candidates.count == 0)
        candidates_add(&candidates, string_node(decoding->arena, text));
    value_builder_add(parts->builder, candidates_choose(&candidates, decoding, schema, &holds));
}

static void add_parts(struct parts *parts);

/* OpenAPI 3.2, 4.15.1: a part that is a multipart itself; its encodings stand in the part's. */
static void add_nested(struct parts *parts, const struct multipart_part *part,
                       const struct node *schema, const struct encoding *encoding,
                       const struct content_type *type)
{
    static const struct encodings none = {.named_count = 0};
    struct parts *nested = ARENA_NEW(parts->body->decoding->arena, struct parts);

    nested->body = parts->body;
    nested->type = type;
    nested->schema = schema;
    nested->encodings = encoding && encoding->nested ? encoding->nested : &none;
    nested->builder = parts->builder;
    nested->depth = parts->depth + 1;
    if (read_parts(nested, part->bytes))
        add_parts(nested);
    else
        value_builder_add_opaque(parts->builder);
}

/* OpenAPI 3.1, 4.8.15.1: where a part names no type, one that is an object is JSON, and others are
   text. */
static void add_part(struct parts *parts, const struct multipart_part *part,
                     const struct node *schema, const struct encoding *encoding)
{
    struct decoding *decoding = parts->body->decoding;
    struct str written = headers_get(&part->headers, "content-type"), text;
    unsigned types = shape_types(decoding, schema);
    bool structured = types && !(types & ~(unsigned)(KIND_OBJECT | KIND_ARRAY));
    struct content_type type;

    if (!content_type_parse(written.text ? written : STR("text/plain"), &type)) {
        tell_encoding(parts, part, parts->body->media_type->place,
                      str_format(decoding->arena, "\"%.*s\" is no media type", STR_ARGS(written)));
        value_builder_add_opaque(parts->builder);
        return;
    }
    check_encoding(parts, part, encoding, &type);
    if (content_type_is_json(&type) || (!written.text && structured))
        add_json(parts, part);
    else if (content_type_is_text(&type) && !structured &&
             body_as_utf8(decoding->arena, &type, part->bytes, &text))
        add_text(parts, text, schema);
    else if (content_type_kind(&type) == CONTENT_MULTIPART && parts->depth < MULTIPART_MAX_DEPTH)
        add_nested(parts, part, schema, encoding, &type);
    else
        add_opaque(parts, part, schema, &type);
}

/* ---- objects ---- */

static bool is_first(const struct parts *parts, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (str_equal(parts->items[before].name, parts->items[i].name))
            return false;
    return true;
}

static size_t count_named(const struct parts *parts, struct str name)
{
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++)
        count += str_equal(parts->items[i].name, name);
    return count;
}

/* An array has a part for each element; one part with the whole array as JSON is taken too. */
static bool is_list(const struct parts *parts, size_t i, const struct node *schema)
{
    struct content_type type;
    struct str written = headers_get(&parts->items[i].headers, "content-type");

    if (count_named(parts, parts->items[i].name) > 1)
        return true;
    return shape_types(parts->body->decoding, schema) == KIND_ARRAY &&
           !(content_type_parse(written, &type) && content_type_is_json(&type) &&
             str_starts_with(str_trim(parts->items[i].bytes), STR("[")));
}

static void add_property(struct parts *parts, size_t first)
{
    struct decoding *decoding = parts->body->decoding;
    struct str name = parts->items[first].name;
    const struct node *schema = shape_property(decoding, parts->schema, name);
    const struct encoding *encoding = encoding_of(parts->encodings, name);
    bool list = is_list(parts, first, schema);
    const struct node *items = list && (shape_types(decoding, schema) & KIND_ARRAY)
                                   ? shape_items(decoding, schema)
                                   : schema;

    value_builder_key(parts->builder, name);
    if (!list) {
        add_part(parts, &parts->items[first], schema, encoding);
        return;
    }
    value_builder_open(parts->builder, '[');
    for (size_t i = first; i < parts->count; i++)
        if (str_equal(parts->items[i].name, name))
            add_part(parts, &parts->items[i], items, encoding);
    value_builder_close(parts->builder, ']');
}

static void add_object(struct parts *parts)
{
    value_builder_open(parts->builder, '{');
    for (size_t i = 0; i < parts->count; i++) {
        if (!parts->items[i].name.text)
            tell_malformed(parts->body, 0, 0,
                           str_format(parts->body->decoding->arena, "%.*s has no name",
                                      STR_ARGS(part_label(parts, &parts->items[i]))));
        else if (is_first(parts, i))
            add_property(parts, i);
    }
    value_builder_close(parts->builder, '}');
}

/* ---- arrays ---- */

/* 3.2: the schema of the element at a position, itemSchema for all. */
static const struct node *element_schema(const struct parts *parts, size_t i)
{
    struct decoding *decoding = parts->body->decoding;
    const struct node *prefix = shape_keyword(decoding, parts->schema, "prefixItems");
    const struct node *element = node_is(prefix, NODE_ARRAY) ? node_element(prefix, i) : NULL;

    if (element)
        return element;
    return parts->schema ? shape_items(decoding, parts->schema) : parts->item_schema;
}

static const struct encoding *element_encoding(const struct parts *parts, size_t i)
{
    const struct encodings *encodings = parts->encodings;

    return i < encodings->prefix_count ? &encodings->prefix[i] : encodings->item;
}

static void add_array(struct parts *parts)
{
    value_builder_open(parts->builder, '[');
    for (size_t i = 0; i < parts->count; i++)
        add_part(parts, &parts->items[i], element_schema(parts, i), element_encoding(parts, i));
    value_builder_close(parts->builder, ']');
}

/* ---- the body ---- */

static bool is_form(const struct parts *parts)
{
    return content_type_is(parts->type, "multipart/form-data") ||
           (parts->schema && (shape_types(parts->body->decoding, parts->schema) & KIND_OBJECT));
}

static void add_parts(struct parts *parts)
{
    if (is_form(parts))
        add_object(parts);
    else
        add_array(parts);
}

static void tell_parts(struct parts *parts)
{
    struct opaque_nodes opaque;
    const struct node *node;

    add_parts(parts);
    node = value_builder_finish(parts->builder, parts->body->decoding->arena, &opaque);
    if (node)
        tell_built(parts->body, node, &opaque);
    else
        tell_malformed(parts->body, 0, 0, STR("a part's name is no UTF-8"));
}

/* 2.0 describes the fields as parameters. */
static void tell_fields(const struct parts *parts)
{
    struct arena *arena = parts->body->decoding->arena;
    struct query_pair *pairs = ARENA_ARRAY(arena, struct query_pair, parts->count + 1);
    struct query_pairs fields = {pairs, 0};

    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].name.text)
            pairs[fields.count++] =
                (struct query_pair){parts->items[i].name, parts->items[i].bytes};
    parts->body->listener->fields(parts->body->context, &fields, false);
}

void body_multipart(const struct typed_body *body, struct str bytes)
{
    struct parts *parts = ARENA_NEW(body->decoding->arena, struct parts);
    const struct media_type *media_type = body->media_type;
    struct value_builder builder;

    parts->body = body;
    parts->type = body->type;
    parts->schema = media_type->schema;
    parts->item_schema = media_type->item_schema;
    parts->encodings = &media_type->encodings;
    parts->builder = &builder;
    if (!read_parts(parts, bytes))
        return;
    if (media_type->field_count) {
        tell_fields(parts);
    } else if (media_type->schema || media_type->item_schema) {
        value_builder_init(&builder);
        tell_parts(parts);
        value_builder_release(&builder);
    }
}
