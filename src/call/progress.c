#include "call/progress.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/duration.h"

/* A call that ends before the first line is due shows none. */
enum { FIRST_MS = 500, EVERY_MS = 200 };

/* Back to the start of the line, and erase it (ECMA-48, EL). */
#define ERASE "\r\033[K"

void progress_init(struct progress *progress, bool wanted)
{
    *progress =
        (struct progress){.wanted = wanted, .next_ms = wanted ? duration_clock_ms() + FIRST_MS : 0};
}

bool progress_is_due(struct progress *progress)
{
    uint64_t now;

    if (!progress->wanted)
        return false;
    now = duration_clock_ms();
    if (now < progress->next_ms)
        return false;
    progress->next_ms = now + EVERY_MS;
    return true;
}

void progress_show(struct progress *progress, const char *format, ...)
{
    va_list args;

    fputs(ERASE, stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fflush(stderr);
    progress->shown = true;
}

void progress_hide(struct progress *progress)
{
    if (!progress->shown)
        return;
    fputs(ERASE, stderr);
    fflush(stderr);
    progress->shown = false;
}
