/* A parameter's or header's text as a JSON value: what the text means depends on the types
   that the schema describes (schema_types). */
#ifndef OASDRIFT_CHECK_PARAMETER_VALUE_H
#define OASDRIFT_CHECK_PARAMETER_VALUE_H

#include "check/checker.h"
#include "http/percent.h"

/* As it stands in the message: one text, or one a repetition of the name. */
struct parameter_text {
    const struct str *texts; /* at least one; raw */
    size_t count;
    bool encoded; /* percent-encoded: paths and queries; headers are not */
    enum plus plus;
};

enum reading { READING_VALUE, READING_BROKEN, READING_UNSUPPORTED };

struct parameter_value {
    const struct node *node; /* READING_VALUE; of a JSON document of its own */
    struct str problem;      /* why not, one sentence */
    bool repeated;           /* stands several times and has one value; node is the first */
};

/* By the parameter's schema, or as its content's media type. *value is filled whatever comes of it.
 */
enum reading parameter_read(struct checker *checker, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value);
/* The text as a JSON string; broken UTF-8 gives NULL. */
const struct node *string_node(struct arena *arena, struct str text);

#endif
