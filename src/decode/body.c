#include "decode/body.h"

#include <stdarg.h>

#include "decode/decoders.h"
#include "decode/octets.h"
#include "decode/schema_shape.h"
#include "decode/trial.h"
#include "schema/reading.h"

/* Forms have a reading as an object only. 3.2 knows multiparts that are arrays. */
static bool has_no_mapping(const struct typed_body *body, enum content_kind kind)
{
    unsigned types;

    if (kind != CONTENT_FORM &&
        !(kind == CONTENT_MULTIPART && content_type_is(body->type, "multipart/form-data")))
        return false;
    types = shape_types(body->decoding, body->media_type->schema);
    if (kind == CONTENT_MULTIPART && body->decoding->api->version->number >= VERSION_3_2 &&
        (types & KIND_ARRAY))
        return false;
    return types && !(types & KIND_OBJECT);
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
    enum content_kind kind = body->type->kind;

    return has_no_mapping(body, kind) ? body_text : decoders[kind];
}

static bool decodes_to_what_holds(const struct typed_body *body, struct str bytes,
                                  body_decoder *decode)
{
    struct trial trial;

    decode(trial_begin(&trial, body), bytes);
    return trial_held(&trial);
}

static enum octets octets_of(struct decoding *decoding, const struct media_type *media_type,
                             const struct content_type *type)
{
    return media_type->is_file
               ? OCTETS_ONLY
               : schema_octets(decoding, media_type->schema,
                               content_type_is_json(type) ? OCTETS_AS_JSON : OCTETS_AS_OTHER);
}

bool asks_for_octets(struct decoding *decoding, const struct media_type *media_type,
                     const struct content_type *type)
{
    return octets_of(decoding, media_type, type) == OCTETS_ONLY;
}

void decode_body(const struct typed_body *body, struct str bytes)
{
    enum octets octets = octets_of(body->decoding, body->media_type, body->type);
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

static void tell_unusable(const struct typed_body *body, const struct node *schema)
{
    struct decoding *decoding = body->decoding;
    struct error err = {0};

    openapi_compile(decoding->api, schema, &err);
    body->listener->not_checked(
        body->context, str_format(decoding->arena, "the schema cannot be used: %s", err.message),
        err.cause);
}

const struct schema *body_schema(const struct typed_body *body)
{
    const struct node *described = body->media_type->schema;
    const struct schema *schema = decoding_schema(body->decoding, described);

    if (!schema && described)
        tell_unusable(body, described);
    return schema;
}

/* ---- to the listener ---- */

void tell_value(const struct typed_body *body, enum value_origin origin,
                const struct node *instance)
{
    body->listener->value(body->context, &(struct decoded_value){origin, instance, {NULL, 0}});
}

/* Where a schema asks for what the text has no form for, nothing is known. Returns whether there
   was such a text. */
static bool hide_missed(const struct node *tree)
{
    bool some = false;

    for (const struct node *at = tree; at < node_end(tree); at++) {
        struct choice *choice = at->choice;

        if (at->kind != NODE_CHOICE)
            continue;
        for (uint32_t i = 0; i < choice->count; i++)
            some |= hide_missed(choice->alternatives[i]);
        if (!choice->missed)
            continue;
        choice->count = 0;
        some = true;
    }
    return some;
}

static void tell_missed(const struct typed_body *body, const struct node *tree, const char *part)
{
    if (tree->kind == NODE_OBJECT) {
        for (const struct node *key = node_first(tree); key < node_end(tree);
             key = node_next_key(key))
            if (hide_missed(node_value(key)))
                tell_not_checked(body,
                                 "%s %.*s: no style has a form for arrays and objects inside "
                                 "of others",
                                 part, STR_ARGS(marked_name(body, node_string(key))));
    } else if (hide_missed(tree)) {
        tell_not_checked(body, "no style has a form for arrays and objects inside of others");
    }
}

/* Without a schema of the whole, that of its items tells what they are. */
static enum reading_found find_reading(const struct typed_body *body, const struct node *tree)
{
    struct decoding *decoding = body->decoding;
    const struct media_type *type = body->media_type;
    enum reading_found found = READING_HOLDS, next;

    if (!choice_stands_in(tree))
        return READING_HOLDS;
    if (type->schema || !type->item_schema || tree->kind != NODE_ARRAY)
        return reading_find(decoding->evaluator, decoding_schema(decoding, type->schema), tree,
                            body->direction);
    for (const struct node *item = node_first(tree); item < node_end(tree);
         item = node_next(item)) {
        next = reading_find(decoding->evaluator, decoding_schema(decoding, type->item_schema), item,
                            body->direction);
        found = next == READING_CUT || next == READING_UNFORMED ? next : found;
    }
    return found;
}

void tell_read(const struct typed_body *body, enum value_origin origin, const struct node *tree,
               const char *part, struct str broken)
{
    struct decoded_value value = {.origin = origin};
    enum reading_found found;

    if (!tree) {
        tell_malformed(body, 0, 0, broken);
        return;
    }
    found = find_reading(body, tree);
    if (found == READING_UNFORMED) {
        tell_missed(body, tree, part);
        found = find_reading(body, tree);
    }
    if (found == READING_CUT) {
        tell_not_checked(body, "its texts have more readings than are tried");
        return;
    }
    value.instance = choice_settle(body->decoding->arena, tree, &value.opaque);
    if (value.instance)
        body->listener->value(body->context, &value);
    else
        tell_malformed(body, 0, 0, broken);
}

struct str marked_name(const struct typed_body *body, struct str name)
{
    return data_name(body->decoding->arena, name);
}

struct str marked_type(const struct typed_body *body, const struct content_type *type)
{
    struct arena *arena = body->decoding->arena;

    return data_name(arena,
                     str_format(arena, "%.*s/%.*s", STR_ARGS(type->type), STR_ARGS(type->subtype)));
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
    body->listener->not_checked(body->context, reason, "");
}
