/* oasdrift_run: sends requests to a server and judges its answers, or prints the requests. */
#include "oasdrift.h"

#include <stdlib.h>

#include "call/caller.h"
#include "call/dry_run.h"
#include "call/live_advice.h"
#include "call/live_settings.h"
#include "call/session.h"

struct firing {
    const struct oasdrift_run_options *options;
    struct session session;
    struct live_settings *settings; /* of each description that is loaded */
    struct run_target *targets;     /* likewise */
};

static bool fire_at(struct firing *firing, size_t api, struct error *err)
{
    struct session *session = &firing->session;
    struct arena exchanges;
    struct source source;
    bool judged = false;

    arena_init(&exchanges);
    run_turn_to(session->run, api);
    if (source_open_live(&source, session_api_at(session, api), &firing->settings[api], &exchanges,
                         err)) {
        if (session->values == VALUES_NONE)
            source.name = STR("live run"); /* not its URL */
        judged = run_source(session->run, &source, err);
        source_close(&source);
    }
    arena_release(&exchanges);
    return judged;
}

/* One after the other; --max-cases is for all of them. */
static bool fire(struct firing *firing, struct error *err)
{
    struct session *session = &firing->session;
    uint64_t most = firing->options->max_cases;

    for (size_t i = 0; i < session_api_count(session); i++) {
        uint64_t sent = run_exchanges(session->run);

        if (caller_interrupts(session->options.terminal) || (most && sent >= most))
            break;
        firing->settings[i].max_cases = most ? most - sent : 0;
        if (!fire_at(firing, i, err))
            return false;
    }
    return true;
}

/* Files of a live run. */
static bool spare_credentials(struct session *session, const struct oasdrift_live_options *live,
                              struct error *err)
{
    const char *const files[] = {live->ca_file, live->cert, live->key};

    for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
        if (files[i] && !file_uses_allow(&session->uses, files[i], err))
            return false;
    return true;
}

static bool read_settings(struct firing *firing, const struct oasdrift_api *apis, size_t count,
                          struct error *err)
{
    struct session *session = &firing->session;
    size_t loaded = 0;

    firing->settings = alloc_zeroed(count + 1, sizeof *firing->settings);
    firing->targets = alloc_zeroed(count + 1, sizeof *firing->targets);
    for (size_t i = 0; i < count; i++) {
        struct live_settings *settings = &firing->settings[loaded];
        struct api *api;

        if (apis[i].aside)
            continue;
        api = session_api_at(session, loaded);
        if (!live_settings_read(settings, session, api, &apis[i], firing->options, err))
            return false;
        firing->targets[loaded++] =
            (struct run_target){.url = str_of(apis[i].url), .requests = &settings->requests};
        live_advise(session, api, settings);
    }
    return true;
}

static int print_requests(struct firing *firing)
{
    struct session *session = &firing->session;

    live_advise_unmatched(session, firing->targets);
    for (size_t i = 0; i < session_api_count(session); i++)
        dry_run(session, session_api_at(session, i), &firing->settings[i]);
    return OASDRIFT_OK;
}

static int run(struct firing *firing, const struct oasdrift_api *apis, size_t count)
{
    const struct oasdrift_run_options *options = firing->options;
    struct session *session = &firing->session;
    struct session_task task = {.command = "run"};
    struct error err = {0};

    if (!session_claim(session, &(struct session_outputs){0}, &err) ||
        !spare_credentials(session, &options->live, &err) ||
        !session_load_apis(session, apis, count, &err) || !read_settings(firing, apis, count, &err))
        return caller_unusable(&options->terminal, &err);
    if (options->dry_run)
        return print_requests(firing);
    task.targets = firing->targets;
    if (!session_start(session, &task, &err) || !fire(firing, &err))
        return caller_unusable(&options->terminal, &err);
    return session_finish(session, &err);
}

int oasdrift_run_apis(const struct oasdrift_api *apis, size_t count,
                      const struct oasdrift_run_options *options)
{
    static const struct oasdrift_run_options defaults;
    struct firing firing = {.options = options ? options : &defaults};
    int code;

    options = firing.options;
    session_init(&firing.session, &(struct session_options){.outcome = &options->outcome,
                                                            .rules = &options->rules,
                                                            .description = &options->description,
                                                            .operations = &options->operations,
                                                            .terminal = &options->terminal});
    code = run(&firing, apis, count);
    session_release(&firing.session);
    free(firing.settings);
    free(firing.targets);
    return code;
}

int oasdrift_run(const char *description, const char *url,
                 const struct oasdrift_run_options *options)
{
    const struct oasdrift_api api = {.description = description, .url = url};

    return oasdrift_run_apis(&api, 1, options);
}
