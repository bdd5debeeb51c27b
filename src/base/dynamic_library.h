/* Libraries that are loaded when they are first needed: linked, they would make every start slower,
   also for those who never use them. */
#ifndef OASDRIFT_BASE_DYNAMIC_LIBRARY_H
#define OASDRIFT_BASE_DYNAMIC_LIBRARY_H

#include <stddef.h>

#include "base/error.h"

struct dynamic_library {
    const char *name;    /* "libcurl" */
    const char *file;    /* "libcurl.so.4" */
    const char *package; /* Debian's */
    const char *version; /* the first one that has all functions; NULL: every one */
};

struct dynamic_function {
    const char *name; /* "curl_easy_init" */
    void *place;      /* of the pointer to it */
};

/* A handle for dynamic_library_close, and every function's place filled; NULL and err (which may be
   NULL) when the library is missing or lacks one. It stays mapped when it is closed: loading it
   again is a look-up, and exit handlers it has left behind find their code. */
void *dynamic_library_open(const struct dynamic_library *library,
                           const struct dynamic_function *functions, size_t count,
                           struct error *err);
void dynamic_library_close(void *handle);

#endif
