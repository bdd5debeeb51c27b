/* libcurl, loaded when a client is made: a program that is linked to it takes five times as long to
   start, and commands that do not use the network should not pay for it. Functions are called as
   curl->easy_init(). */
#ifndef OASDRIFT_LIVE_LIBCURL_H
#define OASDRIFT_LIVE_LIBCURL_H

#define CURL_DISABLE_TYPECHECK /* its macros name functions that nothing links to */
#include <curl/curl.h>

#include "base/error.h"

struct libcurl {
    void *library;
#define FUNCTION(name) __typeof__(curl_##name) *(name);
#include "live/libcurl.def"
#undef FUNCTION
};

/* Loads the library and starts it, with our allocator (base/alloc.h). false and err when it is
   missing or too old. */
bool libcurl_load(struct libcurl *curl, struct error *err);
void libcurl_unload(struct libcurl *curl);

#endif
