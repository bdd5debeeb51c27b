#include "stream/byte_stream.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"

struct byte_stream {
    struct byte_input *input;

    char *window; /* BYTE_STREAM_WINDOW bytes; unread ones in [at, end) */
    size_t at, end;
    bool ended;
    struct error
        failure; /* a failure met while reading ahead; reported when the window is used up */

    /* The place of window[counted]; counted <= at. */
    struct stream_place place;
    size_t counted;
};

struct byte_stream *byte_stream_new(struct byte_input *input)
{
    struct byte_stream *stream = alloc_zeroed(1, sizeof *stream);

    stream->input = input;
    stream->window = alloc_bytes(BYTE_STREAM_WINDOW);
    stream->place = (struct stream_place){.line = 1, .column = 1};
    return stream;
}

struct byte_stream *byte_stream_open(const char *path, struct error *err)
{
    struct byte_input *input = byte_input_open(path, err);

    return input ? byte_stream_new(input) : NULL;
}

struct byte_stream *byte_stream_memory(struct str bytes)
{
    return byte_stream_new(byte_input_memory(bytes));
}

void byte_stream_close(struct byte_stream *stream)
{
    if (!stream)
        return;
    byte_input_close(stream->input);
    free(stream->window);
    free(stream);
}

/* Adds to the window; sets `ended` when nothing is left. */
static void read_more(struct byte_stream *stream)
{
    size_t got = byte_input_read(stream->input, stream->window + stream->end,
                                 BYTE_STREAM_WINDOW - stream->end, &stream->failure);

    stream->end += got;
    stream->ended = got == 0;
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
    stream->place.column += utf8_length((struct str){from, (size_t)(to - from)});
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
