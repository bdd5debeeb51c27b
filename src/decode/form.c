/* application/x-www-form-urlencoded (URL Standard, 5.1) as the object that the schema describes: a
   field is written as a parameter of a query is (OpenAPI 3.1, 4.8.14.3 and 4.8.15.1.2), and one
   that is an object, without a style of its own, as JSON. */
#include "decode/candidates.h"
#include "decode/decoders.h"
#include "decode/parameter_read.h"
#include "decode/query_object.h"
#include "decode/schema_shape.h"
#include "http/query.h"

struct form {
    const struct typed_body *body;
    struct query_pairs pairs;
    struct value_builder builder;
};

/* ---- one field ---- */

static const struct node *json_object(struct arena *arena, struct str raw)
{
    struct str text;
    const struct node *node;

    if (!percent_decode(arena, raw, PLUS_IS_SPACE, &text))
        return NULL;
    node = json_node(arena, text);
    return node_is(node, NODE_OBJECT) ? node : NULL;
}

/* Several texts of one value: an array, which its schema then refuses. */
static void add_repeated(struct form *form, const struct parameter_text *text)
{
    struct arena *arena = form->body->decoding->arena;

    value_builder_open(&form->builder, '[');
    for (size_t i = 0; i < text->count; i++) {
        struct str decoded;
        const struct node *node;

        percent_decode(arena, text->texts[i], PLUS_IS_SPACE, &decoded);
        node = string_node(arena, decoded);
        if (node)
            value_builder_add(&form->builder, node);
        else
            value_builder_add_opaque(&form->builder);
    }
    value_builder_close(&form->builder, ']');
}

static void add_read(struct form *form, const struct parameter *parameter,
                     const struct parameter_text *text)
{
    struct decoding *decoding = form->body->decoding;
    struct parameter_value value;
    enum reading reading = parameter_read(decoding, parameter, text, &value);

    if (reading == READING_VALUE && value.repeated) {
        add_repeated(form, text);
        return;
    }
    if (reading == READING_VALUE) {
        value_builder_add(&form->builder, value.node);
        return;
    }
    value_builder_add_opaque(&form->builder);
    if (reading == READING_BROKEN)
        tell_malformed(form->body, 0, 0,
                       str_format(decoding->arena, "field %.*s: %.*s", STR_ARGS(parameter->name),
                                  STR_ARGS(value.problem)));
    else
        tell_not_checked(form->body, "field %.*s: %.*s", STR_ARGS(parameter->name),
                         STR_ARGS(value.problem));
}

static void add_field(struct form *form, struct str name, const struct parameter_text *text)
{
    const struct typed_body *body = form->body;
    const struct encoding *encoding = encoding_of(&body->media_type->encodings, name);
    bool styled = encoding && encoding->styled;
    const struct parameter parameter = {
        .name = name,
        .in = IN_FORM,
        .style = styled ? encoding->style : STYLE_FORM,
        .explode = styled ? encoding->explode : true,
        .allow_reserved = styled && encoding->allow_reserved,
        .place = body->media_type->place,
        .schema = shape_property(body->decoding, body->media_type->schema, name)};
    const struct node *object = NULL;

    value_builder_key(&form->builder, name);
    if (!styled && text->count == 1 &&
        (shape_types(body->decoding, parameter.schema) & KIND_OBJECT))
        object = json_object(body->decoding->arena, text->texts[0]);
    if (object)
        value_builder_add(&form->builder, object);
    else
        add_read(form, &parameter, text);
}

/* ---- deepObject ---- */

/* "card" of "card[number]" where the encoding says deepObject, else STR_NONE. */
static struct str deep_name(const struct form *form, struct str name)
{
    struct str property = str_slice(name, 0, str_find_char(name, '['));
    const struct encoding *encoding = encoding_of(&form->body->media_type->encodings, property);

    return property.length < name.length && encoding && encoding->style == STYLE_DEEP_OBJECT
               ? property
               : STR_NONE;
}

static void add_deep_field(struct form *form, struct str name)
{
    const struct typed_body *body = form->body;
    const struct parameter parameter = {
        .name = name,
        .in = IN_FORM,
        .style = STYLE_DEEP_OBJECT,
        .explode = true,
        .place = body->media_type->place,
        .schema = shape_property(body->decoding, body->media_type->schema, name)};
    struct parameter_text text = {.encoded = true, .plus = PLUS_IS_SPACE};
    struct str problem =
        deep_object_read(&parameter, &form->pairs, body->decoding->arena, &text.properties);

    value_builder_key(&form->builder, name);
    if (!problem.text) {
        add_read(form, &parameter, &text);
        return;
    }
    value_builder_add_opaque(&form->builder);
    tell_not_checked(body, "field %.*s: %.*s", STR_ARGS(name), STR_ARGS(problem));
}

/* ---- the form ---- */

/* The property a pair belongs to. */
static struct str property_of(const struct form *form, size_t i)
{
    struct str deep = deep_name(form, form->pairs.items[i].name);

    return deep.text ? deep : form->pairs.items[i].name;
}

static bool is_first(const struct form *form, size_t i)
{
    struct str property = property_of(form, i);

    for (size_t before = 0; before < i; before++)
        if (str_equal(property_of(form, before), property))
            return false;
    return true;
}

static void add_pair(struct form *form, size_t i)
{
    struct str name = form->pairs.items[i].name;
    struct parameter_text text = {.encoded = true, .plus = PLUS_IS_SPACE};

    if (name.length == 0 || !is_first(form, i))
        return;
    if (deep_name(form, name).text) {
        add_deep_field(form, deep_name(form, name));
        return;
    }
    text.count = query_pairs_find(&form->pairs, form->body->decoding->arena, name, &text.texts);
    add_field(form, name, &text);
}

static void tell_object(struct form *form)
{
    struct opaque_nodes opaque;
    const struct node *node;

    value_builder_open(&form->builder, '{');
    for (size_t i = 0; i < form->pairs.count; i++)
        add_pair(form, i);
    value_builder_close(&form->builder, '}');
    node = value_builder_finish(&form->builder, form->body->decoding->arena, &opaque);
    if (node)
        tell_built(form->body, node, &opaque);
    else
        tell_malformed(form->body, 0, 0, STR("a field's name is no UTF-8"));
}

void body_form(const struct typed_body *body, struct str bytes)
{
    struct form form = {.body = body};

    if (!query_pairs_read(body->decoding->arena, bytes, &form.pairs))
        tell_not_checked(body, "the form has more than %d fields: the rest is not looked at",
                         QUERY_MAX_PAIRS);
    if (body->media_type->field_count) {
        body->listener->fields(body->context, &form.pairs, true);
    } else if (body->media_type->schema) {
        value_builder_init(&form.builder);
        tell_object(&form);
        value_builder_release(&form.builder);
    }
}
