#include "source/byte_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/alloc.h"

struct byte_stream {
    int fd;            /* -1: memory */
    struct str memory; /* what is left of it */
    bool input_ended;

    /* gzip (RFC 1952). `raw` holds compressed bytes that inflate has not taken yet. */
    bool compressed;
    bool member_ended; /* between two members, or behind the last */
    z_stream inflate;
    unsigned char raw[BYTE_STREAM_FIRST_READ];

    char *window; /* BYTE_STREAM_WINDOW bytes; unread ones in [at, end) */
    size_t at, end;
    bool ended;
    struct error failure; /* met while reading ahead; told when the window is used up */

    /* The place of window[counted]; counted <= at. */
    struct stream_place place;
    size_t counted;
};

static struct byte_stream *stream_new(int fd, struct str memory)
{
    struct byte_stream *stream = alloc_zeroed(1, sizeof *stream);

    stream->fd = fd;
    stream->memory = memory;
    stream->window = alloc_bytes(BYTE_STREAM_WINDOW);
    stream->place = (struct stream_place){.line = 1, .column = 1};
    return stream;
}

static size_t read_memory(struct byte_stream *stream, char *out, size_t capacity)
{
    struct str part = str_slice(stream->memory, 0, capacity);

    if (part.length)
        memcpy(out, part.text, part.length);
    stream->memory = str_slice(stream->memory, part.length, SIZE_MAX);
    stream->input_ended = part.length == 0;
    return part.length;
}

/* Bytes as they lie in the file; 0 at its end or at a failure (then stream->failure is raised). */
static size_t read_input(struct byte_stream *stream, char *out, size_t capacity)
{
    ssize_t got;

    if (stream->fd < 0)
        return read_memory(stream, out, capacity);
    do
        got = read(stream->fd, out, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        error_raise(&stream->failure, "reading failed: %s", strerror(errno));
    stream->input_ended = got <= 0;
    return got > 0 ? (size_t)got : 0;
}

/* A file may hold several gzip members, one behind the other (RFC 1952, 2.2). Zero bytes behind the
   last one are padding (tapes have it). */
static bool next_member(struct byte_stream *stream)
{
    z_stream *z = &stream->inflate;

    while (z->avail_in && *z->next_in == 0) {
        z->next_in++;
        z->avail_in--;
    }
    if (z->avail_in == 0)
        return true;
    if (*z->next_in != 0x1f)
        return error_raise(&stream->failure, "bytes that are no gzip behind the gzip data");
    stream->member_ended = false;
    if (inflateReset(z) != Z_OK)
        return error_raise(&stream->failure, "gzip: out of order");
    return true;
}

static size_t inflate_some(struct byte_stream *stream, char *out, size_t capacity)
{
    z_stream *z = &stream->inflate;
    int outcome;

    z->next_out = (unsigned char *)out;
    z->avail_out = (unsigned)capacity;
    outcome = inflate(z, Z_NO_FLUSH);
    if (outcome == Z_STREAM_END)
        stream->member_ended = true;
    else if (outcome != Z_OK && outcome != Z_BUF_ERROR)
        error_raise(&stream->failure, "the gzip data is broken: %s", z->msg ? z->msg : "bad data");
    return capacity - z->avail_out;
}

static size_t read_compressed(struct byte_stream *stream, char *out, size_t capacity)
{
    z_stream *z = &stream->inflate;
    size_t length = 0;

    while (length == 0 && !stream->failure.raised) {
        if (z->avail_in == 0 && !stream->input_ended) {
            z->next_in = stream->raw;
            z->avail_in = (unsigned)read_input(stream, (char *)stream->raw, BYTE_STREAM_FIRST_READ);
        }
        if (stream->member_ended && !next_member(stream))
            break;
        if (z->avail_in == 0 && stream->input_ended) {
            if (!stream->member_ended && !stream->failure.raised)
                error_raise(&stream->failure, "the gzip data is cut off");
            break;
        }
        if (!stream->member_ended)
            length = inflate_some(stream, out, capacity);
    }
    return length;
}

/* Adds to the window; sets `ended` when nothing is left. */
static void read_more(struct byte_stream *stream)
{
    char *out = stream->window + stream->end;
    size_t capacity = BYTE_STREAM_WINDOW - stream->end;
    size_t got = stream->compressed ? read_compressed(stream, out, capacity)
                                    : read_input(stream, out, capacity);

    stream->end += got;
    stream->ended = got == 0;
}

/* Columns count code points: every byte but the continuation bytes of UTF-8, 0x80 to 0xbf. */
static size_t count_columns(const char *text, size_t length)
{
    size_t count = 0, i = 0;

#ifdef __SSE2__
    for (; i + 16 <= length; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        __m128i starts = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65)); /* -65 is 0xbf */

        count += (size_t)__builtin_popcount((unsigned)_mm_movemask_epi8(starts));
    }
