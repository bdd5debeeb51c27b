/* Finds where JSON values begin and end in a stream, without reading them: an entry of a recording
   is cut out here and read by document/ afterwards. Holds no more than the caller asks to keep. */
#ifndef OASDRIFT_STREAM_JSON_SCANNER_H
#define OASDRIFT_STREAM_JSON_SCANNER_H

#include "base/strbuf.h"
#include "stream/byte_stream.h"

struct json_scanner {
    struct byte_stream *stream;
    struct str file; /* as messages show it */
};

enum { SCAN_END = -1, SCAN_FAILED = -2 };

/* The next byte that is no white space; it stays unread. SCAN_END at the end; SCAN_FAILED and err
   when the stream failed. */
int scan_peek(struct json_scanner *scanner, struct error *err);
/* Takes that byte when it is `wanted`; else false and err ("expected ... "). */
bool scan_take(struct json_scanner *scanner, char wanted, struct error *err);
/* Passes one value; its text is added to `kept` unless that is NULL (past kept's ceiling it is
   passed all the same). false and err when there is none or the stream ends in it. */
bool scan_value(struct json_scanner *scanner, struct strbuf *kept, struct error *err);
/* error_raise_at with the place of the next unread byte. */
bool scan_fail(struct json_scanner *scanner, struct error *err, const char *what);

#endif
