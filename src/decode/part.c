#include "decode/multipart_parts.h"
#include "decode/schema_shape.h"
#include "decode/text_value.h"
#include "decode/value_builder.h"
#include "document/data_excerpt.h"

/* Parts within parts; deeper ones are opaque. */
enum { MULTIPART_MAX_DEPTH = 4 };

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
        tell_not_checked(parts->body, "%.*s: no decoder for %.*s",
                         STR_ARGS(part_label(parts, part)),
                         STR_ARGS(marked_type(parts->body, type)));
}

/* What hangs on an unread reference may say that the part is octets. */
static bool may_be_octets(const struct parts *parts, const struct node *schema)
{
    struct decoding *decoding = parts->body->decoding;
    const struct node *asked = schema ? schema : parts->schema;
    const struct schema *program = decoding_schema(decoding, asked);

    return asked && (!program || schema_evaluate(decoding->evaluator, program,
                                                 string_node(decoding->arena, STR("")),
                                                 NULL) == SCHEMA_UNKNOWN);
}

static void add_json(struct parts *parts, const struct multipart_part *part,
                     const struct node *schema)
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
    else if (may_be_octets(parts, schema))
        tell_not_checked(parts->body, "%.*s is no JSON, and what its schema says is not known",
                         STR_ARGS(part_label(parts, part)));
    else
        tell_malformed(parts->body, 0, 0,
                       str_format(arena, "%.*s: no JSON: %.*s (line %zu, column %zu of the part)",
                                  STR_ARGS(part_label(parts, part)),
                                  STR_ARGS(read_failure_marked(arena, &failure)), failure.line,
                                  failure.column));
}

/* Where the part names no type, and its schema may be about an object, the text may be JSON. */
static void add_text(struct parts *parts, struct str text, bool stated)
{
    struct arena *arena = parts->body->decoding->arena;
    struct str first = str_slice(str_trim(text), 0, 1);
    struct choice *choice = choice_new(arena, 3);

    if (!stated && (str_is(first, "{") || str_is(first, "[")))
        choice_add(choice, json_node(arena, text));
    choice_add_scalars(choice, arena, text);
    value_builder_add(parts->builder, choice_node(arena, choice));
}

/* A text is the string that it is; of other octets no more than their number can be judged. */
static void add_octets(struct parts *parts, const struct multipart_part *part,
                       const struct node *schema, const struct content_type *type)
{
    struct arena *arena = parts->body->decoding->arena;
    struct str text;

    if (content_type_is_text(type) && !content_type_is_json(type) &&
        body_as_utf8(arena, type, part->bytes, &text)) {
        value_builder_add(parts->builder, string_node(arena, text));
        return;
    }
    value_builder_add_octets(parts->builder);
    check_octet_count(parts->body, schema, part->bytes,
                      part->name.text ? part_label(parts, part) : STR("the part"));
}

/* Where the schema takes octets and other things: is the part one of those? */
static bool is_json_that_holds(const struct parts *parts, const struct multipart_part *part,
                               const struct node *schema)
{
    struct decoding *decoding = parts->body->decoding;
    const struct node *node = json_node(decoding->arena, part->bytes);
    const struct schema *program = decoding_schema(decoding, schema);

    return node && (!program ||
                    schema_evaluate(decoding->evaluator, program, node, NULL) != SCHEMA_INVALID);
}

static bool is_octets(const struct parts *parts, const struct multipart_part *part,
                      const struct node *schema, enum octets octets)
{
    return octets == OCTETS_ONLY ||
           (octets == OCTETS_EITHER &&
            (parts->prefer_octets || !is_json_that_holds(parts, part, schema)));
}

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
    if (parts_read(nested, part->bytes))
        parts_add(nested);
    else
        value_builder_add_opaque(parts->builder);
}

bool maps_parts(const struct decoding *decoding, const struct content_type *type)
{
    return decoding->api->version->number >= VERSION_3_2 ||
           content_type_is(type, "multipart/form-data");
}

/* Is a part of such types an object, or an array as a whole? Where other things than arrays fit
   too, it may also be one element of an array, whose elements have parts of their own. */
static bool is_structured(unsigned types)
{
    return types == KIND_ARRAY ||
           ((types & KIND_OBJECT) && !(types & ~(unsigned)(KIND_OBJECT | KIND_NULL)));
}

/* By the part's own type. OpenAPI 3.1, 4.8.15.1: where it names none, an object is JSON, and others
   are text. */
static void add_typed(struct parts *parts, const struct multipart_part *part,
                      const struct node *schema, const struct encoding *encoding,
                      const struct content_type *type, bool stated)
{
    struct decoding *decoding = parts->body->decoding;
    bool structured = is_structured(shape_types(decoding, schema));
    struct str text;

    if (content_type_is_json(type) || (!stated && structured))
        add_json(parts, part, schema);
    else if (content_type_is_text(type) && !structured &&
             body_as_utf8(decoding->arena, type, part->bytes, &text))
        add_text(parts, text, stated);
    else if (type->kind == CONTENT_MULTIPART && maps_parts(decoding, type) &&
             parts->depth < MULTIPART_MAX_DEPTH)
        add_nested(parts, part, schema, encoding, type);
    else
        add_opaque(parts, part, schema, type);
}

void add_part(struct parts *parts, const struct multipart_part *part, const struct node *schema,
              const struct encoding *encoding, enum octets octets)
{
    struct str written = headers_get(&part->headers, "content-type");
    struct content_type type;

    if (!content_type_parse(written.text ? written : STR("text/plain"), &type)) {
        tell_part_encoding(parts, part, parts->body->media_type->place,
                           str_format(parts->body->decoding->arena, "\"%.*s\" is no media type",
                                      STR_ARGS(data_text(parts->body->decoding->arena, written))));
        value_builder_add_opaque(parts->builder);
        return;
    }
    check_part_encoding(parts, part, encoding, &type);
    if (is_octets(parts, part, schema, octets))
        add_octets(parts, part, schema, &type);
    else
        add_typed(parts, part, schema, encoding, &type, written.text != NULL);
}
