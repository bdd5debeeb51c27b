/* What zlib's formats start with, and zlib with our allocator, so that it never lacks memory
   (base/alloc.h). */
#ifndef OASDRIFT_STREAM_ZLIB_START_H
#define OASDRIFT_STREAM_ZLIB_START_H

#include <zlib.h>

#include "base/str.h"

/* RFC 1952, 2.3.1: the two magic bytes. */
bool starts_as_gzip(struct str head);
/* RFC 1950, 2.2: method 8, and a multiple of 31. */
bool starts_as_zlib(struct str head);
/* inflateInit2 of a zeroed stream; for inflateEnd. */
void zlib_start_inflating(z_stream *stream, int window_bits);
/* deflateInit of a zeroed stream; for deflateEnd. */
void zlib_start_deflating(z_stream *stream, int level);

#endif
