#include "decode/xml_value.h"

#include "base/data_span.h"
#include "decode/schema_shape.h"
#include "decode/text_value.h"
#include "decode/value_builder.h"

static const char instance_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";

struct writer {
    struct decoding *decoding;
    struct value_builder builder;
    struct xml_reading *reading;
};

static void write_value(struct writer *writer, const struct xml_element *element,
                        const struct node *schema);

/* ---- the XML Object ---- */

enum xml_node { XML_ELEMENT, XML_ATTRIBUTE, XML_TEXT, XML_NONE };

struct xml_shape {
    struct str name;      /* STR_NONE: the property's */
    struct str namespace; /* STR_NONE: any */
    bool wrapped;
    enum xml_node node;
};

/* 3.2's nodeType; else the older `attribute`. Of an array "element" is the older `wrapped`, and
   "none" what it is without (OpenAPI 3.2, 4.26.2). */
static enum xml_node node_type(const struct node *xml)
{
    struct str type = node_member_string(xml, "nodeType");

    if (!type.text)
        return node_member_true(xml, "attribute") ? XML_ATTRIBUTE : XML_ELEMENT;
    if (str_is(type, "attribute"))
        return XML_ATTRIBUTE;
    if (str_is(type, "text") || str_is(type, "cdata"))
        return XML_TEXT;
    return str_is(type, "none") ? XML_NONE : XML_ELEMENT;
}

static struct xml_shape xml_shape_of(const struct writer *writer, const struct node *schema)
{
    const struct node *xml = shape_keyword(writer->decoding, schema, "xml");

    return (struct xml_shape){.name = node_member_string(xml, "name"),
                              .namespace = node_member_string(xml, "namespace"),
                              .wrapped = node_member_true(xml, "wrapped") ||
                                         str_is(node_member_string(xml, "nodeType"), "element"),
                              .node = node_type(xml)};
}

static bool is_named(struct str name, struct str namespace, struct str wanted,
                     const struct xml_shape *shape)
{
    return str_equal(name, wanted) &&
           (!shape->namespace.text || str_equal(namespace, shape->namespace));
}

static bool has_branches(const struct writer *writer, const struct node *schema)
{
    return shape_keyword(writer->decoding, schema, "oneOf") ||
           shape_keyword(writer->decoding, schema, "anyOf");
}

/* ---- scalars ---- */

static struct str first_text(struct str a, struct str b)
{
    return a.text ? a : b;
}

static const struct node *scalar_node(const struct writer *writer, struct str text,
                                      const struct node *schema)
{
    struct arena *arena = writer->decoding->arena;
    unsigned types = shape_types(writer->decoding, schema);
    struct choice *choice = choice_new(arena, 3);
    struct str trimmed = str_trim(text);

    /* White space around what is no string means nothing. */
    if (!(types & KIND_STRING) && types)
        text = trimmed;
    if (trimmed.length != text.length)
        choice_add_spelt(choice, arena, trimmed);
    choice_add_scalars(choice, arena, text);
    if (types && !(types & KIND_STRING))
        choice->plain = 0;
    return choice_node(arena, choice);
}

static void write_scalar(struct writer *writer, struct str text, const struct node *schema)
{
    value_builder_add(&writer->builder, scalar_node(writer, text, schema));
}

static bool is_nil(const struct xml_element *element)
{
    for (const struct xml_attribute *at = element->attributes; at; at = at->next)
        if (str_is(at->name, "nil") && str_is(at->namespace, instance_namespace))
            return str_is(at->value, "true") || str_is(at->value, "1");
    return false;
}

/* ---- arrays ---- */

/* Writes the children of that name, from `first` on, as an array's elements. */
static void write_items(struct writer *writer, const struct xml_element *first, struct str name,
                        const struct xml_shape *shape, const struct node *items)
{
    value_builder_open(&writer->builder, '[');
    for (const struct xml_element *child = first; child; child = child->next)
        if (is_named(child->name, child->namespace, name, shape))
            write_value(writer, child, items);
    value_builder_close(&writer->builder, ']');
}

/* An element that holds the elements of an array: all its children are such. */
static void write_wrapper(struct writer *writer, const struct xml_element *wrapper,
                          const struct node *schema)
{
    const struct node *items = shape_items(writer->decoding, schema);

    value_builder_open(&writer->builder, '[');
    for (const struct xml_element *child = wrapper->first; child; child = child->next)
        write_value(writer, child, items);
    value_builder_close(&writer->builder, ']');
}

/* ---- objects ---- */

/* Names that no property describes, of one element: each is looked for among all its children. */
enum { MAX_UNDESCRIBED = 1000 };

/* An element being written as an object: what no property takes is left. */
struct xml_object {
    struct writer *writer;
    const struct xml_element *element;
    const struct node *schema;
    bool *child_taken, *attribute_taken; /* in the order of the element's */
};

static size_t count_children(const struct xml_element *element)
{
    size_t count = 0;

    for (const struct xml_element *child = element->first; child; child = child->next)
        count++;
    return count;
}

static size_t count_attributes(const struct xml_element *element)
{
    size_t count = 0;

    for (const struct xml_attribute *at = element->attributes; at; at = at->next)
        count++;
    return count;
}

