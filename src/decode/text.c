/* Bodies that are one text, and bytes that no decoder looks into. */
#include "base/utf8.h"
#include "decode/decoders.h"
#include "decode/schema_shape.h"
#include "decode/text_value.h"

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

/* ---- octets ---- */

static bool states_one_of(struct decoding *decoding, const struct node *schema,
                          const char *const *keywords, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (shape_keyword(decoding, schema, keywords[i]))
            return true;
    return false;
}

static void check_bound(const struct typed_body *body, const struct node *schema,
                        const char *keyword, struct str bytes, struct str what)
{
    const struct node *bound = shape_keyword(body->decoding, schema, keyword);
    struct arena *arena = body->decoding->arena;
    bool most = str_starts_with(str_of(keyword), STR("max"));
    struct decimal wanted, length;

    if (!node_is(bound, NODE_NUMBER))
        return;
    wanted = decimal_parse(node_text(bound));
    length = decimal_parse(str_format(arena, "%zu", bytes.length));
    if (most ? decimal_compare(&length, &wanted) > 0 : decimal_compare(&length, &wanted) < 0)
        tell_broken_keyword(body, keyword,
                            str_format(arena, "%.*s has %zu %s, at %s %.*s %s", STR_ARGS(what),
                                       bytes.length, str_counted(bytes.length, "byte", "bytes"),
                                       most ? "most" : "least", STR_ARGS(node_text(bound)),
                                       most ? "are allowed" : "are required"));
}

void check_octet_count(const struct typed_body *body, const struct node *schema, struct str bytes,
                       struct str what)
{
    check_bound(body, schema, "minLength", bytes, what);
    check_bound(body, schema, "maxLength", bytes, what);
}

static void judge_octets(const struct typed_body *body, struct str bytes)
{
    check_octet_count(body, body->media_type->schema, bytes, STR("the body"));
    body->listener->octets(body->context);
}

/* Of octets no keyword but the lengths can say anything; one that speaks of a text speaks of the
   text that they are. */
void body_octets(const struct typed_body *body, struct str bytes)
{
    static const char *const of_texts[] = {"enum", "const", "pattern", "not"};
    const struct node *schema = body->media_type->schema;
    struct str text;

    if (!states_one_of(body->decoding, schema, of_texts, ARRAY_LENGTH(of_texts)))
        judge_octets(body, bytes);
    else if (body_schema(body) && body_as_utf8(body->decoding->arena, body->type, bytes, &text))
        tell_value(body, VALUE_CONVERTED, string_node(body->decoding->arena, text));
    else
        tell_not_checked(body, "the schema speaks of a text, and the octets are none");
}

/* ---- texts ---- */

/* Does the schema ask nothing of the bytes? OpenAPI 3.1, 4.8.14.1. */
static bool takes_any_bytes(const struct typed_body *body)
{
    static const char *const asking[] = {"type",      "enum",       "const", "pattern",
                                         "minLength", "maxLength",  "oneOf", "anyOf",
                                         "not",       "properties", "items", "required"};

    return !states_one_of(body->decoding, body->media_type->schema, asking, ARRAY_LENGTH(asking));
}

/* OpenAPI 3.1, 4.8.14.1 and 3.2, 4.14.1: of raw bytes, lengths count bytes, and no other keyword
   can be about them. */
static bool asks_for_lengths_only(const struct typed_body *body)
{
    static const char *const beyond[] = {"enum", "const",  "pattern",    "oneOf", "anyOf",
                                         "not",  "format", "properties", "items", "required"};
    unsigned types = shape_types(body->decoding, body->media_type->schema);

    return (types == 0 || types == KIND_STRING) &&
           !states_one_of(body->decoding, body->media_type->schema, beyond, ARRAY_LENGTH(beyond));
}

/* What the schema wants, in words; empty: it does not say. */
static struct str wanted(const struct typed_body *body)
{
    const struct node *schema = body->media_type->schema;
    struct str type = node_string(shape_keyword(body->decoding, schema, "type"));

    return type.length ? type
                       : kinds_in_words(body->decoding->arena, shape_types(body->decoding, schema));
}

static void tell_no_reading(const struct typed_body *body)
{
    const struct content_type *type = body->type;
    struct str kinds = wanted(body);
    enum content_kind kind = type->kind;

    if (kind == CONTENT_MULTIPART && !content_type_is(type, "multipart/form-data"))
        tell_not_checked(body,
                         "no reading of %.*s%s%.*s: only form-data has parts with names"
                         "%s",
                         STR_ARGS(marked_type(body, type)), kinds.length ? " as " : "",
                         STR_ARGS(kinds),
                         body->decoding->api->version->number >= VERSION_3_2
                             ? ""
                             : ", and OpenAPI maps no others to values before 3.2");
    else if (kinds.length && (content_type_is_text(type) || kind != CONTENT_OTHER))
        tell_not_checked(body, "no reading of %.*s as %.*s", STR_ARGS(marked_type(body, type)),
                         STR_ARGS(kinds));
    else
        tell_not_checked(body, "no decoder for %.*s", STR_ARGS(marked_type(body, type)));
}

/* A text is a string. Where its schema takes other types, or says none, and the string does not
   hold, something else may be meant that no specification writes down. */
static void judge_text(const struct typed_body *body, const struct schema *schema, struct str text)
{
    const struct node *string = string_node(body->decoding->arena, text);
    unsigned types = schema_types(schema);
    bool strings_only = types && !(types & ~(unsigned)(KIND_STRING | KIND_NULL));

    if ((content_type_is_text(body->type) && strings_only && (types & KIND_STRING)) ||
        (string &&
         schema_evaluate(body->decoding->evaluator, schema, string, NULL) != SCHEMA_INVALID))
        tell_value(body, VALUE_CONVERTED, string);
    else
        tell_no_reading(body);
}

void body_text(const struct typed_body *body, struct str bytes)
{
    const struct schema *schema;
    struct str text, charset = content_type_parameter(body->type, "charset");
    bool is_text = content_type_is_text(body->type);

    if (!body->media_type->schema)
        return;
    schema = body_schema(body);
    if (!schema)
        return;
    if (takes_any_bytes(body))
        body->listener->octets(body->context);
    else if (!is_text && asks_for_lengths_only(body))
        judge_octets(body, bytes);
    else if (body_as_utf8(body->decoding->arena, body->type, bytes, &text))
        judge_text(body, schema, text);
    else if (!is_text)
        tell_no_reading(body);
    else if (charset.text)
        tell_not_checked(body, "no decoder for the charset %.*s",
                         STR_ARGS(data_name(body->decoding->arena, charset)));
    else
        tell_not_checked(body, "the text is no UTF-8, and its charset is not stated");
}
