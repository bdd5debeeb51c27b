/* Bodies that are one text, and bytes that no decoder looks into. */
#include "base/utf8.h"
#include "check/body.h"
#include "check/schema_shape.h"
#include "check/text_value.h"

bool type_is_text(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("text"));
}

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

/* ISO 8859-1: each byte is the character of its number. */
static struct str from_latin_1(struct arena *arena, struct str bytes)
{
    struct str text = {arena_alloc(arena, bytes.length * 2 + 1), 0};
    char *out = (char *)text.text;

    for (size_t i = 0; i < bytes.length; i++)
        text.length += utf8_encode((unsigned char)bytes.text[i], out + text.length);
    return text;
}

/* Text of HAR is UTF-8 whatever its charset (HAR 1.2, content), so what is valid UTF-8 is that. */
bool body_as_utf8(struct arena *arena, const struct content_type *type, struct str bytes,
                  struct str *text)
{
    static const char *const supersets[] = {"utf-8", "utf8", "us-ascii"};
    static const char *const latin_1[] = {"iso-8859-1", "latin1", "iso_8859-1"};
    struct str charset = content_type_parameter(type, "charset");
    bool is_latin_1 = is_one_of(charset, latin_1, ARRAY_LENGTH(latin_1));

    *text = bytes;
    if (charset.text && !is_latin_1 && !is_one_of(charset, supersets, ARRAY_LENGTH(supersets)))
        return false;
    if (utf8_is_valid(bytes))
        return true;
    if (is_latin_1)
        *text = from_latin_1(arena, bytes);
    return is_latin_1;
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
    struct str text, charset = content_type_parameter(body->type, "charset");

    if (!body->media_type->schema)
        return;
    schema = body_schema(body);
    if (!schema || takes_any_bytes(body))
        return;
    if (!type_is_text(body->type) || schema_types(schema) != 1u << NODE_STRING)
        body_not_checked(body, "no decoder for %.*s/%.*s", STR_ARGS(body->type->type),
                         STR_ARGS(body->type->subtype));
    else if (body_as_utf8(&body->checker->arena, body->type, bytes, &text))
        body_judge(body, string_node(&body->checker->arena, text), false);
    else if (charset.text)
        body_not_checked(body, "no decoder for the charset %.*s", STR_ARGS(charset));
    else
        body_not_checked(body, "the text is no UTF-8, and its charset is not stated");
}
