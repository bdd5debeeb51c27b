/* How far a long call is: one line on a terminal, rewritten in place. */
#ifndef OASDRIFT_CALL_PROGRESS_H
#define OASDRIFT_CALL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool wanted;
    bool shown;
    uint64_t next_ms; /* when the next line is due */
};

void progress_init(struct progress *progress, bool wanted);
/* Is it time for another line? */
bool progress_is_due(struct progress *progress);
void progress_show(struct progress *progress, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Takes the line away: before other output, and at the end. */
void progress_hide(struct progress *progress);

#endif
