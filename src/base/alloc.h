/* The one place where memory runs out: these never return NULL; they abort with one message. What
   they return is for free(). Libraries that take an allocator are given these. */
#ifndef OASDRIFT_BASE_ALLOC_H
#define OASDRIFT_BASE_ALLOC_H

#include <stddef.h>

void *alloc_bytes(size_t size);
void *alloc_zeroed(size_t count, size_t size);
/* block may be NULL. */
void *alloc_resize(void *block, size_t size);
/* A copy, as strdup makes one. */
char *alloc_text(const char *text);
/* Says "out of memory" on standard error and aborts. size: bytes asked for; 0: not known. */
_Noreturn void alloc_failed(size_t size);

#endif
