#include <zstd.h>
#include <zstd_errors.h>

#include "base/alloc.h"
#include "http/content_decoders.h"

enum { CHUNK_BYTES = 16 * 1024, WINDOW_MAX_LOG = 23 };

/* One frame may follow the other. */
enum decode_outcome zstd_decode(struct str encoded, struct strbuf *out)
{
    ZSTD_DStream *stream = ZSTD_createDStream();
    ZSTD_inBuffer input = {encoded.text, encoded.length, 0};
    enum decode_outcome outcome = DECODE_OK;
    size_t wanted = 1, written = CHUNK_BYTES;
    char chunk[CHUNK_BYTES];

    if (!stream ||
        ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, WINDOW_MAX_LOG)))
        alloc_failed(sizeof chunk);
    while (outcome == DECODE_OK && (input.pos < input.size || (wanted && written == CHUNK_BYTES))) {
        ZSTD_outBuffer output = {chunk, sizeof chunk, 0};

        wanted = ZSTD_decompressStream(stream, &output, &input);
        written = output.pos;
        if (ZSTD_getErrorCode(wanted) == ZSTD_error_memory_allocation)
            alloc_failed(0); /* its allocator can be set by unstable functions only */
        if (ZSTD_isError(wanted))
            outcome = DECODE_MALFORMED;
        else if (!strbuf_add(out, (struct str){chunk, written}))
            outcome = DECODE_TOO_LARGE;
    }
    ZSTD_freeDStream(stream);
    return outcome == DECODE_OK && wanted ? DECODE_TRUNCATED : outcome;
}
