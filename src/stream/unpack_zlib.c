#include "stream/unpack.h"

#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "stream/zlib_start.h"

struct inflater {
    z_stream stream;
    bool member_ended; /* between two members, or behind the last */
    bool several;      /* gzip: members may follow each other (RFC 1952, 2.2) */
};

static void *start(int window_bits, bool several)
{
    struct inflater *inflater = alloc_zeroed(1, sizeof *inflater);

    inflater->several = several;
    zlib_start_inflating(&inflater->stream, window_bits);
    return inflater;
}

static void end(void *state)
{
    struct inflater *inflater = state;

    inflateEnd(&inflater->stream);
    free(inflater);
}

/* Zero bytes behind the last member are padding (tapes have it). */
static bool next_member(struct inflater *inflater, struct str *packed, struct error *err)
{
    while (packed->length && packed->text[0] == '\0')
        *packed = str_slice(*packed, 1, SIZE_MAX);
    if (packed->length == 0)
        return false;
    if (!inflater->several || packed->text[0] != '\x1f')
        return error_raise(err, "other bytes stand behind the compressed data");
    inflater->member_ended = false;
    if (inflateReset(&inflater->stream) != Z_OK)
        return error_raise(err, "zlib is out of order");
    return true;
}

static size_t step(void *state, struct str *packed, char *out, size_t capacity, bool *complete,
                   struct error *err)
{
    struct inflater *inflater = state;
    z_stream *z = &inflater->stream;
    int outcome;

    *complete = inflater->member_ended;
    if (inflater->member_ended && !next_member(inflater, packed, err))
        return 0;
    z->next_in = (z_const Bytef *)packed->text;
    z->avail_in = packed->length < UINT_MAX ? (uInt)packed->length : UINT_MAX;
    z->next_out = (Bytef *)out;
    z->avail_out = capacity < UINT_MAX ? (uInt)capacity : UINT_MAX;
    capacity = z->avail_out;
    outcome = inflate(z, Z_NO_FLUSH);
    *packed = str_slice(*packed, (size_t)((const char *)z->next_in - packed->text), SIZE_MAX);
    inflater->member_ended = outcome == Z_STREAM_END;
    *complete = inflater->member_ended;
    if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR)
        error_raise(err, "the compressed data is broken: %s", z->msg ? z->msg : "bad data");
    return capacity - z->avail_out;
}

/* ---- gzip ---- */

static void *start_gzip(void)
{
    return start(15 + 16, true); /* 16: gzip's frame */
}

const struct unpacker unpack_gzip = {"gzip", starts_as_gzip, start_gzip, step, end};

/* ---- zlib ---- */

/* With 32 KiB of window and no dictionary, as everyone writes it. "x^" begins no recording that is
   text. */
static bool is_zlib(struct str head)
{
    return starts_as_zlib(head) && head.text[0] == 'x' && (head.text[1] & 0x20) == 0;
}

static void *start_zlib(void)
{
    return start(15, false);
}

const struct unpacker unpack_zlib = {"zlib", is_zlib, start_zlib, step, end};
