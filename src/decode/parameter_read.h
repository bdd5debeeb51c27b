/* Private to decode/: the texts of a parameter, or of a form's field, as a value. */
#ifndef OASDRIFT_DECODE_PARAMETER_READ_H
#define OASDRIFT_DECODE_PARAMETER_READ_H

#include "base/percent.h"
#include "decode/parameter.h"
#include "decode/style.h"

/* As it stands in the message. */
struct parameter_text {
    const struct str *texts; /* under its name, one a repetition of it; raw */
    size_t count;
    struct style_parts properties; /* of an object that has no name of its own; names decoded.
                                      Beside texts: one of them has the parameter's own name */
    bool encoded;                  /* percent-encoded: paths and queries; headers are not */
    enum plus plus;
};

/* By the parameter's schema, or as its content's media type: texts or properties, where there are
   none. *value is filled whatever comes of it. */
enum reading parameter_read(struct decoding *decoding, const struct parameter *parameter,
                            const struct parameter_text *text, enum schema_direction direction,
                            struct parameter_value *value);

/* A field of a form's body, by whose schema it is judged. */
struct form_field {
    struct parameter parameter; /* in IN_FORM */
    bool styled;                /* its encoding says how; else objects are JSON */
    bool json;                  /* its encoding says JSON: an array may be, too */
    unsigned types, forms;      /* as shape_types and shape_member_forms have them */
};

/* What the texts may be: value->node may hold choices. */
enum reading form_field_read(struct decoding *decoding, const struct form_field *field,
                             const struct parameter_text *text, struct parameter_value *value);

#endif
