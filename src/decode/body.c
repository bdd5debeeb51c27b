#include "decode/body.h"

#include <stdarg.h>

#include "decode/decoders.h"
#include "decode/octets.h"
#include "decode/schema_shape.h"
#include "decode/trial.h"

/* Forms have a reading as an object only. 3.2 knows multiparts that are arrays. */
static bool has_no_mapping(const struct typed_body *body, enum content_kind kind)
{
    const struct decoding *decoding = body->decoding;
    unsigned types = shape_types(body->decoding, body->media_type->schema);
    bool form = kind == CONTENT_FORM ||
                (content_type_is(body->type, "multipart/form-data") &&
                 !(decoding->api->version->number >= VERSION_3_2 && (types & KIND_ARRAY)));

    return form && types && !(types & KIND_OBJECT);
}

static body_decoder *decoder_of(const struct typed_body *body)
{
    static body_decoder *const decoders[] = {
        [CONTENT_JSON] = body_json,
        [CONTENT_XML] = body_xml,
        [CONTENT_FORM] = body_form,
        [CONTENT_MULTIPART] = body_multipart,
        [CONTENT_JSON_LINES] = body_json_lines,
        [CONTENT_JSON_SEQUENCE] = body_json_sequence,
        [CONTENT_EVENT_STREAM] = body_event_stream,
        [CONTENT_OTHER] = body_text,
    };
    enum content_kind kind = content_type_kind(body->type);

    return has_no_mapping(body, kind) ? body_text : decoders[kind];
}

static bool decodes_to_what_holds(const struct typed_body *body, struct str bytes,
                                  body_decoder *decode)
{
    struct trial trial;

    decode(trial_begin(&trial, body), bytes);
    return trial_held(&trial);
}

void decode_body(const struct typed_body *body, struct str bytes)
{
    enum octets octets =
        body->media_type->is_file
            ? OCTETS_ONLY
            : schema_octets(body->decoding, body->media_type->schema,
                            content_type_is_json(body->type) ? OCTETS_AS_JSON : OCTETS_AS_OTHER);
    body_decoder *decode = decoder_of(body);

    if (octets == OCTETS_ONLY ||
        (octets == OCTETS_EITHER && !decodes_to_what_holds(body, bytes, decode)))
        decode = body_octets;
    decode(body, bytes);
}

const struct encoding *encoding_of(const struct encodings *encodings, struct str name)
{
    for (size_t i = 0; i < encodings->named_count; i++)
        if (str_equal(encodings->named[i].name, name))
            return &encodings->named[i];
    return NULL;
}

const struct schema *body_schema(const struct typed_body *body)
{
    const struct node *described = body->media_type->schema;
    struct str problem;
    const struct schema *schema = decoding_schema(body->decoding, described, &problem);

    if (!schema && described)
        tell_not_checked(body, "the schema cannot be used: %.*s", STR_ARGS(problem));
    return schema;
}

/* ---- to the listener ---- */

void tell_value(const struct typed_body *body, enum value_origin origin,
                const struct node *instance)
{
    body->listener->value(body->context, &(struct decoded_value){origin, instance, {NULL, 0}});
}

void tell_built(const struct typed_body *body, const struct node *instance,
                const struct opaque_nodes *opaque)
{
    body->listener->value(body->context, &(struct decoded_value){VALUE_BUILT, instance, *opaque});
}

void tell_malformed(const struct typed_body *body, size_t line, size_t column, struct str message)
{
    body->listener->fault(body->context, &(struct decode_fault){.kind = FAULT_MALFORMED,
                                                                .message = message,
                                                                .line = line,
                                                                .column = column});
}

void tell_broken_keyword(const struct typed_body *body, const char *keyword, struct str message)
{
    body->listener->fault(
        body->context,
        &(struct decode_fault){.kind = FAULT_SCHEMA, .message = message, .keyword = keyword});
}

void tell_broken_encoding(const struct typed_body *body, const struct node *place,
                          struct str message)
{
    body->listener->fault(
        body->context,
        &(struct decode_fault){.kind = FAULT_ENCODING, .message = message, .place = place});
}

void tell_not_checked(const struct typed_body *body, const char *format, ...)
{
    struct str reason;
    va_list arguments;

    va_start(arguments, format);
    reason = str_format_list(body->decoding->arena, format, arguments);
    va_end(arguments);
    body->listener->not_checked(body->context, reason);
}
