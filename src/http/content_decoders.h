/* Private to http/: the decoders of single content codings. Each appends to out, under its
   ceiling. */
#ifndef OASDRIFT_HTTP_CONTENT_DECODERS_H
#define OASDRIFT_HTTP_CONTENT_DECODERS_H

#include "base/strbuf.h"
#include "http/content_coding.h"

/* RFC 7932. */
enum decode_outcome brotli_decode(struct str encoded, struct strbuf *out);
/* RFC 8878; a window over 8 MiB is refused (RFC 9659, 3). */
enum decode_outcome zstd_decode(struct str encoded, struct strbuf *out);

#endif
