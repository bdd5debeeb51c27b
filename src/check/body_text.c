/* Bodies that are one text, and bytes that no decoder looks into. */
#include "base/utf8.h"
#include "check/body.h"
#include "check/schema_shape.h"
#include "check/text_value.h"

bool type_is_text(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("text"));
}

bool body_is_utf8(const struct content_type *type, struct str bytes)
{
    struct str charset = content_type_parameter(type, "charset");

    return (!charset.text || str_equal_ignoring_case(charset, STR("utf-8")) ||
            str_equal_ignoring_case(charset, STR("us-ascii"))) &&
           utf8_is_valid(bytes);
}

/* Does the schema ask nothing of the bytes? OpenAPI 3.0 writes format: binary for that (4.7.24),
   later versions leave the type out (3.1, 4.8.14.1). */
static bool takes_any_bytes(const struct typed_body *body)
{
    static const char *const asking[] = {"type",      "enum",      "const",           "pattern",
                                         "minLength", "maxLength", "contentEncoding", "oneOf",
                                         "anyOf",     "not"};
    const struct node *schema = body->media_type->schema;
    const struct node *format = shape_keyword(body->checker, schema, "format");

    for (size_t i = 0; i < ARRAY_LENGTH(asking); i++)
        if (shape_keyword(body->checker, schema, asking[i]) &&
            !(str_is(node_string(format), "binary") && str_is(str_of(asking[i]), "type")))
            return false;
    return true;
}

void body_text(const struct typed_body *body, struct str bytes)
{
    const struct schema *schema;

    if (!body->media_type->schema)
        return;
    schema = body_schema(body);
    if (!schema || takes_any_bytes(body))
        return;
    if (type_is_text(body->type) && schema_types(schema) == 1u << NODE_STRING &&
        body_is_utf8(body->type, bytes))
        body_judge(body, string_node(&body->checker->arena, bytes), false);
    else
        body_not_checked(body, "no decoder for %.*s/%.*s", STR_ARGS(body->type->type),
                         STR_ARGS(body->type->subtype));
}
