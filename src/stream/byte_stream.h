/* The bytes of a recording, a window at a time. Memory stays the same however long it is. */
#ifndef OASDRIFT_STREAM_BYTE_STREAM_H
#define OASDRIFT_STREAM_BYTE_STREAM_H

#include "stream/byte_input.h"

enum { BYTE_STREAM_WINDOW = 256 * 1024 };

struct byte_stream;

/* Where a byte lies in the decompressed stream. */
struct stream_place {
    uint64_t offset;     /* bytes from the start */
    size_t line, column; /* from 1; columns count code points */
};

/* Owns the input. */
struct byte_stream *byte_stream_new(struct byte_input *input);
/* As byte_input's. */
struct byte_stream *byte_stream_open(const char *path, struct error *err);
struct byte_stream *byte_stream_memory(struct str bytes);
void byte_stream_close(struct byte_stream *stream);

/* Makes at least `wanted` (up to BYTE_STREAM_WINDOW) unread bytes visible; fewer only at the end of
   the stream. false and err when reading or decompressing failed; what was read before the failure
   is delivered first. */
bool byte_stream_fill(struct byte_stream *stream, size_t wanted, struct error *err);
/* The unread bytes; valid until the next fill. */
struct str byte_stream_window(const struct byte_stream *stream);
/* Marks the first `count` bytes of the window as read. */
void byte_stream_consume(struct byte_stream *stream, size_t count);
/* The place of the window's first byte. */
struct stream_place byte_stream_place(struct byte_stream *stream);

#endif
