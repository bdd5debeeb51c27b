#include "stream/unpack.h"

#include "stream/zstd_stream.h"

/* RFC 8878, 3.1.1; skippable frames (3.1.2) may come first, but no recorder writes such. */
static bool recognises(struct str head)
{
    return str_starts_with(head, STR("\x28\xb5\x2f\xfd"));
}

static void *start(void)
{
    return zstd_stream_new(UNPACK_ZSTD_WINDOW_LOG);
}

/* Frames may follow each other; libzstd starts the next one by itself. */
static size_t step(void *state, struct str *packed, char *out, size_t capacity, bool *complete,
                   struct error *err)
{
    ZSTD_inBuffer input = {packed->text, packed->length, 0};
    ZSTD_outBuffer output = {out, capacity, 0};
    size_t wanted;

    /* Asked again with nothing at hand it would begin to wait for a frame. */
    if (packed->length == 0 && *complete)
        return 0;
    wanted = zstd_stream_step(state, &output, &input);
    *packed = str_slice(*packed, input.pos, SIZE_MAX);
    *complete = wanted == 0;
    if (ZSTD_isError(wanted))
        error_raise(err, "the compressed data is broken: %s", ZSTD_getErrorName(wanted));
    return output.pos;
}

static void end(void *state)
{
    ZSTD_freeDStream(state);
}

const struct unpacker unpack_zstd = {"zstd", recognises, start, step, end};
