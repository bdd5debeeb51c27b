#include "call/against.h"

static void learn_new(void *context, const struct exchange *exchange,
                      const struct judgement *judgement)
{
    comparison_add(context, COMPARED_NEW, exchange, &judgement->exercised);
}

static void learn_old(void *context, const struct exchange *exchange,
                      const struct judgement *judgement)
{
    comparison_add(context, COMPARED_OLD, exchange, &judgement->exercised);
}

struct run_listener against_listener(struct comparison *comparison)
{
    return comparison ? (struct run_listener){learn_new, comparison} : (struct run_listener){0};
}

/* The run over the other recordings tells only what could not be read. */
static bool keep_diagnostic(void *context, const struct event *event, struct error *err)
{
    (void)err;
    if (event->kind == EVENT_ERROR)
        run_diagnose(context, event->error->id, event->error->message, event->error->source);
    return true;
}

static bool judge_others(struct session *session, struct comparison *comparison,
                         struct recordings *recordings, const struct oasdrift_list *others,
                         struct error *err)
{
    const struct oasdrift_outcome_options *outcome = session->options.outcome;
    const struct run_settings settings = {.command = STR("check"),
                                          .demands = {.allow_empty = outcome->allow_empty},
                                          .reproducible = outcome->reproducible,
                                          .values = session->values,
                                          .no_coverage = true, /* no report has it */
                                          .interrupted = session->options.terminal->interrupted,
                                          .listener = {learn_old, comparison}};
    const struct event_sink sink = {.event = keep_diagnostic, .context = session->run};
    struct run *run = run_new(session->descriptions.apis.items, 1, session->rules,
                              session->redaction, &settings, &sink);
    bool judged = run_start(run, err) && recordings_judge(recordings, run, others, err);

    run_finish(run, err);
    run_free(run);
    return judged && !err->raised;
}

bool against_tell(struct session *session, struct comparison *comparison,
                  struct recordings *recordings, const struct oasdrift_list *others,
                  struct error *err)
{
    if (!judge_others(session, comparison, recordings, others, err))
        return false;
    run_compare(session->run, comparison);
    return true;
}
