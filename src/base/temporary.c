#include "base/temporary.h"

#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

/* A signal handler sees only what is of file scope. */
static _Atomic(const char *) names[TEMPORARY_MAX];

void temporary_note(const char *path)
{
    for (size_t i = 0; i < TEMPORARY_MAX; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&names[i], &none, path))
            return;
    }
}

void temporary_forget(const char *path)
{
    for (size_t i = 0; i < TEMPORARY_MAX; i++) {
        const char *known = path;

        if (atomic_compare_exchange_strong(&names[i], &known, NULL))
            return;
    }
}

void temporary_remove_all(void)
{
    for (size_t i = 0; i < TEMPORARY_MAX; i++) {
        const char *name = atomic_exchange(&names[i], NULL);

        if (name)
            unlink(name);
    }
}
