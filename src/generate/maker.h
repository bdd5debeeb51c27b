/* What a value maker knows. Private to generate/. */
#ifndef OASDRIFT_GENERATE_MAKER_H
#define OASDRIFT_GENERATE_MAKER_H

#include "generate/value.h"
#include "witness/witness.h"

struct value_maker {
    struct api *api;
    struct witness_settings settings;
    struct witness *witness; /* NULL until it is asked */
    struct evaluator *evaluator;
    const struct node *named; /* the schema that is asked for, and what its values are called */
    struct str name;          /* STR_NONE: that is not known */
};

#endif
