/* Bodies that are one text, and bytes that no decoder looks into. */
#include "base/utf8.h"
#include "decode/candidates.h"
#include "decode/decoders.h"
#include "decode/schema_shape.h"

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

/* Text of HAR is UTF-8 whatever its charset (HAR 1.2, content), so what is valid UTF-8 is read as
   UTF-8. */
bool body_as_utf8(struct arena *arena, const struct content_type *type, struct str bytes,
                  struct str *text)
{
    static const char *const latin_1[] = {"iso-8859-1", "latin1", "iso_8859-1"};
    struct str charset = content_type_parameter(type, "charset");
    bool is_latin_1 = is_one_of(charset, latin_1, ARRAY_LENGTH(latin_1));

    *text = bytes;
    if (charset.text && !is_latin_1 && !charset_is_utf8(charset))
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
    const struct node *format = shape_keyword(body->decoding, schema, "format");

    for (size_t i = 0; i < ARRAY_LENGTH(asking); i++)
        if (shape_keyword(body->decoding, schema, asking[i]) &&
            !(str_is(node_string(format), "binary") && str_is(str_of(asking[i]), "type")))
            return false;
    return true;
}

/* OpenAPI 3.1, 4.8.14.1 and 3.2, 4.14.1: of raw bytes, lengths count bytes, and no other keyword
   can be about them. */
static bool asks_for_lengths_only(const struct typed_body *body)
{
    static const char *const beyond[] = {"enum",  "const", "pattern",         "oneOf",
                                         "anyOf", "not",   "contentEncoding", "format"};
    const struct node *schema = body->media_type->schema;
    unsigned types = shape_types(body->decoding, schema);

    for (size_t i = 0; i < ARRAY_LENGTH(beyond); i++)
        if (shape_keyword(body->decoding, schema, beyond[i]) &&
            !str_is(node_string(shape_keyword(body->decoding, schema, beyond[i])), "binary"))
            return false;
    return types == 0 || types == KIND_STRING;
}

static void check_length(const struct typed_body *body, const char *keyword, struct str bytes)
{
    const struct node *bound = shape_keyword(body->decoding, body->media_type->schema, keyword);
    struct arena *arena = body->decoding->arena;
    bool most = str_starts_with(str_of(keyword), STR("max"));
    struct decimal wanted, length;

    if (!node_is(bound, NODE_NUMBER))
        return;
    wanted = decimal_parse(node_text(bound));
    length = decimal_parse(str_format(arena, "%zu", bytes.length));
    if (most ? decimal_compare(&length, &wanted) > 0 : decimal_compare(&length, &wanted) < 0)
        tell_broken_keyword(body, keyword,
                            str_format(arena, "the body has %zu bytes, at %s %.*s %s", bytes.length,
                                       most ? "most" : "least", STR_ARGS(node_text(bound)),
                                       most ? "are allowed" : "are required"));
}

void body_text(const struct typed_body *body, struct str bytes)
{
    const struct schema *schema;
    struct str text, charset = content_type_parameter(body->type, "charset");

    if (!body->media_type->schema)
        return;
    schema = body_schema(body);
    if (!schema)
        return;
    if (takes_any_bytes(body)) {
        body->listener->octets(body->context);
        return;
    }
    if (!content_type_is_text(body->type) && asks_for_lengths_only(body)) {
        check_length(body, "minLength", bytes);
        check_length(body, "maxLength", bytes);
        body->listener->octets(body->context);
        return;
    }
    if (!content_type_is_text(body->type) || schema_types(schema) != KIND_STRING)
        tell_not_checked(body, "no decoder for %.*s/%.*s", STR_ARGS(body->type->type),
                         STR_ARGS(body->type->subtype));
    else if (body_as_utf8(body->decoding->arena, body->type, bytes, &text))
        tell_value(body, VALUE_CONVERTED, string_node(body->decoding->arena, text));
    else if (charset.text)
        tell_not_checked(body, "no decoder for the charset %.*s", STR_ARGS(charset));
    else
        tell_not_checked(body, "the text is no UTF-8, and its charset is not stated");
}
