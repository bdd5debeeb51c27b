/* zlib with our allocator, so that it never lacks memory (base/alloc.h). */
#ifndef OASDRIFT_STREAM_ZLIB_START_H
#define OASDRIFT_STREAM_ZLIB_START_H

#include <zlib.h>

/* inflateInit2 of a zeroed stream; for inflateEnd. */
void zlib_start_inflating(z_stream *stream, int window_bits);

#endif
