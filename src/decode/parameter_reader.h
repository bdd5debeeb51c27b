/* Private to decode/: one parameter being read, and what the ways to read it have in common. */
#ifndef OASDRIFT_DECODE_PARAMETER_READER_H
#define OASDRIFT_DECODE_PARAMETER_READER_H

#include "decode/candidates.h"
#include "decode/parameter_read.h"
#include "decode/value_builder.h"

/* What is the same for all readings of one parameter. */
struct reader {
    struct decoding *decoding;
    const struct parameter *parameter;
    const struct parameter_text *text;
    const struct node *schema;
    struct candidates candidates;
    struct str broken, unsupported; /* why the first reading that failed did; STR_NONE: none did */
};

/* Why a reading failed: the text is none of it, or what it means cannot be told. */
void reader_fail(struct reader *reader, struct str problem);
void reader_give_up(struct reader *reader, struct str problem);
/* false, and failed: the text is not encoded as it should be, or no UTF-8. */
bool reader_decode(struct reader *reader, struct str raw, struct str *decoded);
/* Adds a single value of the type that its own schema holds for. false, and failed: it is none. */
bool reader_add_scalar(struct reader *reader, const struct node *schema, struct str raw,
                       struct value_builder *builder);

/* The candidate that holds; without one, what is told depends on why the others failed. */
enum reading reader_conclude(struct reader *reader, struct parameter_value *value);
enum reading reading_unsupported(struct parameter_value *value, struct str problem);
enum reading reading_broken(struct parameter_value *value, struct str problem);

/* As the media type of its content says. */
enum reading read_content(struct reader *reader, struct parameter_value *value);

#endif
