/* A typed growing array on the heap:
       VEC(struct route) routes = {0};
       VEC_ADD(&routes, route);      routes.items[i], routes.count
       VEC_RELEASE(&routes);
   Items move when it grows; do not keep pointers into it while adding. */
#ifndef OASDRIFT_BASE_VEC_H
#define OASDRIFT_BASE_VEC_H

#include <stdlib.h>

#include "base/alloc.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

#define VEC_ADD(vec, item)                                                                         \
    do {                                                                                           \
        if ((vec)->count == (vec)->capacity) {                                                     \
            (vec)->capacity = (vec)->capacity ? (vec)->capacity * 2 : 8;                           \
            (vec)->items = alloc_resize((vec)->items, (vec)->capacity * sizeof *(vec)->items);     \
        }                                                                                          \
        (vec)->items[(vec)->count++] = (item);                                                     \
    } while (0)

#define VEC_RELEASE(vec)                                                                           \
    do {                                                                                           \
        free((vec)->items);                                                                        \
        (vec)->items = NULL;                                                                       \
        (vec)->count = (vec)->capacity = 0;                                                        \
    } while (0)

/* Bytes that it keeps. */
#define VEC_BYTES(vec) ((vec)->capacity * sizeof *(vec)->items)

#endif
