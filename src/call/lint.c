/* oasdrift_lint: each description against the rules. */
#include "oasdrift.h"

#include "call/options.h"
#include "call/session.h"

int oasdrift_lint(const struct oasdrift_options *options)
{
    struct session session;
    struct error err = {0};
    bool unreadable = false;
    int code = OASDRIFT_UNUSABLE;

    session_init(&session, options);
    for (size_t i = 0; i <= options->inputs.count; i++) {
        const char *path = i ? options->inputs.items[i - 1] : options->description;
        struct error problem = {0};

        if (!session_load(&session, path, &problem)) {
            options_say(options, problem.message);
            unreadable = true;
        }
    }
    if (session.apis.count == 0)
        goto out;
    if (!session_start(&session, "lint", &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    run_descriptions(session.run);
    code = session_finish(&session, &err);
    if (unreadable)
        code = OASDRIFT_UNUSABLE;
out:
    session_release(&session);
    return code;
}
