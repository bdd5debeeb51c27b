/* text/event-stream: server-sent events (HTML Living Standard, 9.2.5 and 9.2.6). */
#ifndef OASDRIFT_HTTP_EVENT_STREAM_H
#define OASDRIFT_HTTP_EVENT_STREAM_H

#include "base/arena.h"

struct server_sent_event {
    struct str data;      /* its lines joined with LF; in the arena */
    struct str event, id; /* STR_NONE where no line gives one */
    struct str retry;     /* digits, or STR_NONE */
};

/* The next event of *rest, which moves behind it; false at the end. Lines end with CRLF, LF or CR.
   Passed over are a byte order mark, comments, unknown fields, and events without data. One that is
   cut off (no blank line follows) is dropped, as a browser drops it, and *cut is set. */
bool event_stream_next(struct arena *arena, struct str *rest, struct server_sent_event *event,
                       bool *cut);

#endif
