/* What a run came to, kept until its end: for formats that can write only then. */
#ifndef OASDRIFT_REPORT_GATHERED_RUN_H
#define OASDRIFT_REPORT_GATHERED_RUN_H

#include "base/arena.h"
#include "event/event.h"

struct gathered_run {
    struct arena arena;
    struct findings *findings;             /* with what was not checked, and diagnostics */
    struct str command, time, target;      /* as in event_start */
    struct str title, version, sha256;     /* of the first description */
    const struct event_coverage *coverage; /* operations and slots alone; NULL: none came */
};

void gathered_run_init(struct gathered_run *run);
void gathered_run_release(struct gathered_run *run);
/* Takes a copy of what the event holds; exchanges and the end leave nothing. */
void gathered_run_add(struct gathered_run *run, const struct event *event);

#endif
