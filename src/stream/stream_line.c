#include "stream/stream_line.h"

enum line_outcome stream_line_read(struct byte_stream *stream, struct strbuf *line,
                                   struct stream_place *place, struct error *err)
{
    bool any = false;

    strbuf_clear(line);
    *place = byte_stream_place(stream);
    while (byte_stream_fill(stream, 1, err)) {
        struct str window = byte_stream_window(stream);
        size_t length = str_find_char(window, '\n');

        if (window.length == 0)
            return any ? LINE_UNENDED : LINE_END;
        any = true;
        if (!line->overflowed)
            strbuf_add(line, str_slice(window, 0, length));
        byte_stream_consume(stream, length < window.length ? length + 1 : length);
        if (length < window.length)
            return LINE_GOT;
    }
    return LINE_FAILED;
}
