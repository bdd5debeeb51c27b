/* The events of one shard, or of one whole run, read from a file. Private to run/. */
#ifndef OASDRIFT_RUN_MERGE_PART_H
#define OASDRIFT_RUN_MERGE_PART_H

#include "base/vec.h"
#include "event/read.h"
#include "run/withheld.h"

struct merge_part {
    struct str file;
    struct arena arena;             /* of file, start, end, exchanges, lines */
    struct event_start start;       /* with time and descriptions */
    struct findings *findings;      /* ledger and diagnostics included */
    struct event_coverage coverage; /* in coverage_arena, which merge_add_parts empties */
    struct arena coverage_arena;
    VEC(struct event_exchange) exchanges;
    VEC(struct withheld_left) withheld; /* owned */
    VEC(struct str) lines;
    struct secret_digests secrets; /* items in the arena */
    struct event_end end;
    char digest[SHA256_HEX_LENGTH + 1]; /* "": unfinished */
};

/* Else it is a whole run. */
static inline bool merge_part_is_shard(const struct merge_part *part)
{
    return part->start.shard.count > 0;
}

struct merge_part_wants {
    bool exchanges, lines;
};

void merge_part_free(struct merge_part *part);

enum merge_part_outcome {
    PART_READ,
    PART_UNFINISHED, /* *part has its start, if there was one */
    PART_NONE,       /* the file has ended */
    PART_BROKEN
};

/* Reads the next part of the file. For PART_READ and PART_UNFINISHED, *part is new and yours to
   free. */
enum merge_part_outcome merge_part_read(struct event_reader *reader, const char *path,
                                        const struct merge_part_wants *wants,
                                        struct merge_part **part, struct error *err);

#endif
