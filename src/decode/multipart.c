/* Multipart bodies as the value that the schema describes (OpenAPI 3.1, 4.8.15; 3.2, 4.15): parts
   with names are an object's properties (RFC 7578), others the elements of an array. JSON and text
   are read, unless the schema says that they are octets; other parts are opaque, for no schema
   looks into their bytes. */
#include "decode/form_fields.h"
#include "decode/multipart_parts.h"
#include "decode/schema_shape.h"
#include "decode/trial.h"
#include "decode/value_builder.h"

/* ---- reading ---- */

bool parts_read(struct parts *parts, struct str bytes)
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
static bool is_list(const struct parts *parts, size_t i, const struct node *schema,
                    const struct part_octets *octets)
{
    struct content_type type;
    struct str written = headers_get(&parts->items[i].headers, "content-type");

    if (count_named(parts, parts->items[i].name) > 1)
        return true;
    if (octets->single != OCTETS_NONE || octets->items != OCTETS_NONE)
        return octets->single == OCTETS_NONE;
    return shape_types(parts->body->decoding, schema) == KIND_ARRAY &&
           !(content_type_parse(written, &type) && content_type_is_json(&type) &&
             str_starts_with(str_trim(parts->items[i].bytes), STR("[")));
}

/* A part that may be a value, or the only element of an array. */
static void add_one_or_list(struct parts *parts, const struct multipart_part *part,
                            const struct node *schema, const struct encoding *encoding)
{
    struct arena *arena = parts->body->decoding->arena;
    struct value_builder *whole = parts->builder, list;
    struct choice *choice = choice_new(arena, 2);
    const struct node *tree, *one;

    value_builder_init(&list, arena);
    parts->builder = &list;
    value_builder_open(&list, '[');
    add_part(parts, part, schema, encoding, OCTETS_NONE);
    value_builder_close(&list, ']');
    parts->builder = whole;
    tree = value_builder_tree(&list);
    value_builder_release(&list);
    one = tree ? node_first(tree) : NULL;
    if (!node_is(one, NODE_ARRAY)) /* JSON may be the whole array */
        choice_add(choice, tree);
    choice->plain = choice->count;
    choice_add(choice, one);
    if (node_is(one, NODE_ARRAY))
        choice_add(choice, tree);
    if (choice->count)
        value_builder_add(parts->builder, choice_node(arena, choice));
    else
        value_builder_add_opaque(parts->builder);
}

static void add_property(struct parts *parts, size_t first)
{
    struct decoding *decoding = parts->body->decoding;
    struct str name = parts->items[first].name;
    const struct node *schema = shape_property(decoding, parts->schema, name);
    const struct encoding *encoding = encoding_of(parts->encodings, name);
    const struct part_octets octets = property_octets(decoding, parts->schema, name);
    bool list = is_list(parts, first, schema, &octets);
    const struct node *items =
        list && (octets.items != OCTETS_NONE || (shape_types(decoding, schema) & KIND_ARRAY))
            ? shape_items(decoding, schema)
            : schema;

    value_builder_key(parts->builder, name);
    if (!list && octets.single == OCTETS_NONE &&
        (shape_member_forms(decoding, parts->schema, name) & KIND_ARRAY)) {
        add_one_or_list(parts, &parts->items[first], schema, encoding);
        return;
    }
    if (!list) {
        add_part(parts, &parts->items[first], schema, encoding, octets.single);
        return;
    }
    value_builder_open(parts->builder, '[');
    for (size_t i = first; i < parts->count; i++)
        if (str_equal(parts->items[i].name, name))
            add_part(parts, &parts->items[i], items, encoding, octets.items);
    value_builder_close(parts->builder, ']');
}

/* ---- parts that are written as parameters are ---- */

static struct form form_of(const struct parts *parts)
{
    struct query_pair *pairs =
        ARENA_ARRAY(parts->body->decoding->arena, struct query_pair, parts->count + 1);

    for (size_t i = 0; i < parts->count; i++)
        pairs[i] = (struct query_pair){parts->items[i].name, parts->items[i].bytes};
    return (struct form){
        .body = parts->body, .pairs = {pairs, parts->count}, .builder = parts->builder};
}

/* Octets have no style, and a part that says itself that it is no plain text is what it says. */
static bool is_styled(const struct parts *parts, const struct multipart_part *part,
                      const struct encoding *encoding)
{
    struct str written = headers_get(&part->headers, "content-type");
    struct part_octets octets;
    struct content_type type;

    if (!takes_styles(parts) || !encoding || !encoding->styled ||
        (written.text &&
         !(content_type_parse(written, &type) && content_type_is(&type, "text/plain"))))
        return false;
    octets = property_octets(parts->body->decoding, parts->schema, encoding->name);
    return octets.single == OCTETS_NONE && octets.items == OCTETS_NONE;
}

