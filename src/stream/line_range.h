/* The lines of a plain file whose first byte is in a range: how one file of HAR lines is divided
   without anyone reading it twice. */
#ifndef OASDRIFT_STREAM_LINE_RANGE_H
#define OASDRIFT_STREAM_LINE_RANGE_H

#include "stream/byte_stream.h"

/* Where the range begins: what has to be added to places in the stream. */
struct line_range {
    uint64_t offset; /* bytes before the first line of the range */
    size_t lines;    /* line ends before it */
    uint64_t size;   /* of the whole file */
};

/* Is it a regular file that is not compressed? */
bool line_range_fits(const char *path);
/* The lines of part `index` (from 1) of `count`. NULL and err when it cannot be read. */
struct byte_stream *line_range_open(const char *path, size_t index, size_t count,
                                    struct line_range *range, struct error *err);

#endif
