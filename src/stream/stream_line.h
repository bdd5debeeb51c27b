/* The lines of a stream. */
#ifndef OASDRIFT_STREAM_STREAM_LINE_H
#define OASDRIFT_STREAM_STREAM_LINE_H

#include "base/strbuf.h"
#include "stream/byte_stream.h"

enum line_outcome {
    LINE_GOT,
    LINE_UNENDED, /* the last one, without its line end */
    LINE_END,
    LINE_FAILED
};

/* The next line, without its line feed, into *line (past its ceiling the rest is passed over).
 *place is where it starts. */
enum line_outcome stream_line_read(struct byte_stream *stream, struct strbuf *line,
                                   struct stream_place *place, struct error *err);

#endif
