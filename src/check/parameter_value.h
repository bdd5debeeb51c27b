/* A parameter's or header's text as a JSON value, by its style and the types that its schema
   allows. */
#ifndef OASDRIFT_CHECK_PARAMETER_VALUE_H
#define OASDRIFT_CHECK_PARAMETER_VALUE_H

#include "check/checker.h"
#include "check/style.h"
#include "http/percent.h"

/* As it stands in the message. */
struct parameter_text {
    const struct str *texts; /* under its name, one a repetition of it; raw */
    size_t count;
    struct style_parts properties; /* of an object that has no name of its own; names decoded */
    bool encoded;                  /* percent-encoded: paths and queries; headers are not */
    enum plus plus;
};

enum reading { READING_VALUE, READING_BROKEN, READING_UNSUPPORTED };

struct parameter_value {
    const struct node *node; /* READING_VALUE; of a JSON document of its own */
    struct str problem;      /* why not, one sentence */
    bool repeated;           /* stands several times and has one value; node is the first */
};

/* By the parameter's schema, or as its content's media type: texts or properties, where there are
   none. *value is filled whatever comes of it. */
enum reading parameter_read(struct checker *checker, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value);

#endif
