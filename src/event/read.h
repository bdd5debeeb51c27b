/* Event files (--report ndjson) read back. They come from anywhere: whatever is wrong in one is an
   error with its file and line, and every length meets a limit. Text that was redacted before it
   was written stays so. */
#ifndef OASDRIFT_EVENT_READ_H
#define OASDRIFT_EVENT_READ_H

#include "base/sha256.h"
#include "event/event.h"

enum {
    EVENT_LINE_MAX = 64 * 1024 * 1024,        /* bytes of one event */
    EVENT_FILE_MAX_EVENTS = 20 * 1000 * 1000, /* of one file */
    EVENT_SHARDS_MAX = 100 * 1000             /* of a run */
};
#define EVENT_COUNT_MAX (UINT64_C(1) << 53) /* of anything counted: JSON's safe integers */

enum event_step {
    EVENT_READ,       /* *event is filled */
    EVENT_FILE_END,   /* after a trailer */
    EVENT_UNFINISHED, /* the file ends without the trailer of what it began */
    EVENT_BROKEN      /* err tells where and why */
};

struct event_reader;

/* "-" is standard input. NULL and err when it cannot be opened. */
struct event_reader *event_reader_open(const char *path, struct error *err);
void event_reader_close(struct event_reader *reader);
/* The next event, all of it in the arena. Files may stand behind each other in one (`cat`): after a
   trailer comes the next start. A trailer whose digest is not that of the lines before it is
   BROKEN. */
enum event_step event_reader_next(struct event_reader *reader, struct arena *arena,
                                  struct event *event, struct error *err);
/* The line of the event read last, without its end; in the arena it was read into. */
struct str event_reader_line(const struct event_reader *reader);
/* After a trailer: its digest. */
const char *event_reader_digest(const struct event_reader *reader);

#endif