/* Marks the children of that name as taken; returns the first, and how many there are. */
static const struct xml_element *take_children(struct xml_object *object, struct str name,
                                               const struct xml_shape *shape, size_t *count)
{
    const struct xml_element *first = NULL;
    size_t i = 0;

    *count = 0;
    for (const struct xml_element *child = object->element->first; child;
         child = child->next, i++) {
        if (object->child_taken[i] || !is_named(child->name, child->namespace, name, shape))
            continue;
        object->child_taken[i] = true;
        first = first ? first : child;
        ++*count;
    }
    return first;
}

static void write_attribute(struct xml_object *object, struct str name,
                            const struct xml_shape *shape, const struct node *schema)
{
    struct str wanted = first_text(shape->name, name);
    size_t i = 0;

    for (const struct xml_attribute *at = object->element->attributes; at; at = at->next, i++)
        if (!object->attribute_taken[i] && is_named(at->name, at->namespace, wanted, shape)) {
            object->attribute_taken[i] = true;
            value_builder_key(&object->writer->builder, name);
            write_scalar(object->writer, at->value, schema);
            return;
        }
}

/* Without a wrapper the elements stand among the object's other children, under the name of the
   items; one that is empty does not stand at all. */
static void write_array(struct xml_object *object, struct str name, const struct xml_shape *shape,
                        const struct node *schema)
{
    const struct node *items = shape_items(object->writer->decoding, schema);
    const struct xml_shape item_shape = xml_shape_of(object->writer, items);
    const struct xml_element *first;
    size_t count;

    if (shape->wrapped) {
        first = take_children(object, first_text(shape->name, name), shape, &count);
        if (!first)
            return;
        value_builder_key(&object->writer->builder, name);
        write_wrapper(object->writer, first, schema);
        return;
    }
    first = take_children(object, first_text(item_shape.name, name), &item_shape, &count);
    if (!first)
        return;
    value_builder_key(&object->writer->builder, name);
    write_items(object->writer, first, first_text(item_shape.name, name), &item_shape, items);
}

/* May the only element of its name be an array's? Of one that holds others the schema has to tell
   which, for its children are read by it. */
static bool may_be_list(const struct xml_element *element, unsigned forms)
{
    return (forms & KIND_ARRAY) && !element->first && !element->attributes;
}

static void write_one_or_list(struct xml_object *object, const struct xml_element *element,
                              const struct xml_shape *shape, const struct node *schema)
{
    struct arena *arena = object->writer->decoding->arena;
    const struct node *one = scalar_node(object->writer, element->text, schema);
    struct choice *choice = choice_new(arena, 2);
    struct value_builder list;

    value_builder_init(&list, arena);
    value_builder_open(&list, '[');
    if (!shape->wrapped) /* a wrapper is no element */
        value_builder_add(&list, one);
    value_builder_close(&list, ']');
    choice_add(choice, value_builder_tree(&list));
    value_builder_release(&list);
    choice->plain = choice->count;
    choice_add(choice, one);
    value_builder_add(&object->writer->builder, choice_node(arena, choice));
}

/* Several elements for one value are written as an array, which its schema then refuses. */
static void write_child(struct xml_object *object, struct str name, const struct xml_shape *shape,
                        const struct node *schema)
{
    struct str wanted = first_text(shape->name, name);
    size_t count;
    const struct xml_element *first = take_children(object, wanted, shape, &count);

    if (!first)
        return;
    value_builder_key(&object->writer->builder, name);
    if (count > 1)
        write_items(object->writer, first, wanted, shape, schema);
    else if (may_be_list(first, shape_forms(object->writer->decoding, schema)))
        write_one_or_list(object, first, shape, schema);
    else
        write_value(object->writer, first, schema);
}

/* Nothing but an array, or null, which is one element too. */
static bool is_list(const struct xml_object *object, struct str name, const struct xml_shape *shape,
                    const struct node *schema)
{
    struct decoding *decoding = object->writer->decoding;
    unsigned types = shape_types(decoding, schema);
    struct str wanted = first_text(shape->name, name);
    const struct xml_element *child = object->element->first;

    if (types == KIND_ARRAY || !(types & KIND_ARRAY) ||
        types & ~(unsigned)(KIND_ARRAY | KIND_NULL) || has_branches(object->writer, schema))
        return types == KIND_ARRAY;
    while (child && !is_named(child->name, child->namespace, wanted, shape))
        child = child->next;
    return !child || child->first;
}

static void write_property(void *context, struct str name, const struct node *schema)
{
    struct xml_object *object = context;
    struct xml_shape shape = xml_shape_of(object->writer, schema);

    if (shape.node == XML_ATTRIBUTE) {
        write_attribute(object, name, &shape, schema);
    } else if (shape.node == XML_NONE &&
               shape_types(object->writer->decoding, schema) == KIND_OBJECT) {
        object->writer->reading->doubt =
            STR("properties of an object without an element of its own (nodeType none) are not "
                "read");
    } else if (shape.node == XML_TEXT) {
        value_builder_key(&object->writer->builder, name);
        write_scalar(object->writer, object->element->text, schema);
    } else if (is_list(object, name, &shape, schema)) {
        write_array(object, name, &shape, schema);
    } else {
        write_child(object, name, &shape, schema);
    }
}

