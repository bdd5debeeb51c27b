/* Multipart bodies taken apart (RFC 2046, 5.1; for forms RFC 7578). */
#ifndef OASDRIFT_HTTP_MULTIPART_H
#define OASDRIFT_HTTP_MULTIPART_H

#include "base/arena.h"
#include "http/exchange.h"

enum {
    MULTIPART_MAX_BOUNDARY = 70, /* RFC 2046, 5.1.1 */
    MULTIPART_MAX_PARTS = 1000,
    MULTIPART_MAX_HEADERS = 100 /* of one part */
};

struct multipart_part {
    struct headers headers;
    struct str bytes;
    struct str name, filename; /* of Content-Disposition: form-data; STR_NONE where absent */
};

struct multipart {
    struct arena *arena;
    struct str boundary;
    struct str rest; /* behind the last delimiter; STR_NONE behind the closing one */
    size_t part_count;
};

enum multipart_step {
    MULTIPART_PART,
    MULTIPART_END,
    MULTIPART_BROKEN, /* *problem tells: the body is no multipart */
    MULTIPART_LIMIT   /* *problem tells: one of the limits above */
};

/* Passes over the preamble. body is borrowed. Line ends may be CRLF or, as recorders leave them, LF
   alone. false and *problem: boundary is none, or the body has no delimiter. */
bool multipart_begin(struct multipart *multipart, struct arena *arena, struct str body,
                     struct str boundary, struct str *problem);
/* The next part, its headers in the arena, the rest borrowed from the body. */
enum multipart_step multipart_next(struct multipart *multipart, struct multipart_part *part,
                                   struct str *problem);

#endif
