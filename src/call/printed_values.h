/* Which values were printed, so that what two questions share is printed once. */
#ifndef OASDRIFT_CALL_PRINTED_VALUES_H
#define OASDRIFT_CALL_PRINTED_VALUES_H

#include "base/map.h"
#include "document/node.h"

/* A zeroed one has none. */
struct printed_values {
    struct map hashes; /* to the values of that hash */
    struct arena arena;
    uint64_t count;
};
void printed_values_init(struct printed_values *printed);
void printed_values_release(struct printed_values *printed);

/* The line, from 1, of an equal value, whatever the order of its members; 0: it is new, and becomes
   the next line. The value outlives this. */
uint64_t printed_values_note(struct printed_values *printed, const struct node *value);

#endif
