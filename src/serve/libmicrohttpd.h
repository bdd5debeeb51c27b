/* libmicrohttpd, loaded when a server starts (live/libcurl.h tells why). Functions are called as
   mhd->start_daemon(). */
#ifndef OASDRIFT_SERVE_LIBMICROHTTPD_H
#define OASDRIFT_SERVE_LIBMICROHTTPD_H

#include <microhttpd.h>

#include "base/error.h"

struct libmicrohttpd {
    void *library;
#define FUNCTION(name) __typeof__(MHD_##name) *(name);
#include "serve/libmicrohttpd.def"
#undef FUNCTION
};

/* false and err when it is missing or too old. */
bool libmicrohttpd_load(struct libmicrohttpd *mhd, struct error *err);
void libmicrohttpd_unload(struct libmicrohttpd *mhd);

#endif
