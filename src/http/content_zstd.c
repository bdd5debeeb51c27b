#include "http/content_decoders.h"
#include "stream/zstd_stream.h"

enum { CHUNK_BYTES = 16 * 1024, WINDOW_MAX_LOG = 23 };

/* One frame may follow the other. */
enum decode_outcome zstd_decode(struct str encoded, struct strbuf *out)
{
    ZSTD_DStream *stream = zstd_stream_new(WINDOW_MAX_LOG);
    ZSTD_inBuffer input = {encoded.text, encoded.length, 0};
    enum decode_outcome outcome = DECODE_OK;
    size_t wanted = 1, written = CHUNK_BYTES;
    char chunk[CHUNK_BYTES];

    while (outcome == DECODE_OK && (input.pos < input.size || (wanted && written == CHUNK_BYTES))) {
        ZSTD_outBuffer output = {chunk, sizeof chunk, 0};

        wanted = zstd_stream_step(stream, &output, &input);
        written = output.pos;
        if (ZSTD_isError(wanted))
            outcome = DECODE_MALFORMED;
        else if (!strbuf_add(out, (struct str){chunk, written}))
            outcome = DECODE_TOO_LARGE;
    }
    ZSTD_freeDStream(stream);
    return outcome == DECODE_OK && wanted ? DECODE_TRUNCATED : outcome;
}
