/* Earlier runs (--history DIR): event files that lie in a folder, for the page's trend and for what
   is new since the last one. They may be anything: what cannot be read is told, and no more. */
#ifndef OASDRIFT_REPORT_HTML_HISTORY_H
#define OASDRIFT_REPORT_HTML_HISTORY_H

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "event/event.h"

enum {
    HISTORY_ENTRIES_MAX = 100 * 1000,          /* read of the folder, whatever they are */
    HISTORY_FILES_MAX = 1000,                  /* looked at: the last by name */
    HISTORY_RUNS_MAX = 30,                     /* read and shown: the newest by their times */
    HISTORY_FILE_MAX_BYTES = 256 * 1024 * 1024 /* of one */
};

struct past_run {
    struct str file, time;
    uint64_t findings[SEVERITY_ERROR + 1];
    uint64_t exchanges, operations_seen, operations_total;
};

struct history {
    struct arena arena;
    VEC(struct past_run) runs; /* the oldest first */
    struct map fingerprints;   /* of the newest */
    size_t older;              /* runs that are not among them, though they could be */
    struct strbuf problems;    /* a line for each file that was not taken, or for many */
    size_t not_taken;          /* files */
};

/* Reads the *.ndjson of the folder that are whole runs of the same command and the same description
   as the present one, but for shards. */
void history_init(struct history *history, const char *folder, const struct event_start *present);
void history_release(struct history *history);

#endif
