/* libzstd's streams, whose allocator can be set by unstable functions only: that one lacks memory
   ends the program as it does elsewhere (base/alloc.h). */
#ifndef OASDRIFT_STREAM_ZSTD_STREAM_H
#define OASDRIFT_STREAM_ZSTD_STREAM_H

#include <zstd.h>

/* Refuses a window to look back into of more than 2 to the window_log bytes. For ZSTD_freeDStream.
 */
ZSTD_DStream *zstd_stream_new(int window_log);
/* ZSTD_decompressStream. */
size_t zstd_stream_step(ZSTD_DStream *stream, ZSTD_outBuffer *output, ZSTD_inBuffer *input);

#endif
