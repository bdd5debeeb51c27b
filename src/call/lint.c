/* oasdrift_lint: each description against the rules. */
#include "oasdrift.h"

#include "call/caller.h"
#include "call/session.h"

struct linting {
    struct session session;
    VEC(struct str) unusable; /* why descriptions cannot be used; in the session's arena */
};

/* Loads what can be used, and says why what cannot. Is there anything to judge? */
static bool load(struct linting *linting, const struct oasdrift_api *apis, size_t count)
{
    struct session *session = &linting->session;

    for (size_t i = 0; i < count; i++) {
        struct error err = {0};

        if (session_load_api(session, &apis[i], &err))
            continue;
        caller_say(session->options.terminal, err.message);
        VEC_ADD(&linting->unusable, str_copy(&session->arena, str_of(err.message)));
    }
    return session->descriptions.apis.count > 0;
}

/* The paths of all descriptions but the first. */
static struct oasdrift_list others(struct session *session, const struct oasdrift_api *apis,
                                   size_t count)
{
    const char **paths = ARENA_ARRAY(&session->arena, const char *, count);
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (!apis[i].aside)
            paths[kept++] = apis[i].description;
    return (struct oasdrift_list){paths + (kept > 0), kept - (kept > 0)};
}

static int lint(struct linting *linting, const struct oasdrift_api *apis, size_t count)
{
    struct session *session = &linting->session;
    struct session_task task = {.command = "lint"};
    struct error err = {0};

    if (!session_claim(session, &(struct session_outputs){0}, &err))
        return caller_unusable(session->options.terminal, &err);
    if (!load(linting, apis, count))
        return OASDRIFT_UNUSABLE;
    if (!file_uses_are_kept(&session->uses, &err))
        return caller_unusable(session->options.terminal, &err);
    task.judged = others(session, apis, count);
    if (!session_start(session, &task, &err))
        return caller_unusable(session->options.terminal, &err);
    run_descriptions(session->run);
    for (size_t i = 0; i < linting->unusable.count; i++)
        run_lacks_description(session->run, linting->unusable.items[i]);
    return session_finish(session, &err);
}

int oasdrift_lint(const struct oasdrift_list *descriptions,
                  const struct oasdrift_lint_options *options)
{
    struct oasdrift_api *apis = alloc_zeroed(descriptions->count + 1, sizeof *apis);
    int code;

    for (size_t i = 0; i < descriptions->count; i++)
        apis[i].description = descriptions->items[i];
    code = oasdrift_lint_apis(apis, descriptions->count, options);
    free(apis);
    return code;
}

int oasdrift_lint_apis(const struct oasdrift_api *apis, size_t count,
                       const struct oasdrift_lint_options *options)
{
    static const struct oasdrift_lint_options defaults;
    struct linting linting = {.unusable = {0}};
    int code;

    if (!options)
        options = &defaults;
    session_init(&linting.session, &(struct session_options){.outcome = &options->outcome,
                                                             .rules = &options->rules,
                                                             .description = &options->description,
                                                             .operations = &options->operations,
                                                             .terminal = &options->terminal});
    code = lint(&linting, apis, count);
    VEC_RELEASE(&linting.unusable);
    session_release(&linting.session);
    return code;
}
