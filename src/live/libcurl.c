#include "live/libcurl.h"

#include <dlfcn.h>

static bool find(void *library, const char *name, void *function, struct error *err)
{
    void *symbol = dlsym(library, name);

    if (!symbol)
        return error_raise(err, "libcurl.so.4 has no %s: 7.85 or later is needed", name);
    memcpy(function, &symbol, sizeof symbol); /* POSIX: a function's address fits a void * */
    return true;
}

static bool find_all(struct libcurl *curl, struct error *err)
{
#define FUNCTION(name)                                                                             \
    if (!find(curl->library, "curl_" #name, &curl->name, err))                                     \
        return false;
#include "live/libcurl.def"
#undef FUNCTION
    return true;
}

bool libcurl_load(struct libcurl *curl, struct error *err)
{
    /* NODELETE: its TLS library leaves exit handlers behind. */
    *curl = (struct libcurl){
        .library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
    };
    if (!curl->library)
        return error_raise(err, "libcurl is not installed (Debian: apt-get install libcurl4): %s",
                           dlerror());
    if (find_all(curl, err) && (curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ||
                                error_raise(err, "libcurl does not start")))
        return true;
    dlclose(curl->library);
    return false;
}

void libcurl_unload(struct libcurl *curl)
{
    curl->global_cleanup();
    dlclose(curl->library);
    *curl = (struct libcurl){0};
}
