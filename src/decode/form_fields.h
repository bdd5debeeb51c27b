/* Private to decode/: the fields of a form that are written as parameters of a query are; those of
   application/x-www-form-urlencoded (form.c), and parts of multipart/form-data whose encoding has
   a style (multipart.c). */
#ifndef OASDRIFT_DECODE_FORM_FIELDS_H
#define OASDRIFT_DECODE_FORM_FIELDS_H

#include "decode/decoders.h"
#include "decode/value_builder.h"
#include "http/query.h"

/* What a pair is one of: "card" for "card[number]" where its encoding says deepObject, else its own
   name. */
struct form_property {
    struct str name;
    bool first; /* no pair before is one of it */
};

struct form {
    const struct typed_body *body;
    struct query_pairs pairs;
    const struct form_property *properties; /* of each pair */
    struct value_builder *builder;          /* of the object that the fields are properties of */
    bool encoded;                           /* values are percent-encoded */
};

/* Finds the properties of body and pairs. */
void form_find_properties(struct form *form);
/* A property that stands there by fields of its own properties (style form, exploded), not by its
   name: which fields are whose cannot be told then. STR_NONE: there is none. */
struct str form_exploded_object(const struct form *form);
/* The property to the builder, with all its pairs, where the pair is the first of them. */
void form_add(struct form *form, size_t i);

#endif