/* A described name in another place than `xml` gives it: as an attribute, an element, in another
   namespace. */
static bool is_misplaced(struct xml_object *object, struct str name, const char *what)
{
    struct writer *writer = object->writer;

    if (!shape_names_property(writer->decoding, object->schema, name))
        return false;
    if (!writer->reading->mismatch.text)
        writer->reading->mismatch = str_format(
            writer->decoding->arena, "the property \"%.*s\" is described in another way than as %s",
            STR_ARGS(data_name(writer->decoding->arena, name)), what);
    return true;
}

static void write_other_attributes(struct xml_object *object)
{
    size_t i = 0;

    for (const struct xml_attribute *at = object->element->attributes; at; at = at->next, i++)
        if (!object->attribute_taken[i] && !str_is(at->namespace, instance_namespace) &&
            !is_misplaced(object, at->name, "this attribute")) {
            value_builder_key(&object->writer->builder, at->name);
            write_scalar(object->writer, at->value, NULL);
        }
}

/* All children of one name that no property takes. */
static void write_other_child(struct xml_object *object, const struct xml_element *child)
{
    const struct xml_shape any = {.namespace = STR_NONE};
    const struct node *schema =
        shape_property(object->writer->decoding, object->schema, child->name);
    size_t count;

    take_children(object, child->name, &any, &count);
    if (is_misplaced(object, child->name, "this element"))
        return;
    value_builder_key(&object->writer->builder, child->name);
    if (count > 1)
        write_items(object->writer, child, child->name, &any, schema);
    else if (may_be_list(child,
                         shape_member_forms(object->writer->decoding, object->schema, child->name)))
        write_one_or_list(object, child, &any, schema);
    else
        write_value(object->writer, child, schema);
}

static void write_other_children(struct xml_object *object)
{
    size_t i = 0, names = 0;

    for (const struct xml_element *child = object->element->first; child;
         child = child->next, i++) {
        if (object->child_taken[i])
            continue;
        if (names++ == MAX_UNDESCRIBED) {
            object->writer->reading->doubt =
                STR("an element has more undescribed children than are read");
            return;
        }
        write_other_child(object, child);
    }
}

static void write_object(struct writer *writer, const struct xml_element *element,
                         const struct node *schema)
{
    struct arena *arena = writer->decoding->arena;
    struct xml_object object = {
        .writer = writer,
        .element = element,
        .schema = schema,
        .child_taken = ARENA_ARRAY(arena, bool, count_children(element) + 1),
        .attribute_taken = ARENA_ARRAY(arena, bool, count_attributes(element) + 1)};

    value_builder_open(&writer->builder, '{');
    shape_each_property(writer->decoding, schema, write_property, &object);
    write_other_attributes(&object);
    write_other_children(&object);
    value_builder_close(&writer->builder, '}');
}

/* ---- any ---- */

/* Where both are allowed, an element that holds nothing but text is a text. */
static bool is_object(const struct xml_element *element, unsigned types)
{
    if (element->first || element->attributes)
        return types == 0 || (types & KIND_OBJECT);
    return types == KIND_OBJECT;
}

static void write_value(struct writer *writer, const struct xml_element *element,
                        const struct node *schema)
{
    unsigned types = shape_types(writer->decoding, schema);

    if (is_nil(element))
        value_builder_add_null(&writer->builder);
    else if (has_branches(writer, schema) && element->first) {
        writer->reading->doubt = STR("oneOf and anyOf of objects have no mapping to XML");
        value_builder_add_null(&writer->builder);
    } else if (types == KIND_ARRAY)
        write_wrapper(writer, element, schema);
    else if (is_object(element, types))
        write_object(writer, element, schema);
    else
        write_scalar(writer, element->text, schema);
}

const struct node *xml_value(struct decoding *decoding, const struct xml_element *root,
                             const struct node *schema, struct xml_reading *reading)
{
    struct writer writer = {.decoding = decoding, .reading = reading};
    struct xml_shape shape = xml_shape_of(&writer, schema);
    const struct node *node = NULL;

    *reading = (struct xml_reading){STR_NONE, STR_NONE};
    if (shape.name.text && !str_equal(shape.name, root->name))
        reading->mismatch =
            str_format(decoding->arena, "the document element is \"%.*s\", not \"%.*s\"",
                       STR_ARGS(data_name(decoding->arena, root->name)), STR_ARGS(shape.name));
    else if (shape.namespace.text && !str_equal(shape.namespace, root->namespace))
        reading->mismatch = str_format(
            decoding->arena, "the document element is in the namespace \"%.*s\", not in \"%.*s\"",
            STR_ARGS(data_name(decoding->arena, root->namespace)), STR_ARGS(shape.namespace));
    value_builder_init(&writer.builder, decoding->arena);
    write_value(&writer, root, schema);
    if (!reading->doubt.text)
        node = value_builder_tree(&writer.builder);
    value_builder_release(&writer.builder);
    return node;
}
