#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

void alloc_failed(size_t size)
{
    fprintf(stderr, "oasdrift: out of memory (%zu bytes asked for)\n", size);
    abort();
}

void *alloc_bytes(size_t size)
{
    void *block = malloc(size ? size : 1);

    if (!block)
        alloc_failed(size);
    return block;
}

void *alloc_zeroed(size_t count, size_t size)
{
    void *block = calloc(count ? count : 1, size ? size : 1);

    if (!block)
        alloc_failed(count * size);
    return block;
}

void *alloc_resize(void *block, size_t size)
{
    void *larger = realloc(block, size ? size : 1);

    if (!larger)
        alloc_failed(size);
    return larger;
}
