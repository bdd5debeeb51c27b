/* The dialects of JSON Schema: what tells them apart, beside the columns of keywords.def.
   Private to schema/. */
#ifndef OASDRIFT_SCHEMA_DIALECT_H
#define OASDRIFT_SCHEMA_DIALECT_H

#include "schema/schema.h"

struct dialect {
    const char *name;       /* of --dialect */
    const char *identifier; /* the keyword that names a resource; NULL: there is none */
    bool reference_alone;   /* what stands beside a $ref is ignored */
    bool plain_name_id;     /* "$id": "#name" is an anchor; since 2019-09 $anchor is */
    bool exclusive_is_flag; /* exclusiveMinimum: true, as draft 4 had it */
    bool integer_is_lexeme; /* 1.0 is no integer */
    bool integer_notation;  /* 1.0 is one, and yet it is told: "without a fraction or exponent part"
                             */
    bool items_may_be_list;
    bool type_is_one;          /* no list of types */
    bool schema_is_object;     /* `items: true` is no schema */
    bool contains_evaluates;   /* for unevaluatedItems */
    bool content_judges;       /* contentEncoding and contentMediaType are no mere annotations */
    bool has_directions;       /* a required property may be missing from requests when it is
                                  readOnly, and from responses when it is writeOnly */
    bool required_may_be_flag; /* a Parameter Object is its own schema, and says required: true */
};

const struct dialect *dialect_row(enum schema_dialect dialect);
/* Is the URI that of a meta-schema of the program? */
bool dialect_is_metaschema(struct str uri);
/* The keywords a $vocabulary's URI stands for; 0 when it is unknown. */
unsigned dialect_vocabulary(struct str uri);

#endif
