#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/temporary.h"

void alloc_failed(size_t size)
{
    if (size)
        fprintf(stderr, "oasdrift: out of memory (%zu bytes asked for)\n", size);
    else
        fputs("oasdrift: out of memory\n", stderr);
    temporary_remove_all();
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

char *alloc_text(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(alloc_bytes(size), text, size);
}
