/* Private to decode/: one parameter being read, and what the ways to read it have in common. */
#ifndef OASDRIFT_DECODE_PARAMETER_READER_H
#define OASDRIFT_DECODE_PARAMETER_READER_H

#include "decode/parameter_read.h"
#include "decode/text_value.h"
#include "decode/value_builder.h"

/* What is the same for all readings of one parameter. */
struct reader {
    struct decoding *decoding;
    const struct parameter *parameter;
    bool styled; /* a form's field: its encoding says how */
    const struct parameter_text *text;
    enum schema_direction direction;
    const struct node *schema;      /* of the whole; NULL */
    unsigned types, forms;          /* of the value: shape_types, shape_forms */
    struct choice *choice;          /* what the whole may be */
    struct str broken, unsupported; /* why the first form that failed did; STR_NONE: none did */
};

/* Why a form failed: the text is none of it, or what it means cannot be told. */
void reader_fail(struct reader *reader, struct str problem);
void reader_give_up(struct reader *reader, struct str problem);
/* false, and failed: the text is not encoded as it should be, or no UTF-8. */
bool reader_decode(struct reader *reader, struct str raw, struct str *decoded);

/* ---- parameter_parts.c: NULL, and failed, where a part is none ---- */

/* A form's field without a style of its own writes objects as JSON (OpenAPI 3.1, 4.8.14.3). */
bool reader_takes_json(const struct reader *reader);
/* NULL: the text is no JSON object. */
const struct node *reader_json_object(struct arena *arena, struct str text);
/* Whatever single value the text spells. */
const struct node *reader_part(struct reader *reader, struct str raw);
const struct node *reader_array(struct reader *reader, const struct style_parts *parts);
/* decoded: the names are. */
const struct node *reader_object(struct reader *reader, const struct style_parts *parts,
                                 bool decoded);

/* ---- parameter_read.c ---- */

/* The reading that holds; without one, what is told depends on why forms failed. */
enum reading reader_conclude(struct reader *reader, struct parameter_value *value);
enum reading reading_unsupported(struct parameter_value *value, struct str problem);
enum reading reading_broken(struct parameter_value *value, struct str problem);

/* As the media type of its content says. */
enum reading read_content(struct reader *reader, struct parameter_value *value);

#endif
