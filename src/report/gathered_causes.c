#include "report/gathered_causes.h"

static bool is_unshown_count(const struct finding *finding, const struct report_style *style)
{
    return finding->observations && finding->severity == SEVERITY_INFO && style->verbosity <= 0 &&
           !finding_counts(finding, style->fail_on);
}

bool shown_in_short(const struct finding *finding, const struct report_style *style)
{
    return !is_unshown_count(finding, style) &&
           (style->verbosity > 0 || !finding_is_excused(finding));
}

struct shown_by {
    shown_filter *filter;
    const struct report_style *style;
};

static bool is_shown(const void *context, const struct finding *finding)
{
    const struct shown_by *by = context;

    return by->filter(finding, by->style);
}

bool gathered_causes_add(struct gathered_causes *gathered, const struct event *event,
                         shown_filter *filter, const struct report_style *style)
{
    const struct shown_by by = {filter, style};

    if (event->kind == EVENT_START)
        gathered_run_init(&gathered->run);
    gathered_run_add(&gathered->run, event);
    if (event->kind == EVENT_FINDING && is_unshown_count(event->finding, style))
        gathered->unobserved += !finding_is_excused(event->finding);
    if (event->kind != EVENT_END)
        return false;
    causes_init(&gathered->causes, gathered->run.findings, is_shown, &by);
    return true;
}

void gathered_causes_release(struct gathered_causes *gathered)
{
    causes_release(&gathered->causes);
    gathered_run_release(&gathered->run);
}

size_t entries_shown(size_t count, size_t limit, const struct report_style *style)
{
    if (style->max_findings)
        limit = style->max_findings;
    return count < limit ? count : limit;
}
