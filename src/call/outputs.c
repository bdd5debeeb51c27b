#include "call/outputs.h"

#include "call/caller.h"

bool outputs_tell(struct file_uses *uses, const struct oasdrift_list *reports, bool by_default,
                  struct error *err)
{
    for (size_t i = 0; i < reports->count; i++)
        if (!file_uses_add(uses, "report", reports->items[i], report_path(reports->items[i]), err))
            return false;
    return !by_default || reports->count || file_uses_add(uses, "report", "text", "-", err);
}

bool outputs_spare(struct file_uses *uses, const struct oasdrift_list *files, struct error *err)
{
    for (size_t i = 0; i < files->count; i++)
        if (!file_uses_allow(uses, files->items[i], err))
            return false;
    return true;
}

bool outputs_open(struct reports *reports, enum report_subject subject,
                  const struct oasdrift_outcome_options *outcome,
                  const struct oasdrift_terminal_options *terminal, enum severity fail_on,
                  struct error *err)
{
    const struct report_style style = {.fail_on = fail_on,
                                       .verbosity = terminal->verbosity,
                                       .colour = terminal->colour,
                                       .columns = terminal->columns,
                                       .max_findings = outcome->max_findings,
                                       .history = outcome->history,
                                       .reproducible = outcome->reproducible,
                                       .complete = outcome->require_complete};

    for (size_t i = 0; i < outcome->reports.count; i++)
        if (!reports_open(reports, outcome->reports.items[i], subject, &style, err))
            return false;
    return outcome->reports.count > 0 || reports_open(reports, "text", subject, &style, err);
}

static void mention(void *context, const char *text)
{
    caller_mention(context, "%s", text);
}

bool outputs_commit(struct reports *reports, const struct oasdrift_terminal_options *terminal,
                    struct error *err)
{
    struct oasdrift_terminal_options said = *terminal;

    if (!reports_commit(reports, err))
        return false;
    reports_notices(reports, mention, &said);
    return true;
}

static bool send(void *context, const struct event *event, struct error *err)
{
    struct outputs *outputs = context;

    return reports_event(&outputs->reports, event, err) &&
           (!outputs->also.event || (event->kind == EVENT_EXCHANGE && event->exchange->aside) ||
            outputs->also.event(outputs->also.context, event, err));
}

struct event_sink outputs_sink(struct outputs *outputs)
{
    return (struct event_sink){.event = send,
                               .context = outputs,
                               .wants_contents = reports_show_contents(&outputs->reports),
                               .at_once = reports_stream_lines(&outputs->reports),
                               .wants_coverage = outputs->also.wants_coverage ||
                                                 reports_want_coverage(&outputs->reports)};
}
