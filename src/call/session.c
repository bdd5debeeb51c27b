#include "call/session.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/workers.h"
#include "call/options.h"
#include "http/url.h"

/* event/ cannot include the public header: that its codes are the same is asked here. */
static_assert((int)EXIT_CODE_OK == OASDRIFT_OK && (int)EXIT_CODE_FINDINGS == OASDRIFT_FINDINGS &&
                  (int)EXIT_CODE_UNUSABLE == OASDRIFT_UNUSABLE &&
                  (int)EXIT_CODE_INCOMPLETE == OASDRIFT_INCOMPLETE &&
                  (int)EXIT_CODE_INTERNAL == OASDRIFT_INTERNAL &&
                  (int)EXIT_CODE_INTERRUPTED == OASDRIFT_INTERRUPTED,
              "the exit codes of event/event.h and oasdrift.h");

/* ---- descriptions ---- */

/* "shop" is neither: taken as a path it would match nothing, and silently. */
static bool check_servers(const struct oasdrift_list *servers, struct error *err)
{
    for (size_t i = 0; i < servers->count; i++) {
        struct str text = str_of(servers->items[i]);
        struct url url;

        url_split(text, &url);
        if (!(text.length && text.text[0] == '/') && !url_is_http(&url))
            return error_raise(err,
                               "--server %s: expected a URL of http or https, or a path that "
                               "begins with \"/\", as /api/v1 does",
                               servers->items[i]);
    }
    return true;
}

static bool check_is_file(const char *path, struct error *err)
{
    struct url url;

    url_split(str_of(path), &url);
    if (!url_is_http(&url) || file_exists(path))
        return true;
    return error_raise(err,
                       "%s: a description is read from a file; `curl -sSfo openapi.yaml URL` "
                       "fetches it first",
                       path);
}

struct api *options_load_api(const struct oasdrift_options *options,
                             const struct references *references, const char *path,
                             struct error *err)
{
    VEC(const char *) servers = {0};
    struct openapi_options openapi = {.references = references->library};
    struct api *api = NULL;

    if (!check_servers(&options->servers, err) || !check_is_file(path, err))
        return NULL;
    for (size_t i = 0; i < options->servers.count; i++)
        VEC_ADD(&servers, options->servers.items[i]);
    if (options->url) /* what is fired at is a base too, whatever the description names */
        VEC_ADD(&servers, options->url);
    openapi.servers = servers.items;
    openapi.server_option_count = servers.count;
    if (options_parse_formats(options->formats, FORMATS_STANDARD, &openapi.formats, err))
        api = openapi_load(path, &openapi, err);
    VEC_RELEASE(&servers);
    return api;
}

static void teach_redaction(struct redaction *redaction, const struct api *api)
{
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        const struct security_scheme *scheme = &api->security_schemes[i];

        if (scheme->kind != SECURITY_API_KEY)
            continue;
        if (scheme->in == IN_HEADER)
            redaction_add_header(redaction, scheme->parameter);
        else if (scheme->in == IN_QUERY)
            redaction_add_query(redaction, scheme->parameter);
    }
}

/* ---- a session ---- */

void session_init(struct session *session, const struct oasdrift_options *options)
{
    *session = (struct session){.options = options};
    arena_init(&session->arena);
    arena_init(&session->exchange_arena);
    session->rules = rules_new();
    session->redaction = redaction_new();
}

void session_release(struct session *session)
{
    run_free(session->run);
    changed_free(session->changed);
    openapi_free(session->old);
    comparison_free(session->comparison);
    baseline_free(session->baselines.known);
    baseline_free(session->baselines.accepts);
    session_close_reports(session);
    redaction_free(session->redaction);
    rules_free(session->rules);
    for (size_t i = 0; i < session->apis.count; i++)
        openapi_free(session->apis.items[i]);
    VEC_RELEASE(&session->apis);
    references_release(&session->references);
    arena_release(&session->exchange_arena);
    arena_release(&session->arena);
}

static void fill(struct filter_values values[FILTER_KINDS], const struct oasdrift_filter *from)
{
    const struct oasdrift_list lists[FILTER_KINDS] = {[FILTER_OPERATION] = from->operations,
                                                      [FILTER_METHOD] = from->methods,
                                                      [FILTER_PATH] = from->paths,
                                                      [FILTER_TAG] = from->tags};

    for (int kind = 0; kind < FILTER_KINDS; kind++)
        values[kind] = (struct filter_values){lists[kind].items, lists[kind].count};
}

static bool is_filtered(const struct session *session)
{
    for (int kind = 0; kind < FILTER_KINDS; kind++)
        if (session->filter.only[kind].count || session->filter.except[kind].count)
            return true;
    return session->filter.only_servers;
}

static void apply_filter(struct session *session, struct api *api)
{
    fill(session->filter.only, &session->options->only);
    fill(session->filter.except, &session->options->except);
    session->filter.only_servers = session->options->only_servers;
    if (is_filtered(session))
        filter_apply(&session->filter, api);
}

