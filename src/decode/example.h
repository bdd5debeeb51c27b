/* Examples of parameters and headers that are written as they are sent. */
#ifndef OASDRIFT_DECODE_EXAMPLE_H
#define OASDRIFT_DECODE_EXAMPLE_H

#include "decode/parameter.h"

/* The text as the parameter's value, or the header's (in is IN_HEADER): by the reading that its
   schema holds for, else by the first one. READING_ABSENT: it has none. *value is filled whatever
   comes of it. */
enum reading decode_example(struct decoding *decoding, const struct parameter *parameter,
                            struct str text, struct parameter_value *value);

#endif
