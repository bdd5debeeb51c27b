/* Content-Encoding undone (RFC 9110, 8.4), under a ceiling: a few bytes may stand for gigabytes. */
#ifndef OASDRIFT_HTTP_CONTENT_CODING_H
#define OASDRIFT_HTTP_CONTENT_CODING_H

#include "base/str.h"

struct strbuf;

enum {
    CONTENT_MAX_CODINGS = 4, /* upon each other; more are refused */
    /* Decoded bytes for one that is encoded, above the floor: many small bombs may cost no more
       than their bytes. */
    CONTENT_MAX_RATIO = 500,
    CONTENT_RATIO_FLOOR = 1024 * 1024
};

enum decode_outcome {
    DECODE_OK,
    DECODE_MALFORMED,
    DECODE_TRUNCATED,  /* ends before its end; out holds what there is */
    DECODE_TOO_LARGE,  /* passed out's ceiling or the ratio; out holds the first part */
    DECODE_UNSUPPORTED /* compress and others without a decoder, or too many codings */
};

/* content_encoding: the header's value, "gzip", "deflate, gzip", "identity", "" or STR_NONE. */
enum decode_outcome content_decode(struct str content_encoding, struct str encoded,
                                   struct strbuf *out);
/* "cut off", "larger than the limit", ... for messages. */
const char *decode_outcome_text(enum decode_outcome outcome);

#endif
