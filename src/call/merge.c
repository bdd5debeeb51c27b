/* oasdrift_merge: the shards' event files to one report. */
#include "run/merge.h"
#include "call/options.h"
#include "call/session.h"

/* Twice is no harm, and yet may be a slip. */
static void tell_repeated(const struct session *session, const struct merge *merge)
{
    struct str text;

    for (size_t i = 0;
         session->options->verbosity >= 0 && (text = merge_repeated_at(merge, i)).text; i++)
        options_say(session->options, text.text);
}

static bool read_files(struct session *session, struct merge *merge, struct error *err)
{
    for (size_t i = 0; i < session->options->inputs.count; i++)
        if (!merge_add(merge, session->options->inputs.items[i], err))
            return false;
    tell_repeated(session, merge);
    return true;
}

/* An ndjson report of a part holds the shards as they came, so that it can be merged with the rest;
   of the whole it is that of a run that was never divided. */
static int write_reports(struct session *session, struct merge *merge, struct error *err)
{
    struct event_sink sink = session_sink(session);
    int code;

    session->verbatim = merge_is_partial(merge);
    if (session->verbatim)
        merge_lines(merge, session_write_verbatim, session);
    code = merge_conclude(merge, &sink, err);
    if (!err->raised && session_commit(session, err))
        session_write_baseline(session, code, err);
    else if (code == OASDRIFT_UNUSABLE || code == OASDRIFT_INCOMPLETE)
        return code;
    return err->raised ? OASDRIFT_INTERNAL : code;
}

int oasdrift_merge(const struct oasdrift_options *options)
{
    struct merge_settings settings = {.reproducible = options->reproducible,
                                      .interrupted = options->interrupted};
    struct session session;
    struct merge *merge = NULL;
    struct error err = {0};
    int code = OASDRIFT_UNUSABLE;

    session_init(&session, options);
    /* The rules are for what only the whole can break: drift.* and gate.*. */
    if (!options_parse_demands(options, &settings.demands, &err) ||
        !options_read_rules(options, session.rules, &err) ||
        !session_open_baselines(&session, &err) ||
        !session_open_reports(&session, settings.demands.fail_on, &err))
        goto out;
    if (options->baseline || options->write_baseline)
        settings.baselines = &session.baselines;
    settings.rules = session.rules;
    settings.exchanges = settings.lines = session_reports_as(&session, "ndjson");
    merge = merge_new(&settings);
    if (read_files(&session, merge, &err))
        code = write_reports(&session, merge, &err);
out:
    if (err.raised)
        options_say(options, err.message);
    merge_free(merge);
    session_release(&session);
    return code;
}
