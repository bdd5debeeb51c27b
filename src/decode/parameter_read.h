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
    struct style_parts properties; /* of an object that has no name of its own; names decoded */
    bool encoded;                  /* percent-encoded: paths and queries; headers are not */
    enum plus plus;
};

/* By the parameter's schema, or as its content's media type: texts or properties, where there are
   none. *value is filled whatever comes of it. */
enum reading parameter_read(struct decoding *decoding, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value);

#endif
