/* Reads event files (--report ndjson). They may come from anywhere: whatever is wrong in one is an
   error with its file and line, and every length has a limit. Text that was redacted when it was
   written stays redacted. */
#ifndef OASDRIFT_EVENT_READ_H
#define OASDRIFT_EVENT_READ_H

#include "base/sha256.h"
#include "event/event.h"

enum {
    EVENT_LINE_MAX = 64 * 1024 * 1024,        /* bytes of one event */
    EVENT_FILE_MAX_EVENTS = 20 * 1000 * 1000, /* of one file */
    EVENT_SHARDS_MAX = 100 * 1000             /* of a run */
};
/* The largest count; up to here, every reader of JSON has exact integers. */
#define EVENT_COUNT_MAX (UINT64_C(1) << 53)

enum event_step {
    EVENT_READ,       /* *event is filled */
    EVENT_FILE_END,   /* after a trailer */
    EVENT_UNFINISHED, /* the file ends after a start, without its trailer */
    EVENT_BROKEN      /* err tells where and why */
};

struct event_reader;

/* "-" is standard input. NULL and err when it cannot be opened. */
struct event_reader *event_reader_open(const char *path, struct error *err);
void event_reader_close(struct event_reader *reader);
/* Reads the next event; all of it lies in the arena. A file may hold several, as `cat` puts them
   together: the next start follows a trailer. A trailer whose digest is not that of the lines
   before it is EVENT_BROKEN. */
enum event_step event_reader_next(struct event_reader *reader, struct arena *arena,
                                  struct event *event, struct error *err);
/* The line of the last event that was read, without its line feed; in the same arena as it. */
struct str event_reader_line(const struct event_reader *reader);
/* The digest of the last trailer that was read. */
const char *event_reader_digest(const struct event_reader *reader);

#endif
