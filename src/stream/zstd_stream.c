#include "stream/zstd_stream.h"

#include <zstd_errors.h>

#include "base/alloc.h"

ZSTD_DStream *zstd_stream_new(int window_log)
{
    ZSTD_DStream *stream = ZSTD_createDStream();

    if (!stream || ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, window_log)))
        alloc_failed(0);
    return stream;
}

size_t zstd_stream_step(ZSTD_DStream *stream, ZSTD_outBuffer *output, ZSTD_inBuffer *input)
{
    size_t wanted = ZSTD_decompressStream(stream, output, input);

    if (ZSTD_getErrorCode(wanted) == ZSTD_error_memory_allocation)
        alloc_failed(0);
    return wanted;
}
