/* Where the bytes of a recording come from: a file, standard input, memory, or a file in an
   archive. Compressed ones (gzip, zlib, zstd) are decompressed on the way. */
#ifndef OASDRIFT_STREAM_BYTE_INPUT_H
#define OASDRIFT_STREAM_BYTE_INPUT_H

#include "base/error.h"

enum { BYTE_INPUT_FIRST_READ = 64 * 1024 };

/* What was decompressed may be this many times as large as it was stored, once it is larger than
   the floor: beyond that reading fails, for no traffic is so alike, and a bomb would keep a run
   busy for hours. */
enum { UNPACK_MAX_RATIO = 500, UNPACK_RATIO_FLOOR = 64 * 1024 * 1024 };

struct byte_input;

/* The bytes as they are stored. Returns how many were read, 0 at the end; 0 and err when reading
 * failed. */
struct byte_origin {
    size_t (*read)(void *context, char *out, size_t capacity, struct error *err);
    void (*close)(void *context); /* may be NULL */
    void *context;
    uint64_t stored; /* bytes that it decompresses its bytes from; 0: they lie there as they are */
};

/* path "-" is standard input. NULL and err: cannot be opened, is a directory, or its compressed
   beginning cannot be read. */
struct byte_input *byte_input_open(const char *path, struct error *err);
/* Borrows bytes. */
struct byte_input *byte_input_memory(struct str bytes);
/* Owns the origin, also when it fails. */
struct byte_input *byte_input_from(struct byte_origin origin, struct error *err);
void byte_input_close(struct byte_input *input);
/* As byte_origin's read. */
size_t byte_input_read(struct byte_input *input, char *out, size_t capacity, struct error *err);

#endif
