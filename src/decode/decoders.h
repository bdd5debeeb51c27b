/* Private to decode/: the decoders of bodies, one for each kind of media type, and how they tell
   their listener. */
#ifndef OASDRIFT_DECODE_DECODERS_H
#define OASDRIFT_DECODE_DECODERS_H

#include "decode/body.h"
#include "decode/value_builder.h"
#include "document/data_excerpt.h"

typedef void body_decoder(const struct typed_body *body, struct str bytes);
body_decoder body_json, body_text, body_xml, body_form, body_multipart, body_json_lines,
    body_json_sequence, body_event_stream, body_octets;

/* The text in UTF-8: as it is, or from ISO 8859-1. false: the charset has no decoder, or the bytes
   are none of it. */
bool body_as_utf8(struct arena *arena, const struct content_type *type, struct str bytes,
                  struct str *text);
/* The media type's schema, compiled; NULL, and said, when it cannot be. */
const struct schema *body_schema(const struct typed_body *body);

/* Octets, `what` they are in a message, against minLength and maxLength, which count them (OpenAPI
   3.1, 4.8.14.1; 3.2, 4.14.1). schema may be NULL. */
void check_octet_count(const struct typed_body *body, const struct node *schema, struct str bytes,
                       struct str what);

/* ---- to the listener ---- */

void tell_value(const struct typed_body *body, enum value_origin origin,
                const struct node *instance);
/* Of a value that was put together: by the reading of its texts that holds. tree: with choices;
   NULL: `broken` is told. part: what a message calls its members, "field". */
void tell_read(const struct typed_body *body, enum value_origin origin, const struct node *tree,
               const char *part, struct str broken);
/* line 0: no place. */
void tell_malformed(const struct typed_body *body, size_t line, size_t column, struct str message);
/* The bytes do not hold what `keyword` of the schema says. */
void tell_broken_keyword(const struct typed_body *body, const char *keyword, struct str message);
void tell_broken_encoding(const struct typed_body *body, const struct node *place,
                          struct str message);
/* What a message tells of the body's own names and types, marked as data. */
struct str marked_name(const struct typed_body *body, struct str name);
struct str marked_type(const struct typed_body *body, const struct content_type *type);
void tell_not_checked(const struct typed_body *body, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
