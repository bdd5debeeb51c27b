/* Memory with one life: allocate piece by piece, and release all of it at once. There are three
   lives: description, run, exchange; a pointer lives as long as the arena it came from. Built with
   the address sanitizer every allocation goes to calloc, or overruns inside a block would go
   unseen. */
#ifndef OASDRIFT_BASE_ARENA_H
#define OASDRIFT_BASE_ARENA_H

#include <stdarg.h>

#include "base/str.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_PASS_THROUGH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_PASS_THROUGH 1
#endif
#endif

struct arena_block;

struct arena {
    char *at;                  /* next free byte of the current block */
    char *end;                 /* its end */
    struct arena_block *block; /* current block, then older ones */
    struct arena_block *spare; /* emptied blocks, for the next allocations */
    size_t *held;              /* where the bytes of its blocks are counted; NULL: nowhere */
};

void arena_init(struct arena *arena);
/* The bytes of its blocks, used or not, are part of *held, which must outlive it. Several arenas
   may have one count. */
void arena_init_counted(struct arena *arena, size_t *held);
/* Empties it and keeps its blocks (memory touched once stays warm). */
void arena_clear(struct arena *arena);
/* Empties it, and keeps no more than the block of a small one. */
void arena_trim(struct arena *arena);
void arena_release(struct arena *arena);

/* The slow part of arena_alloc: a new block. */
void *arena_grow(struct arena *arena, size_t size);

/* Uninitialised, 16-byte aligned. Never NULL. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
#ifndef ARENA_PASS_THROUGH
    size_t rounded = (size + 15) & ~(size_t)15;

    if (rounded >= size && rounded <= (size_t)(arena->end - arena->at)) {
        void *block = arena->at;

        arena->at += rounded;
        return block;
    }
#endif
    return arena_grow(arena, size);
}

void *arena_zeroed(struct arena *arena, size_t count, size_t size);
/* Copies a block of old_size bytes into one of new_size; extends in place when it is the last. */
void *arena_resize(struct arena *arena, void *block, size_t old_size, size_t new_size);

#define ARENA_NEW(arena, type)          ((type *)arena_zeroed((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_zeroed((arena), (count), sizeof(type)))

/* A copy with a NUL behind it, so that .text also serves libraries. */
struct str str_copy(struct arena *arena, struct str text);
struct str str_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_format_list(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