static void add_styled(struct parts *parts, struct form *form, size_t i,
                       const struct encoding *encoding)
{
    struct content_type plain;

    if (content_type_parse(STR("text/plain"), &plain))
        check_part_encoding(parts, &parts->items[i], encoding, &plain);
    form_add(form, i);
}

static void add_object(struct parts *parts)
{
    struct form form = form_of(parts);

    form_find_properties(&form);
    value_builder_open(parts->builder, '{');
    for (size_t i = 0; i < parts->count; i++) {
        const struct encoding *encoding = encoding_of(parts->encodings, form.properties[i].name);

        if (!parts->items[i].name.text)
            tell_malformed(parts->body, 0, 0,
                           str_format(parts->body->decoding->arena, "%.*s has no name",
                                      STR_ARGS(part_label(parts, &parts->items[i]))));
        else if (is_styled(parts, &parts->items[i], encoding))
            add_styled(parts, &form, i, encoding);
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
    for (size_t i = 0; i < parts->count; i++) {
        const struct node *schema = element_schema(parts, i);

        add_part(parts, &parts->items[i], schema, element_encoding(parts, i),
                 schema_octets(parts->body->decoding, schema, OCTETS_AS_OTHER));
    }
    value_builder_close(parts->builder, ']');
}

/* ---- the body ---- */

/* 3.2 (4.14.5) has parts by position in any multipart; those of a form have names, unless it is
   described as an array. */
static bool is_form(const struct parts *parts)
{
    unsigned types = parts->schema ? shape_types(parts->body->decoding, parts->schema) : 0;

    return content_type_is(parts->type, "multipart/form-data") ? types != KIND_ARRAY
                                                               : (types & KIND_OBJECT) != 0;
}

void parts_add(struct parts *parts)
{
    if (is_form(parts))
        add_object(parts);
    else
        add_array(parts);
}

static void tell_parts(struct parts *parts)
{
    const struct typed_body *body = parts->body;
    struct value_builder builder;

    value_builder_init(&builder, body->decoding->arena);
    parts->builder = &builder;
    parts_add(parts);
    tell_read(body, VALUE_BUILT, value_builder_tree(&builder), "part",
              STR("a part's name is no UTF-8"));
    value_builder_release(&builder);
}

/* May a part be octets or another thing, by which branch of the object's schema holds? */
static bool depends_on_branches(const struct parts *parts)
{
    if (!is_form(parts))
        return false;
    for (size_t i = 0; i < parts->count; i++) {
        struct part_octets octets;

        if (!parts->items[i].name.text || !is_first(parts, i))
            continue;
        octets = property_octets(parts->body->decoding, parts->schema, parts->items[i].name);
        if (octets.branched && (octets.single == OCTETS_EITHER || octets.items == OCTETS_EITHER))
            return true;
    }
    return false;
}

/* Do the parts hold where those that may be octets are read as values? */
static bool values_hold(const struct parts *read)
{
    struct parts *parts = ARENA_NEW(read->body->decoding->arena, struct parts);
    struct trial trial;

    *parts = *read;
    parts->body = trial_begin(&trial, read->body);
    tell_parts(parts);
    return trial_held(&trial);
}

static void judge_parts(struct parts *parts)
{
    parts->prefer_octets = depends_on_branches(parts) && !values_hold(parts);
    tell_parts(parts);
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

/* 3.2 (4.14.5): named parts are those of form-data; that others have names is a custom of earlier
   versions, which may be read. */
static bool has_names(const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (!parts->items[i].name.text)
            return false;
    return true;
}

static bool is_mapped(const struct parts *parts)
{
    return maps_parts(parts->body->decoding, parts->type) &&
           (content_type_is(parts->type, "multipart/form-data") || !is_form(parts) ||
            has_names(parts));
}

void body_multipart(const struct typed_body *body, struct str bytes)
{
    struct parts *parts = ARENA_NEW(body->decoding->arena, struct parts);
    const struct media_type *media_type = body->media_type;
    struct str exploded = STR_NONE;
    struct form form;

    parts->body = body;
    parts->type = body->type;
    parts->schema = media_type->schema;
    parts->item_schema = media_type->item_schema;
    parts->encodings = &media_type->encodings;
    if (!parts_read(parts, bytes))
        return;
    if (takes_styles(parts)) {
        form = form_of(parts);
        exploded = form_exploded_object(&form);
    }
    if (media_type->field_count)
        tell_fields(parts);
    else if (!is_mapped(parts))
        body_text(body, bytes);
    else if (exploded.text)
        tell_not_checked(body, "the properties of %.*s, an exploded object, are parts themselves",
                         STR_ARGS(exploded));
    else if (media_type->schema || media_type->item_schema)
        judge_parts(parts);
}
