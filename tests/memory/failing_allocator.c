/* Stands before malloc and its kin (LD_PRELOAD): the allocation with the number FAIL_AT, counted
   from 1, gets no memory, and so do all behind it when FAIL_ON is set. With COUNT_TO=FILE nothing
   fails, and the file is told how many there were. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* glibc's own, under names that nothing stands before. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_ulong count;
static unsigned long fail_at = 0;
static bool fail_on = false;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT");

    fail_at = at ? strtoul(at, NULL, 10) : 0;
    fail_on = getenv("FAIL_ON") != NULL;
    atomic_store(&count, 0);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("COUNT_TO");
    unsigned long total = atomic_load(&count);
    FILE *file = path ? fopen(path, "w") : NULL;

    if (file) {
        fprintf(file, "%lu\n", total);
        fclose(file);
    }
}

static bool fails(void)
{
    unsigned long number = atomic_fetch_add(&count, 1) + 1;
    bool failing = fail_at && (number == fail_at || (fail_on && number > fail_at));

    if (failing)
        errno = ENOMEM;
    return failing;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t members, size_t size)
{
    return fails() ? NULL : __libc_calloc(members, size);
}

void *realloc(void *block, size_t size)
{
    return fails() ? NULL : __libc_realloc(block, size);
}
