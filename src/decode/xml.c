#include "decode/decoders.h"
#include "decode/schema_shape.h"
#include "decode/xml_value.h"

static bool asks_for_text(const struct typed_body *body)
{
    const struct schema *schema = body_schema(body);

    return schema && schema_types(schema) == KIND_STRING;
}

static void tell_document(const struct typed_body *body, const struct xml_element *root)
{
    struct xml_reading reading;
    const struct node *node = xml_value(body->decoding, root, body->media_type->schema, &reading);

    if (reading.mismatch.text)
        tell_broken_keyword(body, "xml", reading.mismatch);
    if (node)
        tell_read(body, VALUE_CONVERTED, node, "element",
                  STR("the XML has a text that is no UTF-8"));
    else
        tell_not_checked(body, "%.*s",
                         STR_ARGS(reading.doubt.text ? reading.doubt
                                                     : STR("the XML has a text that is no UTF-8")));
}

/* A schema of a string describes the document as a text, and no schema says nothing but that it is
   XML. */
void body_xml(const struct typed_body *body, struct str bytes)
{
    struct xml_failure failure;
    const struct xml_element *root = xml_tree_read(
        body->decoding->arena, bytes, content_type_parameter(body->type, "charset"), &failure);

    if (!root && failure.limit)
        tell_not_checked(body, "the XML is not read: %.*s", STR_ARGS(failure.message));
    else if (!root)
        tell_malformed(body, failure.line, failure.column,
                       str_format(body->decoding->arena, "no XML: %.*s (line %zu, column %zu)",
                                  STR_ARGS(failure.message), failure.line, failure.column));
    else if (body->media_type->schema && asks_for_text(body))
        body_text(body, bytes);
    else if (body->media_type->schema)
        tell_document(body, root);
}
