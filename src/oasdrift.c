/* The library's calls: options to settings, one run, its reports. Everything that thinks is below;
   the calls with much to set have files of their own. */
#include "oasdrift.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

#include <jansson.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <zlib.h>

#include "against.h"
#include "finding/diagnostics.h"
#include "options.h"
#include "recordings.h"
#include "serve/mock.h"
#include "session.h"

/* run/ cannot include the public header: that its codes are the same is asked here. */
static_assert((int)EXIT_CODE_OK == OASDRIFT_OK && (int)EXIT_CODE_FINDINGS == OASDRIFT_FINDINGS &&
                  (int)EXIT_CODE_UNUSABLE == OASDRIFT_UNUSABLE &&
                  (int)EXIT_CODE_INCOMPLETE == OASDRIFT_INCOMPLETE &&
                  (int)EXIT_CODE_INTERNAL == OASDRIFT_INTERNAL &&
                  (int)EXIT_CODE_INTERRUPTED == OASDRIFT_INTERRUPTED,
              "the exit codes of run/run.h and oasdrift.h");

/* ---- check ---- */

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

/* ---- baseline ---- */

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

/* ---- lint ---- */

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

/* ---- mock ---- */

/* The address, and what a client needs: where under it the description's paths begin. */
static void tell_address(const struct api *api, unsigned port)
{
    struct str bases[8];
    size_t count = openapi_bases(api, bases, ARRAY_LENGTH(bases));

    printf("listening on http://127.0.0.1:%u\n", port);
    for (size_t i = 0; i < count; i++)
        printf("serving http://127.0.0.1:%u%.*s\n", port, STR_ARGS(bases[i]));
    fflush(stdout);
}

int oasdrift_mock(const struct oasdrift_options *options)
{
    enum { LOOK_MS = 100 };
    const struct mock_settings settings = {.port = (unsigned short)options->port};
    const struct timespec pause = {0, LOOK_MS * 1000000L};
    struct references references = {0};
    struct error err = {0};
    struct api *api = references_init(&references, options, &err)
                          ? options_load_api(options, &references, options->description, &err)
                          : NULL;
    struct mock *mock = api ? mock_start(api, &settings, &err) : NULL;

    if (!mock) {
        openapi_free(api);
        references_release(&references);
        return options_unusable(options, &err);
    }
    tell_address(api, mock_port(mock));
    while (!options->interrupted || !*options->interrupted)
        nanosleep(&pause, NULL);
    mock_stop(mock);
    openapi_free(api);
    references_release(&references);
    return OASDRIFT_OK;
}

/* ---- what the program knows of itself ---- */

static bool is_diagnostic(const char *id)
{
    const char *known;

    for (size_t i = 0; (known = diagnostic_id_at(i)); i++)
        if (strcmp(id, known) == 0)
            return true;
    return false;
}

const char *oasdrift_rule_page(const char *rule, size_t *length)
{
    char name[128];
    struct str page;

    if (rule_by_id(str_of(rule)) == RULE_COUNT && !is_diagnostic(rule))
        return NULL;
    snprintf(name, sizeof name, "%s.md", rule);
    page = embedded_file(str_of(name));
    if (length)
        *length = page.length;
    return page.text;
}

const char *oasdrift_rule_id(size_t index)
{
    return index < RULE_COUNT ? rule_info((enum rule)index)->id
                              : diagnostic_id_at(index - RULE_COUNT);
}

bool oasdrift_rule_set(size_t index, char *name, size_t size)
{
    struct str file;

    for (size_t i = 0; (file = embedded_file_name(i)).text; i++) {
        struct str rest = file, stem;

        if (!str_is(str_cut(&rest, '/'), "sets") || !rest.text || index--)
            continue;
        stem = str_cut(&rest, '.');
        snprintf(name, size, "%.*s", STR_ARGS(stem));
        return true;
    }
    return false;
}

const char *oasdrift_report_format(size_t index, const char **summary)
{
    const struct report_type *const *types = report_types();

    for (size_t i = 0; types[i]; i++)
        if (i == index) {
            if (summary)
                *summary = types[i]->summary;
            return types[i]->name;
        }
    return NULL;
}

const char *oasdrift_recording_format(size_t index, const char **summary)
{
    return source_format(index, summary);
}

const char *oasdrift_version(void)
{
    return OASDRIFT_VERSION;
}

#define TEXT_OF(value) #value
#define LITERAL(value) TEXT_OF(value)

const char *oasdrift_libraries(void)
{
    return "jansson " JANSSON_VERSION
           ", pcre2 " LITERAL(PCRE2_MAJOR) "." LITERAL(PCRE2_MINOR) ", libyaml, zlib " ZLIB_VERSION;
}
