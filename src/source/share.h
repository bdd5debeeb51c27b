/* The part of the recordings that one shard reads (--shard). Every shard is given the same
   recordings in the same order; each record belongs to exactly one shard. */
#ifndef OASDRIFT_SOURCE_SHARE_H
#define OASDRIFT_SOURCE_SHARE_H

#include "event/event.h"

enum { SHARE_MAX_COUNT = 100 * 1000 };

struct share {
    size_t index, count; /* from 1; count 0: everything */
    enum share_by by;
};

/* "3/8"; "auto": by the variables of the engine that started the process; "auto/8" where it does
   not say how many there are. by: "auto", "records", "files", "ranges", "input"; NULL: auto. text
   NULL: everything. *engine (may be NULL) is the variable that was used, or NULL. */
bool share_parse(struct share *share, const char *text, const char *by, const char **engine,
                 struct error *err);
/* Is the recording of that number (from 0) looked at? */
bool share_has_file(const struct share *share, size_t file);
/* Is the record? Where recordings are divided by records. */
bool share_has_record(const struct share *share, size_t file, size_t index);

#endif
