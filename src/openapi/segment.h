/* A segment of a request's path, in the normal form that templates are compared in, and the way
   back to the bytes as they were sent. Private to openapi/. */
#ifndef OASDRIFT_OPENAPI_SEGMENT_H
#define OASDRIFT_OPENAPI_SEGMENT_H

#include "base/str.h"

/* A segment whose normal form might be longer is compared as it is written. */
enum { SEGMENT_MAX_BYTES = 512 };

struct segment {
    struct str raw;
    struct str normal; /* raw itself, or in buffer: the struct must not be copied */
    char buffer[SEGMENT_MAX_BYTES];
    uint16_t origin[SEGMENT_MAX_BYTES + 1]; /* of each byte of buffer in raw, and of its end */
};

void segment_init(struct segment *segment, struct str raw);
/* Is it text, or pieces of text with one character or more between them? values: what stands
   between, one fewer than pieces, each no longer than it takes to reach the next piece; the last
   one is what is left before the last piece. NULL: not asked. */
bool segment_match(const struct segment *segment, const struct str *pieces, size_t piece_count,
                   struct str *values);
/* The part of raw that normal[from, to) came from. */
struct str segment_raw(const struct segment *segment, size_t from, size_t to);

#endif
