/* Parameters whose text is of a media type: JSON, a form, or a text (OpenAPI 3.1, 4.8.12.2). */
#include "decode/parameter_reader.h"
#include "decode/schema_shape.h"
#include "document/data_excerpt.h"

/* ---- a form ---- */

static size_t count_parts(const struct style_parts *parts, struct str name)
{
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++)
        count += str_equal(parts->items[i].name, name);
    return count;
}

static const struct node *repeated_part(struct reader *reader, const struct style_parts *parts,
                                        size_t first)
{
    struct value_builder builder;
    const struct node *node = NULL;
    bool whole = true;

    value_builder_init(&builder, reader->decoding->arena);
    value_builder_open(&builder, '[');
    for (size_t i = first; i < parts->count && whole; i++) {
        const struct node *part;

        if (!str_equal(parts->items[i].name, parts->items[first].name))
            continue;
        part = reader_part(reader, parts->items[i].value);
        whole = part != NULL;
        if (whole)
            value_builder_add(&builder, part);
    }
    if (whole) {
        value_builder_close(&builder, ']');
        node = value_builder_tree(&builder);
    }
    value_builder_release(&builder);
    return node;
}

/* The pairs of one name are an array's elements, and one alone may be a single value. */
static bool add_field(struct reader *reader, const struct style_parts *parts, size_t first,
                      struct value_builder *builder)
{
    struct arena *arena = reader->decoding->arena;
    struct str name = parts->items[first].name;
    unsigned forms = shape_member_forms(reader->decoding, reader->schema, name);
    bool several = count_parts(parts, name) > 1;
    struct choice *choice = choice_new(arena, 2);

    if (several && !(forms & KIND_ARRAY)) {
        reader_give_up(reader, STR("a name stands several times, and its value is no array"));
        return false;
    }
    if (forms & KIND_ARRAY)
        choice_add(choice, repeated_part(reader, parts, first));
    if (!several) {
        choice->plain = choice->count;
        choice_add(choice, reader_part(reader, parts->items[first].value));
    }
    if (choice->count == 0)
        return false;
    value_builder_key(builder, name);
    value_builder_add(builder, choice_node(arena, choice));
    return true;
}

static bool is_first_part(const struct style_parts *parts, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_equal(parts->items[i].name, parts->items[at].name))
            return false;
    return true;
}

static const struct node *form_node(struct reader *reader, const struct style_parts *parts)
{
    struct value_builder builder;
    const struct node *node = NULL;
    bool whole = true;

    value_builder_init(&builder, reader->decoding->arena);
    value_builder_open(&builder, '{');
    for (size_t i = 0; i < parts->count && whole; i++)
        if (parts->items[i].name.length > 0 && is_first_part(parts, i))
            whole = add_field(reader, parts, i, &builder);
    if (whole) {
        value_builder_close(&builder, '}');
        node = value_builder_tree(&builder);
    }
    if (whole && !node)
        reader_fail(reader, STR("a name is no UTF-8"));
    value_builder_release(&builder);
    return node;
}

/* OpenAPI 3.2, 4.12.2.2: a form, as a querystring is mostly written. */
static enum reading read_form(struct reader *reader, struct parameter_value *value)
{
    const struct media_type *media_type = reader->parameter->content;
    struct arena *arena = reader->decoding->arena;
    struct query_pairs pairs;
    struct style_part *parts;
    struct style_parts properties;

    if (!query_pairs_read(arena, reader->text->texts[0], &pairs))
        return reading_unsupported(value, STR("it has more pairs than are read"));
    parts = ARENA_ARRAY(arena, struct style_part, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        parts[i] = (struct style_part){pairs.items[i].name, pairs.items[i].value};
    properties = (struct style_parts){parts, pairs.count};
    reader->schema = media_type->schema;
    choice_add(reader->choice, form_node(reader, &properties));
    return reader_conclude(reader, value);
}

/* A text is a string. Where its schema takes other types, and the string does not hold, something
   else may be meant that no specification writes down. */
static enum reading read_plain_text(struct reader *reader, const struct content_type *type,
                                    struct parameter_value *value)
{
    struct decoding *decoding = reader->decoding;
    const struct node *described = reader->parameter->content->schema;
    const struct schema *schema = decoding_schema(decoding, described);
    unsigned types = shape_types(decoding, described);
    bool strings_only = (types & KIND_STRING) && !(types & ~(unsigned)(KIND_STRING | KIND_NULL));
    struct str text;

    if (!reader_decode(reader, reader->text->texts[0], &text))
        return reading_broken(value, reader->broken);
    value->repeated = reader->text->count > 1;
    value->node = string_node(decoding->arena, text);
    if (!value->node ||
        (!strings_only && schema &&
         schema_evaluate(decoding->evaluator, schema, value->node, NULL) == SCHEMA_INVALID))
        return reading_unsupported(
            value, str_format(decoding->arena, "no reading of %.*s/%.*s as its schema asks",
                              STR_ARGS(type->type), STR_ARGS(type->subtype)));
    return READING_VALUE;
}

enum reading read_content(struct reader *reader, struct parameter_value *value)
{
    struct content_type type;
    struct read_failure failure;
    const struct document *document;
    struct str text;

    if (!content_type_parse(reader->parameter->content->key, &type))
        return reading_unsupported(value, STR("its content is of no media type"));
    if (type.kind == CONTENT_FORM)
        return read_form(reader, value);
    if (type.kind == CONTENT_OTHER && content_type_is_text(&type))
        return read_plain_text(reader, &type, value);
    if (!content_type_is_json(&type))
        return reading_unsupported(value, str_format(reader->decoding->arena,
                                                     "its content has no decoder: %.*s/%.*s",
                                                     STR_ARGS(type.type), STR_ARGS(type.subtype)));
    if (!reader_decode(reader, reader->text->texts[0], &text))
        return reading_broken(value, reader->broken);
    value->repeated = reader->text->count > 1;
    document = json_read(reader->decoding->arena, STR("value"), text, &failure);
    if (document) {
        value->node = document->root;
        return READING_VALUE;
    }
    if (failure.outcome == READ_LIMIT)
        return reading_unsupported(value, STR("it meets a limit of the JSON reader"));
    return reading_broken(
        value, str_format(reader->decoding->arena, "no JSON: %.*s",
                          STR_ARGS(read_failure_marked(reader->decoding->arena, &failure))));
}
