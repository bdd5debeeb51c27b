/* application/x-www-form-urlencoded (URL Standard, 5.1) as the object that the schema describes: a
   field is written as a parameter of a query is (OpenAPI 3.1, 4.8.14.3 and 4.8.15.1.2), and one
   that is an object, without a style of its own, as JSON. */
#include "base/map.h"
#include "decode/form_fields.h"
#include "decode/parameter_read.h"
#include "decode/query_object.h"
#include "decode/schema_shape.h"

/* ---- one field ---- */

static void add_read(struct form *form, const struct form_field *field,
                     const struct parameter_text *text)
{
    struct decoding *decoding = form->body->decoding;
    struct str name = field->parameter.name;
    struct parameter_value value;
    enum reading reading = form_field_read(decoding, field, text, &value);

    value_builder_key(form->builder, name);
    if (reading == READING_VALUE) {
        value_builder_add(form->builder, value.node);
        return;
    }
    value_builder_add_opaque(form->builder);
    if (reading == READING_BROKEN)
        tell_malformed(form->body, 0, 0,
                       str_format(decoding->arena, "field %.*s: %.*s",
                                  STR_ARGS(marked_name(form->body, name)),
                                  STR_ARGS(value.problem)));
    else
        tell_not_checked(form->body, "field %.*s: %.*s", STR_ARGS(marked_name(form->body, name)),
                         STR_ARGS(value.problem));
}

/* Is one of the comma-separated media types JSON? */
static bool lists_json(struct str list)
{
    struct content_type type;

    while (list.text)
        if (content_type_parse(str_trim(str_cut(&list, ',')), &type) && content_type_is_json(&type))
            return true;
    return false;
}

static struct form_field field_of(const struct form *form, struct str name)
{
    const struct typed_body *body = form->body;
    const struct node *schema = body->media_type->schema;
    const struct encoding *encoding = encoding_of(&body->media_type->encodings, name);
    bool styled = encoding && encoding->styled;

    return (struct form_field){
        .parameter = {.name = name,
                      .in = IN_FORM,
                      .style = styled ? encoding->style : STYLE_FORM,
                      .explode = styled ? encoding->explode : true,
                      .literal = !form->encoded,
                      .allow_reserved = styled && encoding->allow_reserved,
                      .place = body->media_type->place},
        .styled = styled,
        .json = encoding && !styled && lists_json(encoding->content_type),
        .types = shape_types(body->decoding, shape_property(body->decoding, schema, name)),
        .forms = shape_member_forms(body->decoding, schema, name)};
}

/* An object in another media type than JSON, as its encoding says, has no decoder. */
static bool is_read(const struct form_field *field, const struct encoding *encoding)
{
    return field->styled || field->json || !encoding || !encoding->content_type.text ||
           !(field->forms & KIND_OBJECT);
}

static void add_field(struct form *form, struct str name, const struct parameter_text *text)
{
    const struct typed_body *body = form->body;
    const struct encoding *encoding = encoding_of(&body->media_type->encodings, name);
    const struct form_field field = field_of(form, name);

    if (is_read(&field, encoding)) {
        add_read(form, &field, text);
        return;
    }
    value_builder_key(form->builder, name);
    value_builder_add_opaque(form->builder);
    tell_not_checked(body, "field %.*s: no decoder for %.*s", STR_ARGS(marked_name(body, name)),
                     STR_ARGS(encoding->content_type));
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
    struct form_field field = field_of(form, name);
    struct parameter_text text = {.encoded = form->encoded, .plus = PLUS_IS_SPACE};
    struct str problem;

    field.styled = field.parameter.explode = true;
    field.parameter.style = STYLE_DEEP_OBJECT;
    problem =
        deep_object_read(&field.parameter, &form->pairs, body->decoding->arena, &text.properties);
    if (!problem.text) {
        add_read(form, &field, &text);
        return;
    }
    value_builder_key(form->builder, name);
    value_builder_add_opaque(form->builder);
    tell_not_checked(body, "field %.*s: %.*s", STR_ARGS(marked_name(body, name)),
                     STR_ARGS(problem));
}

