#include "serve/libmicrohttpd.h"

#include "base/dynamic_library.h"

bool libmicrohttpd_load(struct libmicrohttpd *mhd, struct error *err)
{
    static const struct dynamic_library library = {
        .name = "libmicrohttpd", .file = "libmicrohttpd.so.12", .package = "libmicrohttpd12"};
    const struct dynamic_function functions[] = {
#define FUNCTION(name) {"MHD_" #name, &mhd->name},
#include "serve/libmicrohttpd.def"
#undef FUNCTION
    };

    *mhd = (struct libmicrohttpd){0};
    mhd->library = dynamic_library_open(&library, functions, ARRAY_LENGTH(functions), err);
    return mhd->library != NULL;
}

void libmicrohttpd_unload(struct libmicrohttpd *mhd)
{
    dynamic_library_close(mhd->library);
    *mhd = (struct libmicrohttpd){0};
}
