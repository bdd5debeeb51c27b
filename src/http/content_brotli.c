#include <brotli/decode.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "http/content_decoders.h"

enum { CHUNK_BYTES = 16 * 1024 };

static void *take(void *context, size_t size)
{
    (void)context;
    return alloc_bytes(size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

enum decode_outcome brotli_decode(struct str encoded, struct strbuf *out)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(take, give_back, NULL);
    const uint8_t *next_in = (const uint8_t *)encoded.text;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    enum decode_outcome outcome = DECODE_OK;
    size_t left = encoded.length;
    uint8_t chunk[CHUNK_BYTES];

    while (outcome == DECODE_OK && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        uint8_t *next_out = chunk;
        size_t room = sizeof chunk;

        result = BrotliDecoderDecompressStream(state, &left, &next_in, &room, &next_out, NULL);
        if (!strbuf_add(out, (struct str){(const char *)chunk, sizeof chunk - room}))
            outcome = DECODE_TOO_LARGE;
    }
    BrotliDecoderDestroyInstance(state);
    if (outcome != DECODE_OK)
        return outcome;
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
        return DECODE_TRUNCATED;
    return result == BROTLI_DECODER_RESULT_SUCCESS && left == 0 ? DECODE_OK : DECODE_MALFORMED;
}
