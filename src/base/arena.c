#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/alloc.h"
#include "base/text_format.h"

enum { BLOCK_BYTES = 64 * 1024, BLOCK_BYTES_LARGEST = 8 * 1024 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes behind this header */
    _Alignas(16) char bytes[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void arena_init_counted(struct arena *arena, size_t *held)
{
    *arena = (struct arena){.held = held};
}

static void free_blocks(struct arena *arena, struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;

        if (arena->held)
            *arena->held -= sizeof *block + block->size;
        free(block);
        block = next;
    }
}

static void count_block(struct arena *arena, const struct arena_block *block)
{
    if (arena->held)
        *arena->held += sizeof *block + block->size;
}

#ifdef ARENA_PASS_THROUGH

void *arena_grow(struct arena *arena, size_t size)
{
    struct arena_block *block = alloc_zeroed(1, sizeof *block + (size ? size : 1));

    block->size = size;
    count_block(arena, block);
    block->next = arena->block;
    arena->block = block;
    return block->bytes;
}

void arena_clear(struct arena *arena)
{
    free_blocks(arena, arena->block);
    arena->block = NULL;
}

#else

/* Large blocks are touched from end to end. Where the system has pages of two megabytes, asking for
   them costs a few page faults instead of thousands, a third of the time that a description of 13
   MB takes. */
static void prefer_large_pages(struct arena_block *block)
{
#ifdef MADV_HUGEPAGE
    enum { SMALL_PAGE = 4096, LARGE_PAGE = 2 * 1024 * 1024 };
    uintptr_t start = ((uintptr_t)block + SMALL_PAGE - 1) & ~(uintptr_t)(SMALL_PAGE - 1);

    if (block->size >= LARGE_PAGE)
        madvise((void *)start, block->size - SMALL_PAGE, MADV_HUGEPAGE);
#endif
}

/* Blocks double, so that a large tree costs few calls; a spare block that fits is used first. */
void *arena_grow(struct arena *arena, size_t size)
{
    size_t rounded = (size + 15) & ~(size_t)15;
    size_t wanted = arena->block ? arena->block->size * 2 : BLOCK_BYTES;
    struct arena_block **spare = &arena->spare;
    struct arena_block *block;

    if (rounded < size || rounded > SIZE_MAX / 2)
        alloc_failed(size);
    while (*spare && (*spare)->size < rounded)
        spare = &(*spare)->next;
    if (*spare) {
        block = *spare;
        *spare = block->next;
    } else {
        if (wanted > BLOCK_BYTES_LARGEST)
            wanted = BLOCK_BYTES_LARGEST;
        if (wanted < rounded)
            wanted = rounded;
        block = alloc_bytes(sizeof *block + wanted);
        block->size = wanted;
        count_block(arena, block);
        if (wanted == rounded) /* large allocations come one at a time: a file, a tape */
            prefer_large_pages(block);
    }
    block->next = arena->block;
    arena->block = block;
    arena->at = block->bytes + rounded;
    arena->end = block->bytes + block->size;
    return block->bytes;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *block = arena->block;

    if (block && !block->next) { /* the common case: the block is used from its start again */
        arena->at = block->bytes;
        return;
    }
    while ((block = arena->block) != NULL) {
        arena->block = block->next;
        block->next = arena->spare;
        arena->spare = block;
    }
    arena->at = NULL;
    arena->end = NULL;
}

#endif

void arena_trim(struct arena *arena)
{
    const struct arena_block *block = arena->block;

    if (arena->spare || (block && (block->next || block->size > BLOCK_BYTES)))
        arena_release(arena);
    else
        arena_clear(arena);
}

void arena_release(struct arena *arena)
{
    free_blocks(arena, arena->block);
    free_blocks(arena, arena->spare);
    arena_init_counted(arena, arena->held);
}

void *arena_zeroed(struct arena *arena, size_t count, size_t size)
{
    void *block;

    if (size && count > SIZE_MAX / 2 / size)
        alloc_failed(count);
    block = arena_alloc(arena, count * size);
    memset(block, 0, count * size);
    return block;
}

void *arena_resize(struct arena *arena, void *block, size_t old_size, size_t new_size)
{
    void *larger;

#ifndef ARENA_PASS_THROUGH
    size_t old_rounded = (old_size + 15) & ~(size_t)15;
    size_t new_rounded = (new_size + 15) & ~(size_t)15;

    if (block && (char *)block + old_rounded == arena->at && new_rounded >= new_size &&
        new_rounded <= (size_t)(arena->end - (char *)block)) {
        arena->at = (char *)block + new_rounded;
        return block;
    }
#endif
    larger = arena_alloc(arena, new_size);
    if (block)
        memcpy(larger, block, old_size < new_size ? old_size : new_size);
    return larger;
}

struct str str_copy(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.length + 1);

    if (text.length)
        memcpy(copy, text.text, text.length);
    copy[text.length] = '\0';
    return (struct str){copy, text.length};
}

struct str str_format_list(struct arena *arena, const char *format, va_list args)
{
    char small[512];
    size_t length = text_format(small, sizeof small, format, args);
    char *text;

    if (length < sizeof small)
        return str_copy(arena, (struct str){small, length});
    text = arena_alloc(arena, length + 1);
    text_format(text, length + 1, format, args);
    return (struct str){text, length};
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    struct str text;
    va_list args;

    va_start(args, format);
    text = str_format_list(arena, format, args);
    va_end(args);
    return text;
}
