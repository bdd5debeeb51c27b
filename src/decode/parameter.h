/* A parameter or header of a message as a value: by its style and the types that its schema allows,
   or as its content's media type. */
#ifndef OASDRIFT_DECODE_PARAMETER_H
#define OASDRIFT_DECODE_PARAMETER_H

#include "base/percent.h"
#include "decode/decoding.h"
#include "http/exchange.h"
#include "http/query.h"
#include "openapi/route.h"

/* The texts of a request that its parameters are looked for in; borrowed. */
struct request_texts {
    const struct operation *operation; /* whose parameters share the query */
    const struct route *route;         /* has the path's values, and the query as a whole */
    const struct headers *headers;
    struct query_pairs query;
    struct query_pairs form; /* fields of a body (OpenAPI 2.0) */
    bool form_encoded;       /* their values are percent-encoded */
};

enum reading {
    READING_ABSENT,     /* it is not there */
    READING_VALUE,      /* it is read */
    READING_BROKEN,     /* its text is not of its style or type: see problem */
    READING_UNSUPPORTED /* what it means cannot be told: see problem */
};

struct parameter_value {
    /* With READING_VALUE: the root of a JSON document of its own, which may borrow the message's
       text. NULL: no schema is about the text, as with an empty one under allowEmptyValue. */
    const struct node *node;
    struct str problem; /* one sentence */
    struct str doubt;   /* with READING_VALUE: why its text is not quite of its style; or absent */
    size_t count;       /* how many times it stands in the message */
    bool repeated;      /* several times, and it has one value: node is the first */
    bool unwritten; /* with READING_ABSENT: its schema takes an empty object, which has no text */
};

/* *value is filled whatever comes of it. */
enum reading decode_parameter(struct decoding *decoding, const struct request_texts *texts,
                              const struct parameter *parameter, struct parameter_value *value);
/* Does the raw text of a path hold as the parameter's value? It is doubtful where that cannot be
   told, and where a format would only be warned of. */
enum value_answer decode_path_value(struct decoding *decoding, const struct parameter *parameter,
                                    struct str text);
/* The same of a header's lines (http/header_elements.h): never READING_ABSENT. */
enum reading decode_header(struct decoding *decoding, const struct parameter *header,
                           struct str lines, struct parameter_value *value);

/* How the description takes a name of a query. */
enum query_claim {
    CLAIM_NONE,
    CLAIM_DESCRIBED, /* as a parameter, a credential, or a property that an object's schema names */
    CLAIM_ABSORBED   /* as any property of an object whose schema is open */
};
enum query_claim query_claim_of(struct decoding *decoding, const struct operation *operation,
                                struct str name);

#endif