/* A value that fits no operation of any description is a slip. */
static void tell_unmatched(struct session *session)
{
    char text[512];

    for (size_t i = 0;
         filter_unmatched_at(session->apis.items, session->apis.count, i, text, sizeof text); i++)
        run_diagnose(session->run, "run.filter-unmatched",
                     str_format(&session->arena, "%s fits no operation of the description", text),
                     STR_NONE);
}

bool session_load(struct session *session, const char *path, struct error *err)
{
    struct api *api;

    if (session->apis.count == 0 && !session->references_known &&
        !references_init(&session->references, session->options, err))
        return false;
    session->references_known = true;
    api = options_load_api(session->options, &session->references, path, err);
    if (!api)
        return false;
    if (session->options->only_servers && !openapi_has_hosts(api)) {
        openapi_free(api);
        return error_raise(
            err, "--only-servers: no server of %s names a host; --server URL names one", path);
    }
    teach_redaction(session->redaction, api);
    apply_filter(session, api);
    VEC_ADD(&session->apis, api);
    return true;
}

static bool share_a_name(const struct session *session)
{
    for (size_t i = 0; i < session->apis.count; i++)
        for (size_t j = 0; j < i; j++)
            if (str_equal(path_base_name(session->apis.items[i]->document->file),
                          path_base_name(session->apis.items[j]->document->file)))
                return true;
    return false;
}

/* Descriptions of one name would share fingerprints: then their folders tell them apart. */
static void tell_apart(struct session *session)
{
    struct str *files = ARENA_ARRAY(&session->arena, struct str, session->apis.count);
    struct str folder;

    if (!share_a_name(session))
        return;
    for (size_t i = 0; i < session->apis.count; i++)
        files[i] = session->apis.items[i]->document->file;
    folder = path_common_folder(&session->arena, files, session->apis.count);
    for (size_t i = 0; i < session->apis.count; i++)
        session->apis.items[i]->folder = folder;
}

/* --changed-since */
static bool open_old(struct session *session, struct error *err)
{
    const char *path = session->options->changed_since;

    if (!path)
        return true;
    session->old = options_load_api(session->options, &session->references, path, err);
    if (!session->old)
        return false;
    session->changed = changed_new(session->apis.items[0], session->old);
    return true;
}

static void say_shard(const struct session *session, const char *variable)
{
    char text[128];

    snprintf(text, sizeof text, "shard %zu of %zu, by %s", session->share.index,
             session->share.count, variable);
    if (session->options->verbosity >= 0)
        options_say(session->options, text);
}

/* What the shards of one run have in common: they judge the same recordings by the same
   descriptions. Content does not take part; --run-id tells yesterday's run from today's. */
static struct str run_id(struct session *session, const char *command)
{
    const struct oasdrift_options *options = session->options;
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    if (options->run_id)
        return str_of(options->run_id);
    sha256_init(&hash);
    sha256_add(&hash, str_of(command));
    for (size_t i = 0; i < session->apis.count; i++)
        sha256_add(&hash, str_of(session->apis.items[i]->sha256));
    for (size_t i = 0; i < options->inputs.count; i++)
        sha256_add(&hash, path_base_name(str_of(options->inputs.items[i])));
    sha256_hex(&hash, hex);
    return str_slice(str_copy(&session->arena, str_of(hex)), 0, 16);
}

bool session_start(struct session *session, const char *command, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct run_settings settings = {.command = str_of(command),
                                    .target = str_of(options->url),
                                    .threads = options->threads ? (size_t)options->threads
                                                                : workers_available(),
                                    .reproducible = options->reproducible,
                                    .each_exchange = options->each_exchange,
                                    .no_coverage = options->no_coverage,
                                    .interrupted = options->interrupted,
                                    .listener = session->listener};
    const char *variable = NULL;
    struct event_sink sink;

    if (!share_parse(&session->share, options->shard, options->shard_by, &variable, err))
        return false;
    if (variable)
        say_shard(session, variable);
    if (!open_old(session, err))
        return false;
    settings.changed = session->changed;
    settings.shard = (struct shard){session->share.index, session->share.count};
    settings.run = run_id(session, command);
    if (!options_parse_demands(options, &settings.demands, err))
        return false;
    rules_set_today(session->rules, session_today(session, false));
    if (!options_read_rules(options, session->rules, err))
        return false;
    session_tell_unmatched_rules(session);
    if (options->baseline || options->write_baseline)
        settings.baselines = &session->baselines;
    if (!session_open_baselines(session, err) ||
        !session_open_reports(session, settings.demands.fail_on, err))
        return false;
    tell_apart(session);
    sink = session_sink(session);
    session->run = run_new(session->apis.items, session->apis.count, session->rules,
                           session->redaction, &settings, &sink);
    if (!run_start(session->run, err))
        return false;
    tell_unmatched(session);
    return true;
}

int session_finish(struct session *session, struct error *err)
{
    int code = run_finish(session->run, err);

    if (!err->raised && session_commit(session, err) && session_write_baseline(session, code, err))
        return code;
    if (err->raised)
        options_say(session->options, err->message);
    return OASDRIFT_INTERNAL;
}
