/* Private to decode/: the parts of one multipart body, as multipart.c (the body), part.c (the value
   of a part) and part_encoding.c (what an Encoding Object says of a part) share them. */
#ifndef OASDRIFT_DECODE_MULTIPART_PARTS_H
#define OASDRIFT_DECODE_MULTIPART_PARTS_H

#include "decode/decoders.h"
#include "decode/octets.h"
#include "http/multipart.h"

struct parts {
    const struct typed_body *body;
    const struct content_type *type; /* of the body, or of the part that these stand in */
    const struct node *schema, *item_schema;
    const struct encodings *encodings;
    struct value_builder *builder;
    unsigned depth;
    bool prefer_octets; /* where a branch of the object's schema says octets, and another not */
    struct multipart_part items[MULTIPART_MAX_PARTS];
    size_t count;
};

/* ---- multipart.c ---- */

/* false, and told: the bytes are no multipart. */
bool parts_read(struct parts *parts, struct str bytes);
/* To the builder, as an object or an array. */
void parts_add(struct parts *parts);

/* ---- part.c ---- */

/* Before 3.2 nothing maps the parts of a multipart to values, but those of a form. */
bool maps_parts(const struct decoding *decoding, const struct content_type *type);
/* To the builder; encoding may be NULL. */
void add_part(struct parts *parts, const struct multipart_part *part, const struct node *schema,
              const struct encoding *encoding, enum octets octets);

/* ---- part_encoding.c ---- */

/* For messages: the part's name, else its place. */
struct str part_label(const struct parts *parts, const struct multipart_part *part);
/* The part is not as the description's `place` says. */
void tell_part_encoding(const struct parts *parts, const struct multipart_part *part,
                        const struct node *place, struct str message);
/* Since 3.1 an encoding's style is in force in multipart/form-data, and its content type is not,
   where both are written; nothing is percent-encoded (OpenAPI 3.1.2, 4.15.1.2). */
bool takes_styles(const struct parts *parts);
/* The part's type and headers; encoding may be NULL. */
void check_part_encoding(const struct parts *parts, const struct multipart_part *part,
                         const struct encoding *encoding, const struct content_type *type);

#endif
