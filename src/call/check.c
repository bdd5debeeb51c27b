/* oasdrift_check, and oasdrift_baseline, which checks to accept what is found. */
#include "oasdrift.h"

#include <stdio.h>

#include "call/against.h"
#include "call/caller.h"
#include "call/recordings.h"
#include "call/session.h"

struct checking {
    const struct oasdrift_check_options *options;
    struct session session;
    struct recordings recordings;
    struct comparison *comparison; /* options->against; else NULL */
};

static void init(struct checking *checking, const struct oasdrift_check_options *options)
{
    const struct session_options of_session = {.outcome = &options->outcome,
                                               .rules = &options->rules,
                                               .description = &options->description,
                                               .operations = &options->operations,
                                               .terminal = &options->terminal};

    *checking = (struct checking){.options = options};
    session_init(&checking->session, &of_session);
}

static void release(struct checking *checking)
{
    comparison_free(checking->comparison);
    session_release(&checking->session);
    recordings_release(&checking->recordings);
}

/* Both recordings would be divided, each in its own way: all would differ. */
static bool is_whole(const struct checking *checking, struct error *err)
{
    const struct shard shard = recordings_shard(&checking->recordings);

    return shard.count <= 1 ||
           error_raise(err,
                       "--against: what two recordings do not share only the whole can tell, and "
                       "--shard %zu/%zu is a part",
                       shard.index, shard.count);
}

static bool open_description(struct checking *checking, const char *description, struct error *err)
{
    const struct oasdrift_check_options *options = checking->options;
    struct session *session = &checking->session;

    if (!source_format_known(options->recordings.from, err) ||
        !session_load(session, description, err) || !openapi_has_parts(session_api(session), err))
        return false;
    if (options->against.count)
        checking->comparison = comparison_new(session_api(session));
    return recordings_init(&checking->recordings, &options->recordings, &options->terminal, err) &&
           (!checking->comparison || is_whole(checking, err));
}

static int check(struct checking *checking, const char *description,
                 const struct oasdrift_list *recordings, bool to_accept)
{
    const struct oasdrift_check_options *options = checking->options;
    struct session *session = &checking->session;
    struct session_task task = {.command = "check",
                                .run_id = options->recordings.run_id,
                                .judged = *recordings,
                                .threads = (size_t)options->recordings.threads,
                                .by_product = to_accept};
    struct error err = {0};

    if (!session_claim(session, &(struct session_outputs){.by_product = to_accept}, &err) ||
        !recordings_allow(&session->uses, recordings, &err) ||
        !recordings_allow(&session->uses, &options->against, &err) ||
        !open_description(checking, description, &err))
        return caller_unusable(&options->terminal, &err);
    checking->recordings.uses = &session->uses;
    task.shard = recordings_shard(&checking->recordings);
    task.listener = against_listener(checking->comparison);
    if (!session_start(session, &task, &err))
        return caller_unusable(&options->terminal, &err);
    if (recordings_judge(&checking->recordings, session->run, recordings, &err) &&
        checking->comparison)
        against_tell(session, checking->comparison, &checking->recordings, &options->against, &err);
    return session_finish(session, &err);
}

static const struct oasdrift_check_options defaults;

int oasdrift_check(const char *description, const struct oasdrift_list *recordings,
                   const struct oasdrift_check_options *options)
{
    struct checking checking;
    int code;

    init(&checking, options ? options : &defaults);
    code = check(&checking, description, recordings, false);
    release(&checking);
    return code;
}

static void tell_change(const struct oasdrift_check_options *options,
                        const struct baseline_change *change)
{
    char gone[64] = "", widened[64] = "";

    if (change->gone)
        snprintf(gone, sizeof gone, " (%zu not found again: --prune drops them)", change->gone);
    if (change->widened)
        snprintf(widened, sizeof widened, " (%zu accept values of further kinds)", change->widened);
    caller_mention(&options->terminal, "%s: %zu added, %zu kept%s%s, %zu dropped",
                   options->rules.write_baseline, change->added, change->kept, widened, gone,
                   change->removed);
}

int oasdrift_baseline(const char *description, const struct oasdrift_list *recordings,
                      const struct oasdrift_check_options *options)
{
    struct checking checking;
    struct error err = {0};
    int code;

    if (!options)
        options = &defaults;
    if (!options->rules.write_baseline) {
        error_raise(&err, "baseline needs a file to write, -o FILE");
        return caller_unusable(&options->terminal, &err);
    }
    init(&checking, options);
    code = check(&checking, description, recordings, true);
    if (code == OASDRIFT_OK || code == OASDRIFT_INCOMPLETE)
        tell_change(options, &checking.session.accepted.lists.change);
    release(&checking);
    return code;
}
