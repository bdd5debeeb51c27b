/* Compression undone while bytes come in, one unpacker a family. Private to stream/. */
#ifndef OASDRIFT_STREAM_UNPACK_H
#define OASDRIFT_STREAM_UNPACK_H

#include "base/error.h"

/* A zstd frame may ask for this much memory to look back into, and no more: 128 MiB, zstd's own
   default. */
enum { UNPACK_ZSTD_WINDOW_LOG = 27 };

struct unpacker {
    const char *name;                    /* for messages: "gzip" */
    bool (*recognises)(struct str head); /* the first bytes, at least four unless the input ends */
    void *(*start)(void);
    /* Takes bytes off *packed and writes to out; returns how many it wrote. With an empty *packed
       it gives what it still holds. *complete: the data may end here. 0 and err: broken. */
    size_t (*step)(void *state, struct str *packed, char *out, size_t capacity, bool *complete,
                   struct error *err);
    void (*end)(void *state);
};

extern const struct unpacker unpack_gzip; /* RFC 1952 */
extern const struct unpacker unpack_zlib; /* RFC 1950: mitmproxy's .zhar, vcr's .zz */
extern const struct unpacker unpack_zstd; /* RFC 8878 */

#endif
