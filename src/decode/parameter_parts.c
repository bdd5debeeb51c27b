/* The parts of a parameter's text, put together to an array or an object. Each part is whatever
   single value it spells. */
#include "base/data_span.h"
#include "base/utf8.h"
#include "decode/parameter_reader.h"
#include "decode/schema_shape.h"

void reader_fail(struct reader *reader, struct str problem)
{
    if (!reader->broken.text)
        reader->broken = problem;
}

void reader_give_up(struct reader *reader, struct str problem)
{
    if (!reader->unsupported.text)
        reader->unsupported = problem;
}

bool reader_decode(struct reader *reader, struct str raw, struct str *decoded)
{
    *decoded = raw;
    if (reader->text->encoded &&
        !percent_decode(reader->decoding->arena, raw, reader->text->plus, decoded)) {
        reader_fail(reader, STR("a '%' is not followed by two hexadecimal digits"));
        return false;
    }
    if (!utf8_is_valid(*decoded)) {
        reader_fail(reader, STR("the value is no UTF-8"));
        return false;
    }
    return true;
}

const struct node *reader_json_object(struct arena *arena, struct str text)
{
    const struct node *node =
        str_starts_with(str_trim(text), STR("{")) ? json_node(arena, text) : NULL;

    return node_is(node, NODE_OBJECT) ? node : NULL;
}

/* A style is written for every property by some (ASP.NET), and their clients send JSON in parts. */
bool reader_takes_json(const struct reader *reader)
{
    return reader->parameter->in == IN_FORM && (!reader->styled || reader->parameter->literal);
}

const struct node *reader_part(struct reader *reader, struct str raw)
{
    struct arena *arena = reader->decoding->arena;
    struct choice *choice = choice_new(arena, 3);
    struct str text;

    if (!reader_decode(reader, raw, &text))
        return NULL;
    if (reader_takes_json(reader))
        choice_add(choice, reader_json_object(arena, text));
    choice->unformed = choice->count == 0;
    choice_add_scalars(choice, arena, text);
    return choice_node(arena, choice);
}

static bool add_part(struct reader *reader, struct str raw, struct value_builder *builder)
{
    const struct node *part = reader_part(reader, raw);

    if (part)
        value_builder_add(builder, part);
    return part != NULL;
}

/* 2.0, Items Object: an array inside of another has a collectionFormat of its own. */
static bool add_nested(struct reader *reader, const struct parameter *outer,
                       const struct parameter *nested, struct str raw,
                       struct value_builder *builder);

/* items: of the schema, in 2.0, else NULL. */
static bool add_elements(struct reader *reader, const struct parameter *parameter,
                         const struct node *items, const struct style_parts *parts,
                         struct value_builder *builder)
{
    struct parameter nested = *parameter;
    bool is_nested = nested_array_style(items, &nested.style), whole = true;

    nested.explode = false;
    nested.schema = items;
    value_builder_open(builder, '[');
    for (size_t i = 0; i < parts->count && whole; i++)
        whole = is_nested ? add_nested(reader, parameter, &nested, parts->items[i].value, builder)
                          : add_part(reader, parts->items[i].value, builder);
    if (whole)
        value_builder_close(builder, ']');
    return whole;
}

static bool add_nested(struct reader *reader, const struct parameter *outer,
                       const struct parameter *nested, struct str raw,
                       struct value_builder *builder)
{
    struct style_parts parts;
    struct str problem;

    if (!outer->explode && style_delimiter(outer) == style_delimiter(nested)) {
        reader_give_up(reader, STR("an array inside of another has the same delimiter"));
        return false;
    }
    problem = style_array(nested, reader->decoding->arena, raw, &parts);
    if (problem.text) {
        reader_fail(reader, problem);
        return false;
    }
    return add_elements(reader, nested, node_member(nested->schema, STR("items")), &parts, builder);
}

static const struct node *items_of_20(const struct reader *reader)
{
    return reader->decoding->api->version->number == VERSION_2_0 && reader->schema
               ? node_member(reader->schema, STR("items"))
               : NULL;
}

static bool add_property(struct reader *reader, const struct style_part *part, bool decoded,
                         struct value_builder *builder)
{
    struct str name = part->name;

    if (!decoded && !reader_decode(reader, part->name, &name))
        return false;
    value_builder_key(builder, name);
    return add_part(reader, part->value, builder);
}

static bool add_properties(struct reader *reader, const struct style_parts *parts, bool decoded,
                           struct value_builder *builder)
{
    bool whole = true;

    value_builder_open(builder, '{');
    for (size_t i = 0; i < parts->count && whole; i++)
        whole = add_property(reader, &parts->items[i], decoded, builder);
    if (whole)
        value_builder_close(builder, '}');
    return whole;
}

const struct node *reader_array(struct reader *reader, const struct style_parts *parts)
{
    struct value_builder builder;
    const struct node *node = NULL;

    value_builder_init(&builder, reader->decoding->arena);
    if (add_elements(reader, reader->parameter, items_of_20(reader), parts, &builder))
        node = value_builder_tree(&builder);
    value_builder_release(&builder);
    return node;
}

const struct node *reader_object(struct reader *reader, const struct style_parts *parts,
                                 bool decoded)
{
    struct value_builder builder;
    const struct node *node = NULL;
    struct duplicate_key twice;

    value_builder_init(&builder, reader->decoding->arena);
    if (add_properties(reader, parts, decoded, &builder))
        node = value_builder_tree(&builder);
    value_builder_release(&builder);
    if (!node || !document_find_duplicate_key(node_document(node), &twice))
        return node;
    reader_give_up(
        reader, str_format(reader->decoding->arena,
                           "its property %.*s stands several times: no style has a form for that",
                           STR_ARGS(data_name(reader->decoding->arena, node_string(twice.again)))));
    return NULL;
}
