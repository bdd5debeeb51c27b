/* What of a documented example is sent: it may be wrong, and of an example that is right some
   members may travel the other way only. */
#ifndef OASDRIFT_GENERATE_EXAMPLE_USE_H
#define OASDRIFT_GENERATE_EXAMPLE_USE_H

#include "generate/value.h"

struct example_use {
    /* What is sent: the example without what is readOnly in a request, or writeOnly in a response,
       where the schema does not ask for it. Where the schema refuses it: a value that differs from
       it where it must, or else one that is made. NULL: there is none. */
    const struct node *value;
    bool refused;       /* by the schema: `message` tells why */
    bool made;          /* nothing of the example is left */
    struct str message; /* in the arena: "expected integer, found string "x" [type]" */
    const char *why;    /* there is no value, as generate_value has it */
};

/* schema may be NULL, or one that cannot be judged: then the example stays as it is. name: as
   generate_value has it. */
void example_use(struct value_maker *maker, struct arena *arena, const struct node *schema,
                 struct str name, const struct node *example, struct example_use *use);

/* The value without the members that do not travel in the maker's direction; with those that the
   schema asks for all the same: then it is not *whole. */
const struct node *value_one_way(struct value_maker *maker, struct arena *arena,
                                 const struct schema *schema, const struct node *value,
                                 bool *whole);

#endif
