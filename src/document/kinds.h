/* Sets of kinds of nodes: a bit for each enum node_kind, as node_kind_bit() makes them. */
#ifndef OASDRIFT_DOCUMENT_KINDS_H
#define OASDRIFT_DOCUMENT_KINDS_H

#include "document/node.h"

enum {
    KIND_NULL = 1u << NODE_NULL,
    KIND_BOOLEAN = 1u << NODE_FALSE | 1u << NODE_TRUE,
    KIND_NUMBER = 1u << NODE_NUMBER,
    KIND_STRING = 1u << NODE_STRING,
    KIND_ARRAY = 1u << NODE_ARRAY,
    KIND_OBJECT = 1u << NODE_OBJECT,
    KIND_ANY = KIND_NULL | KIND_BOOLEAN | KIND_NUMBER | KIND_STRING | KIND_ARRAY | KIND_OBJECT,
    KIND_INTEGER =
        1u << NODE_INTEGER_BIT, /* in the mask of `type` only: a number that is integral */
    KIND_LEXEME = 1u << 9       /* the same: one without fraction and exponent (draft 4) */
};

#endif
