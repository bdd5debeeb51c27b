/* oasdrift_run: sends requests to a server and judges its answers, or prints the requests. */
#include "oasdrift.h"

#include "call/caller.h"
#include "call/dry_run.h"
#include "call/live_advice.h"
#include "call/live_settings.h"
#include "call/session.h"

static bool fire(struct session *session, const struct live_settings *settings, struct error *err)
{
    struct arena exchanges;
    struct source source;
    bool judged = false;

    arena_init(&exchanges);
    if (source_open_live(&source, session_api(session), settings, &exchanges, err)) {
        if (session->values == VALUES_NONE)
            source.name = STR("live run"); /* not its URL */
        judged = run_source(session->run, &source, err);
        source_close(&source);
    }
    arena_release(&exchanges);
    return judged;
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

static const struct oasdrift_api *the_one(const struct oasdrift_api *apis, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!apis[i].aside)
            return &apis[i];
    return &apis[0];
}

static int run(struct session *session, const struct oasdrift_api *apis, size_t count,
               const struct oasdrift_run_options *options)
{
    const struct oasdrift_api *api = the_one(apis, count);
    struct live_settings settings = {0};
    const struct session_task task = {
        .command = "run", .target = str_of(api->url), .requests = &settings.requests};
    struct error err = {0};

    if (!session_claim(session, &(struct session_outputs){0}, &err) ||
        !spare_credentials(session, &options->live, &err) ||
        !session_load_api(session, api, &err) || !openapi_has_parts(session_api(session), &err) ||
        !live_settings_read(&settings, session, api, options, &err))
        return caller_unusable(&options->terminal, &err);
    live_advise(session, &settings);
    if (options->dry_run) {
        live_advise_unmatched(session, &settings);
        return dry_run(session, &settings);
    }
    if (!session_start(session, &task, &err) || !fire(session, &settings, &err))
        return caller_unusable(&options->terminal, &err);
    return session_finish(session, &err);
}

int oasdrift_run(const char *description, const char *url,
                 const struct oasdrift_run_options *options)
{
    const struct oasdrift_api api = {.description = description, .url = url};

    return oasdrift_run_apis(&api, 1, options);
}

int oasdrift_run_apis(const struct oasdrift_api *apis, size_t count,
                      const struct oasdrift_run_options *options)
{
    static const struct oasdrift_run_options defaults;
    struct session session;
    int code;

    if (!options)
        options = &defaults;
    session_init(&session, &(struct session_options){.outcome = &options->outcome,
                                                     .rules = &options->rules,
                                                     .description = &options->description,
                                                     .operations = &options->operations,
                                                     .terminal = &options->terminal});
    code = run(&session, apis, count, options);
    session_release(&session);
    return code;
}
