/* The one place where memory runs out: these never return NULL; they abort with one message. */
#ifndef OASDRIFT_BASE_ALLOC_H
#define OASDRIFT_BASE_ALLOC_H

#include <stddef.h>

void *alloc_bytes(size_t size);
void *alloc_zeroed(size_t count, size_t size);
/* block may be NULL. */
void *alloc_resize(void *block, size_t size);
/* Says "out of memory" on standard error and aborts. */
_Noreturn void alloc_failed(size_t size);

#endif
