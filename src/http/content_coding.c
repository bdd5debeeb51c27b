#include "http/content_coding.h"

#include <limits.h>

#include "http/content_decoders.h"
#include "http/field.h"
#include "stream/zlib_start.h"

/* windowBits of inflateInit2: which wrapper to expect. */
enum { WINDOW_GZIP = 15 + 16, WINDOW_ZLIB = 15, WINDOW_RAW = -15, CHUNK_BYTES = 16 * 1024 };

/* Sets the next piece of input: avail_in is narrower than size_t. */
static void feed(z_stream *stream, struct str *rest)
{
    size_t length = rest->length < UINT_MAX ? rest->length : UINT_MAX;

    stream->next_in = (z_const Bytef *)rest->text;
    stream->avail_in = (uInt)length;
    *rest = str_slice(*rest, length, SIZE_MAX);
}

/* Inflates one member; *rest moves behind it. */
static enum decode_outcome inflate_member(z_stream *stream, struct str *rest, struct strbuf *out)
{
    char chunk[CHUNK_BYTES];
    int code = Z_OK;

    stream->avail_in = 0;
    while (code != Z_STREAM_END) {
        if (stream->avail_in == 0 && rest->length > 0)
            feed(stream, rest);
        stream->next_out = (Bytef *)chunk;
        stream->avail_out = sizeof chunk;
        code = inflate(stream, Z_NO_FLUSH);
        if (!strbuf_add(out, (struct str){chunk, sizeof chunk - stream->avail_out}))
            return DECODE_TOO_LARGE;
        if (code == Z_BUF_ERROR)
            return DECODE_TRUNCATED;
        if (code != Z_OK && code != Z_STREAM_END)
            return DECODE_MALFORMED;
    }
    if (stream->avail_in > 0)
        *rest = (struct str){(const char *)stream->next_in, rest->length + stream->avail_in};
    return DECODE_OK;
}

/* Every member of the input (RFC 1952, 2.2); for zlib and raw data there is one. */
static enum decode_outcome inflate_all(struct str encoded, int window_bits, struct strbuf *out)
{
    z_stream stream = {0};
    enum decode_outcome outcome;

    zlib_start_inflating(&stream, window_bits);
    do {
        outcome = inflate_member(&stream, &encoded, out);
        if (outcome != DECODE_OK || inflateReset(&stream) != Z_OK)
            break;
    } while (window_bits == WINDOW_GZIP && encoded.length > 0);
    if (outcome == DECODE_OK && encoded.length > 0)
        outcome = DECODE_MALFORMED;
    inflateEnd(&stream);
    return outcome;
}

/* RFC 1952; several members may follow each other. */
static enum decode_outcome gzip_decode(struct str encoded, struct strbuf *out)
{
    return inflate_all(encoded, WINDOW_GZIP, out);
}

/* RFC 9110, 8.4.1.2: "deflate" is the zlib format; some send the bare stream. */
static enum decode_outcome deflate_decode(struct str encoded, struct strbuf *out)
{
    if (encoded.length < 2)
        return DECODE_TRUNCATED;
    return inflate_all(encoded, starts_as_zlib(encoded) ? WINDOW_ZLIB : WINDOW_RAW, out);
}

static const struct {
    const char *name;
    enum decode_outcome (*decode)(struct str encoded, struct strbuf *out);
} decoders[] = {
    {"gzip", gzip_decode},       {"x-gzip", gzip_decode}, /* RFC 9110, 8.4.1.3 */
    {"deflate", deflate_decode}, {"br", brotli_decode},   {"zstd", zstd_decode},
};

static enum decode_outcome decode_one(struct str coding, struct str encoded, struct strbuf *out)
{
    for (size_t i = 0; i < ARRAY_LENGTH(decoders); i++)
        if (str_equal_ignoring_case(coding, str_of(decoders[i].name)))
            return decoders[i].decode(encoded, out);
    return DECODE_UNSUPPORTED;
}

/* The codings in the order they were applied, without "identity". false: too many. */
static bool list_codings(struct str header, struct str codings[static CONTENT_MAX_CODINGS],
                         size_t *count)
{
    struct str coding;

    *count = 0;
    while ((coding = field_list_next(&header)).text) {
        if (str_equal_ignoring_case(coding, STR("identity")))
            continue;
        if (*count == CONTENT_MAX_CODINGS)
            return false;
        codings[(*count)++] = coding;
    }
    return true;
}

/* All codings but the first, which is the last one to be undone, into `inner`. */
static enum decode_outcome decode_outer(const struct str *codings, size_t count,
                                        struct str *encoded, struct strbuf *inner)
{
    enum decode_outcome outcome = DECODE_OK;

    while (outcome == DECODE_OK && count-- > 1) {
        struct strbuf next;

        strbuf_init(&next, inner->ceiling);
        outcome = decode_one(codings[count], *encoded, &next);
        strbuf_release(inner);
        *inner = next;
        *encoded = strbuf_str(inner);
    }
    return outcome;
}

static size_t ratio_ceiling(size_t encoded_bytes)
{
    if (encoded_bytes <= CONTENT_RATIO_FLOOR / CONTENT_MAX_RATIO)
        return CONTENT_RATIO_FLOOR;
    return encoded_bytes < SIZE_MAX / CONTENT_MAX_RATIO ? encoded_bytes * CONTENT_MAX_RATIO
                                                        : SIZE_MAX;
}

enum decode_outcome content_decode(struct str content_encoding, struct str encoded,
                                   struct strbuf *out)
{
    struct str codings[CONTENT_MAX_CODINGS];
    struct strbuf inner;
    size_t count, ceiling = out->ceiling, most = ratio_ceiling(encoded.length);
    enum decode_outcome outcome;

    if (!list_codings(content_encoding, codings, &count))
        return DECODE_UNSUPPORTED;
    if (count == 0)
        return strbuf_add(out, encoded) ? DECODE_OK : DECODE_TOO_LARGE;
    out->ceiling = most < ceiling ? most : ceiling;
    strbuf_init(&inner, out->ceiling);
    outcome = decode_outer(codings, count, &encoded, &inner);
    if (outcome == DECODE_OK)
        outcome = decode_one(codings[0], encoded, out);
    strbuf_release(&inner);
    out->ceiling = ceiling;
    return outcome;
}

const char *decode_outcome_text(enum decode_outcome outcome)
{
    switch (outcome) {
    case DECODE_OK:
        return "decoded";
    case DECODE_MALFORMED:
        return "not what its content coding says";
    case DECODE_TRUNCATED:
        return "cut off";
    case DECODE_TOO_LARGE:
        return "larger than the limit when decoded";
    case DECODE_UNSUPPORTED:
        return "in a content coding that is not supported";
    }
    return "";
}
