/* A parameter's or header's text as a JSON value, by its style and the types that its schema
   allows. */
#ifndef OASDRIFT_DECODE_PARAMETER_H
#define OASDRIFT_DECODE_PARAMETER_H

#include "decode/decoding.h"
#include "decode/style.h"
#include "http/exchange.h"
#include "http/percent.h"
#include "http/query.h"

/* The texts of a request that its parameters are looked for in; borrowed. */
struct request_texts {
    const struct operation *operation; /* whose parameters share the query */
    const struct route *route;         /* has the path's values, and the query as a whole */
    const struct headers *headers;
    struct query_pairs query;
    struct query_pairs form; /* fields of a body (OpenAPI 2.0) */
    bool form_encoded;       /* their values are percent-encoded */
};

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

/* The texts of a parameter; none: it is not there, or it is an object that has no name of its own
   (query_object.h). */
struct parameter_text parameter_find(struct arena *arena, const struct request_texts *texts,
                                     const struct parameter *parameter);

/* By the parameter's schema, or as its content's media type: texts or properties, where there are
   none. *value is filled whatever comes of it. */
enum reading parameter_read(struct decoding *decoding, const struct parameter *parameter,
                            const struct parameter_text *text, struct parameter_value *value);

#endif
