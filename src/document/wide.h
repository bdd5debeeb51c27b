/* Tables of the containers of a document that have many members or elements, so that finding one
   does not cost a walk over all of them. Each is made when it is first asked for, by whichever of
   the threads that share the document comes first. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_WIDE_H
#define OASDRIFT_DOCUMENT_WIDE_H

#include <stdatomic.h>

#include "document/document.h"

enum { WIDE_CONTAINER = 64 }; /* members or elements; of fewer no table is made */

struct wide_container {
    uint32_t index; /* of its node; they lie by that */
    /* Of an array its elements' nodes. Of an object the mask of the slots, and behind it the slots,
       by the keyed hash of the key: the first key node of that name, 0 where a slot is free. NULL
       before it is first asked for. */
    _Atomic(uint32_t *) table;
};

struct wide_containers {
    size_t count;
    struct wide_container items[];
};

/* Of the containers whose nodes have these indexes, in their order, without tables; in the arena.
   NULL: there are none. */
struct wide_containers *wide_new(struct arena *arena, const uint32_t *indexes, size_t count);
/* Frees the tables. NULL is fine. */
void wide_release(struct wide_containers *wide);

/* false: there is no table of the container, and its members are to be gone through. Else *key is
   the first key node of the name, NULL when there is none. */
bool wide_find_key(const struct node *object, struct str name, const struct node **key);
/* The same of an element; NULL past the end. */
bool wide_find_element(const struct node *array, size_t place, const struct node **element);
/* The place of the element in whose subtree the node lies. */
bool wide_find_place(const struct node *array, const struct node *node, size_t *place);

#endif
