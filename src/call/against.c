#include "call/against.h"

#include "call/recordings.h"

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

void against_listen(struct session *session)
{
    if (session->options->against.count == 0)
        return;
    session->comparison = comparison_new(session->apis.items[0], session->rules);
    session->listener = (struct run_listener){learn_new, session->comparison};
}

/* Of the other recordings' run, only what could not be read is told. */
static bool keep_diagnostic(void *context, const struct event *event, struct error *err)
{
    (void)err;
    if (event->kind == EVENT_ERROR)
        run_diagnose(context, event->error->id, event->error->message, event->error->source);
    return true;
}

static bool judge_others(struct session *session, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct run *run = session->run;
    const struct run_settings settings = {.command = STR("check"),
                                          .demands = {.allow_empty = options->allow_empty},
                                          .reproducible = options->reproducible,
                                          .no_coverage = true, /* nobody asks for it */
                                          .interrupted = options->interrupted,
                                          .listener = {learn_old, session->comparison}};
    const struct event_sink sink = {.event = keep_diagnostic, .context = run};
    bool judged;

    session->run =
        run_new(session->apis.items, 1, session->rules, session->redaction, &settings, &sink);
    judged = run_start(session->run, err) && recordings_judge(session, &options->against, err);
    run_finish(session->run, err);
    run_free(session->run);
    session->run = run;
    return judged && !err->raised;
}

bool against_tell(struct session *session, struct error *err)
{
    const struct finding *findings;
    size_t count;

    if (!session->comparison)
        return true;
    if (!judge_others(session, err))
        return false;
    findings = comparison_findings(session->comparison, &count);
    for (size_t i = 0; i < count; i++)
        run_find(session->run, &findings[i]);
    return true;
}
