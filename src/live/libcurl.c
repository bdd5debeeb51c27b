#include "live/libcurl.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/dynamic_library.h"

static bool start(const struct libcurl *curl, struct error *err)
{
    return curl->global_init_mem(CURL_GLOBAL_DEFAULT, alloc_bytes, free, alloc_resize, alloc_text,
                                 alloc_zeroed) == CURLE_OK ||
           error_raise(err, "libcurl does not start");
}

bool libcurl_load(struct libcurl *curl, struct error *err)
{
    static const struct dynamic_library library = {
        .name = "libcurl", .file = "libcurl.so.4", .package = "libcurl4", .version = "7.85"};
    const struct dynamic_function functions[] = {
#define FUNCTION(name) {"curl_" #name, &curl->name},
#include "live/libcurl.def"
#undef FUNCTION
    };

    *curl = (struct libcurl){0};
    curl->library = dynamic_library_open(&library, functions, ARRAY_LENGTH(functions), err);
    if (!curl->library)
        return false;
    if (start(curl, err))
        return true;
    dynamic_library_close(curl->library);
    return false;
}

void libcurl_unload(struct libcurl *curl)
{
    curl->global_cleanup();
    dynamic_library_close(curl->library);
    *curl = (struct libcurl){0};
}
