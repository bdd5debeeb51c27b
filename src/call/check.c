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

static bool open_descriptions(struct checking *checking, const struct oasdrift_api *apis,
                              size_t count, struct error *err)
{
    const struct oasdrift_check_options *options = checking->options;
    struct session *session = &checking->session;

    if (!source_format_known(options->recordings.from, err) ||
        !session_load_apis(session, apis, count, err))
        return false;
    if (options->against.count && session_api_count(session) > 1)
        return error_raise(err, "--against compares two recordings of one API, and %zu are judged",
                           session_api_count(session));
    if (options->against.count)
        checking->comparison = comparison_new(session_api(session));
    return recordings_init(&checking->recordings, &options->recordings, &options->terminal, err) &&
           (!checking->comparison || is_whole(checking, err));
}

static bool allow_recordings(struct session *session, const struct oasdrift_api *apis, size_t count,
                             struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!apis[i].aside && !outputs_spare(&session->uses, &apis[i].recordings, err))
            return false;
    return true;
}

/* The recordings of all of them. */
static struct oasdrift_list judged(struct session *session, const struct oasdrift_api *apis,
                                   size_t count)
{
    const char **paths;
    size_t most = 0, kept = 0;

    for (size_t i = 0; i < count; i++)
        most += apis[i].recordings.count;
    paths = ARENA_ARRAY(&session->arena, const char *, most + 1);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; !apis[i].aside && j < apis[i].recordings.count; j++)
            paths[kept++] = apis[i].recordings.items[j];
    return (struct oasdrift_list){paths, kept};
}

/* Those of each API by its description alone. */
static bool judge(struct checking *checking, const struct oasdrift_api *apis, size_t count,
                  struct error *err)
{
    struct run *run = checking->session.run;
    size_t loaded = 0;

    for (size_t i = 0; i < count; i++) {
        if (apis[i].aside)
            continue;
        run_turn_to(run, loaded++);
        if (!recordings_judge(&checking->recordings, run, &apis[i].recordings, err))
            return false;
    }
    return true;
}

static int check(struct checking *checking, const struct oasdrift_api *apis, size_t count,
                 bool to_accept)
{
    const struct oasdrift_check_options *options = checking->options;
    struct session *session = &checking->session;
    struct session_task task = {.command = "check",
                                .run_id = options->recordings.run_id,
                                .judged = judged(session, apis, count),
                                .threads = (size_t)options->recordings.threads,
                                .by_product = to_accept};
    struct error err = {0};

    if (!session_claim(session, &(struct session_outputs){.by_product = to_accept}, &err) ||
        !allow_recordings(session, apis, count, &err) ||
        !outputs_spare(&session->uses, &options->against, &err) ||
        !open_descriptions(checking, apis, count, &err))
        return caller_unusable(&options->terminal, &err);
    checking->recordings.uses = &session->uses;
    task.shard = recordings_shard(&checking->recordings);
    task.listener = against_listener(checking->comparison);
    if (!session_start(session, &task, &err))
        return caller_unusable(&options->terminal, &err);
    if (judge(checking, apis, count, &err) && checking->comparison)
        against_tell(session, checking->comparison, &checking->recordings, &options->against, &err);
    return session_finish(session, &err);
}

static const struct oasdrift_check_options defaults;

int oasdrift_check_apis(const struct oasdrift_api *apis, size_t count,
                        const struct oasdrift_check_options *options)
{
    struct checking checking;
    int code;

    init(&checking, options ? options : &defaults);
    code = check(&checking, apis, count, false);
    release(&checking);
    return code;
}

int oasdrift_check(const char *description, const struct oasdrift_list *recordings,
                   const struct oasdrift_check_options *options)
{
    const struct oasdrift_api api = {.description = description, .recordings = *recordings};

    return oasdrift_check_apis(&api, 1, options);
}

static void tell_change(const struct oasdrift_check_options *options,
                        const struct baseline_change *change)
{
    char gone[64] = "", widened[64] = "";

    if (change->gone)
        snprintf(gone, sizeof gone, " (%zu not found again: --prune drops them)", change->gone);
    if (change->widened)
        snprintf(widened, sizeof widened, " (%zu %s values of further kinds)", change->widened,
                 str_counted(change->widened, "accepts", "accept"));
    caller_mention(&options->terminal, "%s: %zu added, %zu kept%s%s, %zu dropped",
                   options->rules.write_baseline, change->added, change->kept, widened, gone,
                   change->removed);
}

int oasdrift_baseline_apis(const struct oasdrift_api *apis, size_t count,
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
    code = check(&checking, apis, count, true);
    if (code == OASDRIFT_OK || code == OASDRIFT_INCOMPLETE)
        tell_change(options, &checking.session.accepted.lists.change);
    release(&checking);
    return code;
}

int oasdrift_baseline(const char *description, const struct oasdrift_list *recordings,
                      const struct oasdrift_check_options *options)
{
    const struct oasdrift_api api = {.description = description, .recordings = *recordings};

    return oasdrift_baseline_apis(&api, 1, options);
}
