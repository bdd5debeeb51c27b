#include "serve/libmicrohttpd.h"

#include <dlfcn.h>

static bool find(void *library, const char *name, void *function, struct error *err)
{
    void *symbol = dlsym(library, name);

    if (!symbol)
        return error_raise(err, "libmicrohttpd.so.12 has no %s", name);
    memcpy(function, &symbol, sizeof symbol); /* POSIX: a function's address fits a void * */
    return true;
}

static bool find_all(struct libmicrohttpd *mhd, struct error *err)
{
#define FUNCTION(name)                                                                             \
    if (!find(mhd->library, "MHD_" #name, &mhd->name, err))                                        \
        return false;
#include "serve/libmicrohttpd.def"
#undef FUNCTION
    return true;
}

bool libmicrohttpd_load(struct libmicrohttpd *mhd, struct error *err)
{
    /* NODELETE: GnuTLS, which it brings, leaves exit handlers behind. */
    *mhd = (struct libmicrohttpd){
        .library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
    };
    if (!mhd->library)
        return error_raise(
            err, "libmicrohttpd is not installed (Debian: apt-get install libmicrohttpd12): %s",
            dlerror());
    if (find_all(mhd, err))
        return true;
    libmicrohttpd_unload(mhd);
    return false;
}

void libmicrohttpd_unload(struct libmicrohttpd *mhd)
{
    dlclose(mhd->library);
    *mhd = (struct libmicrohttpd){0};
}
