#include "report/gathered_causes.h"

#include "report/shown_finding.h"

static bool is_shown(const void *context, const struct finding *finding)
{
    return finding_is_shown(finding, context);
}

bool gathered_causes_add(struct gathered_causes *gathered, const struct event *event,
                         const struct report_style *style)
{
    if (event->kind == EVENT_START)
        gathered_run_init(&gathered->run);
    gathered_run_add(&gathered->run, event);
    if (event->kind == EVENT_FINDING && finding_is_unshown_count(event->finding, style))
        gathered->unobserved += !finding_is_excused(event->finding);
    if (event->kind != EVENT_END)
        return false;
    causes_init(&gathered->causes, gathered->run.findings, is_shown, style);
    return true;
}

void gathered_causes_release(struct gathered_causes *gathered)
{
    causes_release(&gathered->causes);
    gathered_run_release(&gathered->run);
}
