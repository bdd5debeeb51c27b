/* A body's text in a HAR as the bytes it stands for. */
#ifndef OASDRIFT_SOURCE_HAR_TEXT_H
#define OASDRIFT_SOURCE_HAR_TEXT_H

#include "base/arena.h"
#include "http/exchange.h"

struct har_text {
    struct str text;
    struct str encoding;           /* as HAR 1.2 has it for responses; may be absent */
    struct str form;               /* media type beside the text; may be absent */
    const struct headers *headers; /* of the message */
    int64_t size, wire_size;       /* content.size and bodySize; -1: not told */
};

/* By `encoding`; where that names none, each character may stand for a byte. Unknown, with its
   reason, where the text cannot be decoded. */
struct body har_text_body(struct arena *arena, const struct har_text *text);

#endif
