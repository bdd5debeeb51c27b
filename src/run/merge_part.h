/* Private to run/: the events of one shard, or of one whole run, read from a file. */
#ifndef OASDRIFT_RUN_MERGE_PART_H
#define OASDRIFT_RUN_MERGE_PART_H

#include "base/vec.h"
#include "event/read.h"

struct merge_part {
    struct str file;
    struct arena arena;             /* of start, end, exchanges, lines */
    struct event_start start;       /* with time and descriptions */
    struct findings *findings;      /* ledger and diagnostics included */
    struct event_coverage coverage; /* in coverage_arena until it was taken */
    struct arena coverage_arena;
    VEC(struct event_exchange) exchanges;
    VEC(struct str) lines;
    struct event_end end;
    char digest[SHA256_HEX_LENGTH + 1]; /* "": unfinished */
};

struct merge_part_wants {
    bool exchanges, lines;
};

void merge_part_free(struct merge_part *part);

enum merge_part_outcome {
    PART_READ,
    PART_UNFINISHED, /* *part has what its start told, if it has one */
    PART_NONE,       /* the file has ended */
    PART_BROKEN
};

/* The next one of the file; *part is new and the caller's for READ and UNFINISHED. */
enum merge_part_outcome merge_part_read(struct event_reader *reader, const char *path,
                                        const struct merge_part_wants *wants,
                                        struct merge_part **part, struct error *err);

#endif
