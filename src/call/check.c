/* oasdrift_check, and oasdrift_baseline, which checks to accept what is found. */
#include "oasdrift.h"

#include <stdio.h>

#include "call/against.h"
#include "call/options.h"
#include "call/recordings.h"
#include "call/session.h"

static int check(struct session *session)
{
    const struct oasdrift_options *options = session->options;
    struct error err = {0};

    if (!source_format_known(options->from, &err) ||
        !session_load(session, options->description, &err) ||
        !openapi_has_parts(session->apis.items[0], &err))
        return options_unusable(options, &err);
    against_listen(session);
    if (!session_start(session, "check", &err))
        return options_unusable(options, &err);
    if (recordings_judge(session, &options->inputs, &err))
        against_tell(session, &err);
    return session_finish(session, &err);
}

int oasdrift_check(const struct oasdrift_options *options)
{
    struct session session;
    int code;

    session_init(&session, options);
    code = check(&session);
    session_release(&session);
    return code;
}

static void tell_change(const struct oasdrift_options *options,
                        const struct baseline_change *change)
{
    char text[ERROR_MESSAGE_BYTES], gone[64] = "";

    if (options->verbosity < 0)
        return;
    if (change->gone)
        snprintf(gone, sizeof gone, " (%zu not found again: --prune drops them)", change->gone);
    snprintf(text, sizeof text, "%s: %zu added, %zu kept%s, %zu dropped", options->write_baseline,
             change->added, change->kept, gone, change->removed);
    options_say(options, text);
}

int oasdrift_baseline(const struct oasdrift_options *options)
{
    struct oasdrift_options accepting = *options;
    struct session session;
    struct error err = {0};
    int code;

    if (!options->write_baseline) {
        error_raise(&err, "baseline needs a file to write, -o FILE");
        return options_unusable(options, &err);
    }
    accepting.exit_zero = true;
    session_init(&session, &accepting);
    session.silent = true;
    code = check(&session);
    if (code == OASDRIFT_OK || code == OASDRIFT_INCOMPLETE)
        tell_change(&accepting, &session.baselines.change);
    session_release(&session);
    return code;
}