#endif
    for (; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static void count_place(struct byte_stream *stream)
{
    const char *from = stream->window + stream->counted;
    const char *to = stream->window + stream->at;
    const char *line_end;

    stream->place.offset += (uint64_t)(to - from);
    while (from < to && (line_end = memchr(from, '\n', (size_t)(to - from)))) {
        stream->place.line++;
        stream->place.column = 1;
        from = line_end + 1;
    }
    stream->place.column += count_columns(from, (size_t)(to - from));
    stream->counted = stream->at;
}

static void make_room(struct byte_stream *stream)
{
    count_place(stream);
    memmove(stream->window, stream->window + stream->at, stream->end - stream->at);
    stream->end -= stream->at;
    stream->at = 0;
    stream->counted = 0;
}

bool byte_stream_fill(struct byte_stream *stream, size_t wanted, struct error *err)
{
    if (wanted > BYTE_STREAM_WINDOW)
        wanted = BYTE_STREAM_WINDOW;
    if (stream->end - stream->at >= wanted)
        return true;
    if (BYTE_STREAM_WINDOW - stream->at < wanted || stream->at == stream->end)
        make_room(stream);
    while (stream->end - stream->at < wanted && !stream->ended)
        read_more(stream);
    if (stream->failure.raised && stream->at == stream->end)
        return error_raise(err, "%s", stream->failure.message);
    return true;
}

struct str byte_stream_window(const struct byte_stream *stream)
{
    return (struct str){stream->window + stream->at, stream->end - stream->at};
}

void byte_stream_consume(struct byte_stream *stream, size_t count)
{
    stream->at += count;
}

struct stream_place byte_stream_place(struct byte_stream *stream)
{
    count_place(stream);
    return stream->place;
}

/* Reads the first bytes and looks whether they are gzip's. */
static bool recognise_gzip(struct byte_stream *stream, struct error *err)
{
    char *raw = (char *)stream->raw;
    size_t length = 0;

    while (length < 2 && !stream->input_ended)
        length += read_input(stream, raw + length, BYTE_STREAM_FIRST_READ - length);
    if (stream->failure.raised)
        return error_raise(err, "%s", stream->failure.message);
    if (!str_starts_with((struct str){raw, length}, STR("\x1f\x8b"))) {
        memcpy(stream->window, raw, length);
        stream->end = length;
        return true;
    }
    stream->inflate.next_in = stream->raw;
    stream->inflate.avail_in = (unsigned)length;
    if (inflateInit2(&stream->inflate, 15 + 16) != Z_OK) /* 16: gzip's frame */
        alloc_failed(BYTE_STREAM_FIRST_READ);
    stream->compressed = true;
    return true;
}

static int open_file(const char *path, struct error *err)
{
    struct stat status;
    int fd;

    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        error_raise(err, "%s: %s", path, strerror(errno));
        return -1;
    }
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        error_raise(err, "%s: is a directory; name the recordings in it", path);
        close(fd);
        return -1;
    }
    return fd;
}

struct byte_stream *byte_stream_open(const char *path, struct error *err)
{
    struct byte_stream *stream;
    struct error failure = {0};
    int fd = open_file(path, err);

    if (fd < 0)
        return NULL;
    stream = stream_new(fd, STR_NONE);
    if (recognise_gzip(stream, &failure))
        return stream;
    error_raise(err, "%s: %s", path, failure.message);
    byte_stream_close(stream);
    return NULL;
}

struct byte_stream *byte_stream_memory(struct str bytes)
{
    struct byte_stream *stream = stream_new(-1, bytes);

    recognise_gzip(stream, NULL); /* memory is always readable */
    return stream;
}

void byte_stream_close(struct byte_stream *stream)
{
    if (!stream)
        return;
    if (stream->compressed)
        inflateEnd(&stream->inflate);
    if (stream->fd > STDIN_FILENO)
        close(stream->fd);
    free(stream->window);
    free(stream);
}
