/* multipart/form-data again, from parts that a recording keeps as names and values. */
#ifndef OASDRIFT_SOURCE_RECORDED_MULTIPART_H
#define OASDRIFT_SOURCE_RECORDED_MULTIPART_H

#include "base/arena.h"
#include "http/exchange.h"

struct node;

/* The keys of an array of objects that are the parts. */
struct part_keys {
    const char *name, *value;
};

/* Their boundary is Content-Type's; without that header one is chosen, and the body's form has it.
   Unknown where a part is a file, or its value is not there. */
struct body body_of_parts(struct arena *arena, const struct node *parts,
                          const struct part_keys *keys, const struct headers *headers);

#endif
