#include "decode/multipart_parts.h"
#include "decode/parameter.h"

struct str part_label(const struct parts *parts, const struct multipart_part *part)
{
    return part->name.text ? str_format(parts->body->decoding->arena, "part \"%.*s\"",
                                        STR_ARGS(marked_name(parts->body, part->name)))
                           : str_format(parts->body->decoding->arena, "part %zu",
                                        (size_t)(part - parts->items) + 1);
}

void tell_part_encoding(const struct parts *parts, const struct multipart_part *part,
                        const struct node *place, struct str message)
{
    tell_broken_encoding(parts->body, place,
                         str_format(parts->body->decoding->arena, "%.*s: %.*s",
                                    STR_ARGS(part_label(parts, part)), STR_ARGS(message)));
}

/* Does one of the comma-separated media types and ranges cover the part's? */
static bool is_covered(struct str list, const struct content_type *type)
{
    while (list.text) {
        struct content_type key;

        if (content_type_parse(str_trim(str_cut(&list, ',')), &key) &&
            content_type_covers(&key, type) > COVERS_BUT_PARAMETERS)
            return true;
    }
    return false;
}

static void check_part_header(const struct parts *parts, const struct multipart_part *part,
                              const struct parameter *header)
{
    struct decoding *decoding = parts->body->decoding;
    struct str name = str_copy(decoding->arena, header->name);
    struct str text = headers_get(&part->headers, name.text);
    struct parameter_value value;

    if (!text.text) {
        if (header->required)
            tell_part_encoding(
                parts, part, header->place,
                str_format(decoding->arena, "its header %.*s is missing", STR_ARGS(name)));
        return;
    }
    if (!header->schema && !header->content)
        return;
    switch (decode_header(decoding, header, text, &value)) {
    case READING_ABSENT:
        return;
    case READING_VALUE:
        parts->body->listener->part_header(parts->body->context, header, value.node);
        return;
    case READING_BROKEN:
        tell_part_encoding(parts, part, header->place,
                           str_format(decoding->arena, "its header %.*s: %.*s", STR_ARGS(name),
                                      STR_ARGS(value.problem)));
        return;
    case READING_UNSUPPORTED:
        tell_not_checked(parts->body, "%.*s: header %.*s: %.*s", STR_ARGS(part_label(parts, part)),
                         STR_ARGS(name), STR_ARGS(value.problem));
        return;
    }
}

bool takes_styles(const struct parts *parts)
{
    return parts->depth == 0 && content_type_is(parts->type, "multipart/form-data") &&
           parts->body->decoding->api->version->number >= VERSION_3_1;
}

/* RFC 7578, 4.4: a part without a content type is text/plain. */
static void tell_other_type(const struct parts *parts, const struct multipart_part *part,
                            const struct encoding *encoding, const struct content_type *type)
{
    bool stated = headers_get(&part->headers, "content-type").text != NULL;

    tell_part_encoding(
        parts, part, encoding->place,
        str_format(parts->body->decoding->arena, "%s %.*s, not %.*s",
                   stated ? "its content type is" : "it states no content type, which means",
                   STR_ARGS(marked_type(parts->body, type)), STR_ARGS(encoding->content_type)));
}

void check_part_encoding(const struct parts *parts, const struct multipart_part *part,
                         const struct encoding *encoding, const struct content_type *type)
{
    bool styled = encoding && encoding->styled && takes_styles(parts);

    if (!encoding)
        return;
    if (encoding->content_type.text && !styled && !is_covered(encoding->content_type, type))
        tell_other_type(parts, part, encoding, type);
    for (size_t i = 0; i < encoding->header_count; i++)
        check_part_header(parts, part, &encoding->headers[i]);
}
