/* --baseline and --write-baseline: read before the run, written after it. */
#include "base/file.h"
#include "base/strbuf.h"
#include "call/session.h"

struct str session_today(struct session *session, bool reproducible)
{
    return str_slice(run_time(&session->arena, reproducible), 0, strlen("2026-11-25"));
}

bool session_open_baselines(struct session *session, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct baselines *baselines = &session->baselines;

    if (!options->baseline && !options->write_baseline)
        return true;
    baselines->today = session_today(session, false);
    baselines->date = session_today(session, options->reproducible);
    baselines->prune = options->prune;
    if (options->baseline) {
        if (strcmp(options->baseline, "-") != 0 && !file_exists(options->baseline))
            return error_raise(err,
                               "--baseline %s: there is no such file; `oasdrift baseline "
                               "DESCRIPTION RECORDING... -o %s` makes it, or --write-baseline %s",
                               options->baseline, options->baseline, options->baseline);
        baselines->known = baseline_new();
        if (!baseline_read(baselines->known, options->baseline, err))
            return false;
    }
    if (!options->write_baseline)
        return true;
    baselines->accepts = baseline_new();
    return !file_exists(options->write_baseline) ||
           baseline_read(baselines->accepts, options->write_baseline, err);
}

/* Of a run that was interrupted nothing is written: it did not see the whole. */
bool session_write_baseline(struct session *session, int code, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct file_output file;
    struct strbuf text;

    if (!session->baselines.accepts || code == OASDRIFT_INTERRUPTED || code == OASDRIFT_INTERNAL)
        return true;
    if (!file_create(&file, options->write_baseline, err))
        return false;
    strbuf_init(&text, SIZE_MAX);
    baseline_write(session->baselines.accepts, &text);
    fwrite(text.text, 1, text.length, file.stream);
    strbuf_release(&text);
    return file_commit(&file, err);
}
