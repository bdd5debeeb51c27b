/* A run as JUnit XML, by the profile of the format. */
#include <assert.h>

#include "report/junit_run.h"

static void event(struct report *report, const struct event *event)
{
    struct junit_run *run = report->state;
    const struct junit_profile *profile;

    if (event->kind == EVENT_START)
        junit_run_init(run, &report->style);
    gathered_run_add(&run->gathered, event);
    if (event->kind != EVENT_END)
        return;
    profile = junit_profile_of(report->format->name);
    assert(profile); /* a row of formats.def has EVENTS(junit), and no profile has its name */
    junit_run_finish(run);
    if (!report->style.reproducible)
        run->document.duration_ms = event->end->duration_ms;
    junit_write(report, profile, &run->document);
}

static void release(struct report *report)
{
    junit_run_release(report->state);
}

const struct event_renderer junit_events = {
    .state = {sizeof(struct junit_run), release},
    .event = event,
};
