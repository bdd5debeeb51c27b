/* Sets of kinds of nodes, as schemas speak of types: a bit for each enum node_kind, as
   node_kind_bit() makes them. A set may tell integers from other numbers; then KIND_NUMBER is the
   others. Its maker says so. */
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
    KIND_INTEGER = 1u << NODE_INTEGER_BIT, /* a number that is integral */
    KIND_LEXEME = 1u << 9,                 /* one without fraction and exponent (draft 4) */
    KIND_EVERY = KIND_ANY | KIND_INTEGER   /* where integers are told apart */
};

/* What a name of `type` stands for; "integer" is KIND_INTEGER, "number" KIND_NUMBER alone. 0: it is
   no such name. */
unsigned kinds_named(struct str name);
/* The names of `type` one by one, and what each stands for; NULL past the last. */
const char *kinds_name_at(size_t index, unsigned *kinds);
/* Of a value, whole: a boolean is KIND_BOOLEAN, a number KIND_NUMBER. */
unsigned kinds_of(const struct node *value);
/* The same, and integers are told apart by their value: 1.0 is KIND_INTEGER. */
unsigned kinds_of_exactly(const struct node *value);
/* In words: "string or null". Where integers are told apart, a set with KIND_NUMBER covers them. */
struct str kinds_in_words(struct arena *arena, unsigned kinds);

#endif