/* ---- the form ---- */

void form_find_properties(struct form *form)
{
    struct form_property *properties =
        ARENA_ARRAY(form->body->decoding->arena, struct form_property, form->pairs.count + 1);
    struct map met = {0};

    for (size_t i = 0; i < form->pairs.count; i++) {
        struct str name = form->pairs.items[i].name, deep = deep_name(form, name);
        size_t before = met.count;

        name = deep.text ? deep : name;
        map_put(&met, name);
        properties[i] = (struct form_property){name, met.count > before};
    }
    map_release(&met);
    form->properties = properties;
}

void form_add(struct form *form, size_t i)
{
    struct str name = form->pairs.items[i].name;
    const struct form_property *property = &form->properties[i];
    struct parameter_text text = {.encoded = form->encoded, .plus = PLUS_IS_SPACE};

    if (name.length == 0 || !property->first)
        return;
    if (property->name.length < name.length) {
        add_deep_field(form, property->name);
        return;
    }
    text.count = query_pairs_find(&form->pairs, form->body->decoding->arena, name, &text.texts);
    add_field(form, name, &text);
}

/* ---- exploded objects ---- */

/* The names of the fields, and whether one of them was asked for. */
struct field_names {
    struct map names;
    bool found;
};

static void look_for_field(void *context, struct str name, const struct node *schema)
{
    struct field_names *fields = context;

    (void)schema;
    fields->found |= map_get(&fields->names, name) != NULL;
}

/* Does it stand there by a field for each of its properties? */
static bool is_exploded(const struct form *form, const struct encoding *encoding,
                        struct field_names *fields)
{
    struct decoding *decoding = form->body->decoding;
    const struct node *schema;

    if (!encoding->styled || encoding->style != STYLE_FORM || !encoding->explode ||
        map_get(&fields->names, encoding->name))
        return false;
    schema = shape_property(decoding, form->body->media_type->schema, encoding->name);
    if (schema && (shape_types(decoding, schema) & KIND_OBJECT))
        shape_each_property(decoding, schema, look_for_field, fields);
    return fields->found;
}

struct str form_exploded_object(const struct form *form)
{
    const struct encodings *encodings = &form->body->media_type->encodings;
    struct field_names fields = {.found = false};
    struct str found = STR_NONE;

    if (!form->body->media_type->schema || encodings->named_count == 0)
        return STR_NONE;
    for (size_t i = 0; i < form->pairs.count; i++)
        *map_put(&fields.names, form->pairs.items[i].name) = &fields;
    for (size_t i = 0; i < encodings->named_count && !found.text; i++)
        if (is_exploded(form, &encodings->named[i], &fields))
            found = encodings->named[i].name;
    map_release(&fields.names);
    return found;
}

/* ---- the body ---- */

static void tell_object(struct form *form)
{
    form_find_properties(form);
    value_builder_open(form->builder, '{');
    for (size_t i = 0; i < form->pairs.count; i++)
        form_add(form, i);
    value_builder_close(form->builder, '}');
    tell_read(form->body, VALUE_BUILT, value_builder_tree(form->builder), "field",
              STR("a field's name is no UTF-8"));
}

void body_form(const struct typed_body *body, struct str bytes)
{
    struct value_builder builder;
    struct form form = {.body = body, .builder = &builder, .encoded = true};
    struct str exploded;

    if (!query_pairs_read(body->decoding->arena, bytes, &form.pairs))
        tell_not_checked(body, "the form has more than %d fields: the rest is not looked at",
                         QUERY_MAX_PAIRS);
    exploded = form_exploded_object(&form);
    if (body->media_type->field_count) {
        body->listener->fields(body->context, &form.pairs, true);
    } else if (exploded.text) {
        tell_not_checked(body, "the properties of %.*s, an exploded object, are fields themselves",
                         STR_ARGS(exploded));
    } else if (body->media_type->schema) {
        value_builder_init(&builder, body->decoding->arena);
        tell_object(&form);
        value_builder_release(&builder);
    }
}
