#include "stream/zlib_start.h"

#include <assert.h>
#include <stdlib.h>

#include "base/alloc.h"

static voidpf take(voidpf context, uInt count, uInt size)
{
    (void)context;
    return alloc_zeroed(count, size);
}

static void give_back(voidpf context, voidpf block)
{
    (void)context;
    free(block);
}

void zlib_start_inflating(z_stream *stream, int window_bits)
{
    int outcome;

    stream->zalloc = take;
    stream->zfree = give_back;
    outcome = inflateInit2(stream, window_bits);
    assert(outcome == Z_OK); /* what is left is another version of zlib's header */
    (void)outcome;
}
