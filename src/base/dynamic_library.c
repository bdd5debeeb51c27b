#include "base/dynamic_library.h"

#include <dlfcn.h>
#include <errno.h>

#include "base/alloc.h"

static void raise_missing(const struct dynamic_library *library, struct error *err)
{
    const char *reason = dlerror();

    if (strstr(reason, strerror(ENOMEM)))
        alloc_failed(0);
    error_raise(err, "%s is not installed (Debian: apt-get install %s): %s", library->name,
                library->package, reason);
}

static bool find(void *handle, const struct dynamic_function *function)
{
    void *symbol = dlsym(handle, function->name);

    /* POSIX: a function's address fits a void *. */
    memcpy(function->place, &symbol, sizeof symbol);
    return symbol != NULL;
}

void *dynamic_library_open(const struct dynamic_library *library,
                           const struct dynamic_function *functions, size_t count,
                           struct error *err)
{
    void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);

    if (!handle) {
        raise_missing(library, err);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (find(handle, &functions[i]))
            continue;
        error_raise(err, "%s has no %s%s%s%s", library->file, functions[i].name,
                    library->version ? ": " : "", library->version ? library->version : "",
                    library->version ? " or later is needed" : "");
        dlclose(handle);
        return NULL;
    }
    return handle;
}

void dynamic_library_close(void *handle)
{
    if (handle)
        dlclose(handle);
}
