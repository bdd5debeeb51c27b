/* A set of numbers that are spread evenly, such as keyed hashes of texts (base/map.h): 64 bits for
   each are enough to tell texts apart where nobody can choose their hashes. */
#ifndef OASDRIFT_BASE_NUMBER_SET_H
#define OASDRIFT_BASE_NUMBER_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct number_set {
    uint64_t *slots; /* 0: free; the number 0 is taken for 1 */
    size_t count, capacity;
};

/* A zeroed set is an empty one. */
void number_set_release(struct number_set *set);
/* true: it was not in the set. */
bool number_set_add(struct number_set *set, uint64_t number);
bool number_set_has(const struct number_set *set, uint64_t number);

#endif
