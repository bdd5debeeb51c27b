/* All that a run told, kept until its end: for formats that cannot write before. */
#ifndef OASDRIFT_REPORT_GATHERED_RUN_H
#define OASDRIFT_REPORT_GATHERED_RUN_H

#include "base/arena.h"
#include "event/event.h"

struct gathered_run {
    struct arena arena;
    struct findings *findings;             /* with what was not checked, and diagnostics */
    struct str command, run, time, target; /* as in event_start */
    struct str title;                      /* run_title */
    struct str version, sha256;            /* of the first description; absent of several APIs */
    const bool *rules_off;                 /* as in event_start */
    const struct description_info *descriptions;
    size_t description_count;
    const struct event_coverage *coverage; /* only its operations and slots; NULL: none came */
    uint64_t excluded_unmatched, findings_left_out; /* as in event_end */
};

/* What the run is about: the title of its first description, or "users, billing". In the arena. */
struct str run_title(struct arena *arena, const struct event_start *start);

void gathered_run_init(struct gathered_run *run);
void gathered_run_release(struct gathered_run *run);
/* Copies what the event holds; of exchanges nothing is kept. */
void gathered_run_add(struct gathered_run *run, const struct event *event);

#endif
