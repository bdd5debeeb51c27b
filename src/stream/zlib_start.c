#include "stream/zlib_start.h"

#include <assert.h>
#include <stdlib.h>

#include "base/alloc.h"

bool starts_as_gzip(struct str head)
{
    return str_starts_with(head, STR("\x1f\x8b"));
}

bool starts_as_zlib(struct str head)
{
    const unsigned char *byte = (const unsigned char *)head.text;

    return head.length >= 2 && (byte[0] & 15) == 8 && (byte[0] * 256u + byte[1]) % 31 == 0;
}

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

static void set_allocator(z_stream *stream)
{
    stream->zalloc = take;
    stream->zfree = give_back;
}

void zlib_start_inflating(z_stream *stream, int window_bits)
{
    int outcome;

    set_allocator(stream);
    outcome = inflateInit2(stream, window_bits);
    assert(outcome == Z_OK); /* what is left is another version of zlib's header */
    (void)outcome;
}

void zlib_start_deflating(z_stream *stream, int level)
{
    int outcome;

    set_allocator(stream);
    outcome = deflateInit(stream, level);
    assert(outcome == Z_OK); /* the same */
    (void)outcome;
}
