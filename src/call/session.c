#include "call/session.h"

#include <assert.h>

#include "base/path.h"
#include "base/sha256.h"
#include "base/workers.h"
#include "call/caller.h"
#include "call/options.h"
#include "finding/rules.h"
#include "openapi/secrets.h"

/* event/ cannot include the public header. This makes sure that both have the same codes. */
static_assert((int)EXIT_CODE_OK == OASDRIFT_OK && (int)EXIT_CODE_FINDINGS == OASDRIFT_FINDINGS &&
                  (int)EXIT_CODE_UNUSABLE == OASDRIFT_UNUSABLE &&
                  (int)EXIT_CODE_INCOMPLETE == OASDRIFT_INCOMPLETE &&
                  (int)EXIT_CODE_INTERNAL == OASDRIFT_INTERNAL &&
                  (int)EXIT_CODE_INTERRUPTED == OASDRIFT_INTERRUPTED,
              "the exit codes of event/event.h and oasdrift.h");

void session_init(struct session *session, const struct session_options *options)
{
    *session = (struct session){.options = *options,
                                .descriptions = {.options = options->description,
                                                 .operations = options->operations,
                                                 .terminal = options->terminal}};
    arena_init(&session->arena);
    file_uses_init(&session->uses);
    session->descriptions.uses = &session->uses;
    session->rules = rules_new();
    rules_set_uses(session->rules, &session->uses);
    session->redaction = redaction_new();
}

void session_release(struct session *session)
{
    run_free(session->run);
    changed_free(session->changed);
    accepted_release(&session->accepted);
    reports_release(&session->outputs.reports);
    redaction_free(session->redaction);
    rules_free(session->rules);
    descriptions_release(&session->descriptions);
    file_uses_release(&session->uses);
    arena_release(&session->arena);
}

/* ---- outputs ---- */

bool session_claim(struct session *session, const struct session_outputs *outputs,
                   struct error *err)
{
    const struct oasdrift_outcome_options *outcome = session->options.outcome;
    struct file_uses *uses = &session->uses;

    return options_parse_values(outcome->values, &session->values, err) &&
           outputs_tell(uses, &outcome->reports, !outputs->by_product, err) &&
           (!outputs->kind ||
            file_uses_add(uses, outputs->kind, outputs->path, outputs->path, err)) &&
           accepted_tell(uses, session->options.rules, err) &&
           outputs_spare(uses, &outcome->read_already, err);
}

/* ---- descriptions ---- */

bool session_load_api(struct session *session, const struct oasdrift_api *described,
                      struct error *err)
{
    const struct api *api;

    if (described->aside) {
        VEC_ADD(&session->descriptions.aside, described->description);
        return true;
    }
    api = descriptions_add(&session->descriptions, described, err);
    if (api)
        openapi_tell_secrets(api, session->redaction);
    return api != NULL;
}

bool session_load(struct session *session, const char *path, struct error *err)
{
    return session_load_api(session, &(struct oasdrift_api){.description = path}, err);
}

/* Is it named, and by no name of another that is judged? */
static bool has_own_name(const struct oasdrift_api *apis, size_t index)
{
    if (!apis[index].name || !*apis[index].name)
        return false;
    for (size_t i = 0; i < index; i++)
        if (!apis[i].aside && strcmp(apis[i].name, apis[index].name) == 0)
            return false;
    return true;
}

bool session_load_apis(struct session *session, const struct oasdrift_api *apis, size_t count,
                       struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!session_load_api(session, &apis[i], err))
            return false;
    if (!session_api_count(session))
        return error_raise(err, "no API is named");
    for (size_t i = 0; i < count && session_api_count(session) > 1; i++)
        if (!apis[i].aside && !has_own_name(apis, i))
            return error_raise(err, "%s: of several APIs each needs a name of its own",
                               apis[i].description);
    for (size_t i = 0; i < session_api_count(session); i++)
        if (!openapi_has_parts(session_api_at(session, i), err))
            return false;
    return true;
}

struct api *session_api(const struct session *session)
{
    return session->descriptions.apis.items[0];
}

struct api *session_api_at(const struct session *session, size_t index)
{
    return session->descriptions.apis.items[index];
}

size_t session_api_count(const struct session *session)
{
    return session->descriptions.apis.count;
}

/* ---- what was asked for and fits nothing: it may be misspelt ---- */

/* Values of filters that fit no operation of any description. */
static void tell_unmatched_filters(struct session *session)
{
    const struct descriptions *descriptions = &session->descriptions;
    char text[512];

    for (size_t i = 0; filter_unmatched_at(descriptions->apis.items, descriptions->apis.count, i,
                                           text, sizeof text);
         i++)
        run_diagnose(session->run, "run.filter-unmatched",
                     str_format(&session->arena, "%.*s fits no operation of the description",
                                STR_ARGS(redact_message(&session->arena, str_of(text)))),
                     STR_NONE);
}

/* Has another API of the run a parameter of that name, and is it given to it as well? */
static bool is_of_another(struct session *session, const struct run_target *targets, size_t api,
                          struct str name)
{
    struct str text;

    for (size_t i = 0; i < session_api_count(session); i++) {
        const struct generate_settings *requests = targets[i].requests;

        for (size_t j = 0; j < requests->parameter_count && i != api; j++)
            if (str_equal(requests->parameters[j].name, name) &&
                !generate_unknown_parameter(session->descriptions.apis.items[i], requests, j,
                                            &session->arena, &text))
                return true;
    }
    return false;
}

bool session_unknown_parameter(struct session *session, const struct run_target *targets,
                               size_t api, size_t index, struct str *text)
{
    const struct generate_settings *requests = targets[api].requests;

    return generate_unknown_parameter(session->descriptions.apis.items[api], requests, index,
                                      &session->arena, text) &&
           !is_of_another(session, targets, api, requests->parameters[index].name);
}

/* Names of --parameter that no operation has. */
static void tell_unknown_parameters(struct session *session, const struct run_target *targets)
{
    struct str text;

    for (size_t i = 0; targets && i < session_api_count(session); i++)
        for (size_t j = 0; j < targets[i].requests->parameter_count; j++)
            if (session_unknown_parameter(session, targets, i, j, &text))
                run_diagnose(session->run, "run.filter-unmatched",
                             redact_message(&session->arena, text), STR_NONE);
}

static void tell_unknown_settings(struct session *session)
{
    const struct oasdrift_list *unknown = &session->options.outcome->unknown_settings;

    for (size_t i = 0; i < unknown->count; i++)
        run_diagnose(session->run, "run.setting-unknown", str_of(unknown->items[i]), STR_NONE);
}

static void say(void *context, const char *text)
{
    caller_say(context, text);
}

/* Entries of rule sets for operations, paths or tags that no description has. */
static void tell_unmatched_rules(const struct session *session)
{
    const struct descriptions *descriptions = &session->descriptions;
    VEC(struct rule_subject) subjects = {0};
    struct arena arena;

    if (session->options.rules->sets.count == 0)
        return;
    arena_init(&arena);
    for (size_t i = 0; i < descriptions->apis.count; i++)
        for (size_t j = 0; j < descriptions->apis.items[i]->operation_count; j++) {
            const struct operation *operation = &descriptions->apis.items[i]->operations[j];
            struct rule_subject subject = {.rule = RULE_COUNT};

            rule_subject_operation(&arena, &subject, operation);
            VEC_ADD(&subjects, subject);
        }
    rules_tell_unmatched(session->rules, subjects.items, subjects.count, say,
                         (void *)(uintptr_t)session->options.terminal);
    VEC_RELEASE(&subjects);
    arena_release(&arena);
}

/* ---- the start ---- */

/* What the shards of one run have in common: they judge the same recordings by the same
   descriptions. Content does not take part; the option run_id tells yesterday's run from today's.
 */
static struct str run_id(struct session *session, const struct session_task *task)
{
    const struct descriptions *descriptions = &session->descriptions;
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    if (task->run_id)
        return str_of(task->run_id);
    sha256_init(&hash);
    sha256_add(&hash, str_of(task->command));
    for (size_t i = 0; i < descriptions->apis.count; i++)
        sha256_add(&hash, str_of(descriptions->apis.items[i]->sha256));
    for (size_t i = 0; i < task->judged.count; i++)
        sha256_add(&hash, path_base_name(str_of(task->judged.items[i])));
    sha256_hex(&hash, hex);
    return str_slice(str_copy(&session->arena, str_of(hex)), 0, 16);
}

static bool open_old_description(struct session *session, struct error *err)
{
    struct descriptions *descriptions = &session->descriptions;

    if (!descriptions_open_old(descriptions, err))
        return false;
    if (descriptions->old && session_api_count(session) > 1)
        return error_raise(err, "--changed-since is about one description, and %zu are judged",
                           session_api_count(session));
    if (descriptions->old)
        session->changed = changed_new(session_api(session), descriptions->old);
    return true;
}

static bool read_demands(const struct session *session, const struct session_task *task,
                         struct demands *demands, struct error *err)
{
    const struct session_options *options = &session->options;

    if (!options_parse_demands(options->outcome, options->rules, demands, err))
        return false;
    demands->exit_zero = demands->exit_zero || task->by_product;
    return true;
}

/* Of all descriptions. */
static const struct operation *all_operations(struct session *session, size_t *count)
{
    const struct descriptions *descriptions = &session->descriptions;
    struct operation *all;

    *count = session_api(session)->operation_count;
    if (descriptions->apis.count == 1)
        return session_api(session)->operations;
    for (size_t i = 1; i < descriptions->apis.count; i++)
        *count += descriptions->apis.items[i]->operation_count;
    all = ARENA_ARRAY(&session->arena, struct operation, *count + 1);
    *count = 0;
    for (size_t i = 0; i < descriptions->apis.count; i++)
        for (size_t j = 0; j < descriptions->apis.items[i]->operation_count; j++)
            all[(*count)++] = descriptions->apis.items[i]->operations[j];
    return all;
}

/* Assertions are about exchanges: lint has none. */
static bool read_rules(struct session *session, const struct session_task *task, struct error *err)
{
    const struct operation *operations;
    size_t count;

    rules_set_today(session->rules, run_date(&session->arena, false));
    if (!options_read_rules(&session->options.rules->sets, session->rules, err))
        return false;
    operations = all_operations(session, &count);
    if (strcmp(task->command, "lint") != 0 && !rules_bind(session->rules, operations, count, err))
        return false;
    tell_unmatched_rules(session);
    return true;
}

static bool open_outputs(struct session *session, const struct session_task *task,
                         enum severity fail_on, struct error *err)
{
    const struct oasdrift_outcome_options *outcome = session->options.outcome;

    session->outputs.also = task->also;
    if (task->by_product && outcome->reports.count == 0)
        return true;
    return outputs_open(&session->outputs.reports, REPORT_EVENTS, outcome,
                        session->options.terminal, fail_on, err);
}

static bool start_run(struct session *session, const struct run_settings *settings,
                      struct error *err)
{
    const struct descriptions *descriptions = &session->descriptions;
    const struct event_sink sink = outputs_sink(&session->outputs);

    session->run = run_new(descriptions->apis.items, descriptions->apis.count, session->rules,
                           session->redaction, settings, &sink);
    if (!run_start(session->run, err))
        return false;
    tell_unmatched_filters(session);
    tell_unknown_parameters(session, settings->targets);
    tell_unknown_settings(session);
    return true;
}

bool session_start(struct session *session, const struct session_task *task, struct error *err)
{
    const struct session_options *options = &session->options;
    struct run_settings settings = {.command = str_of(task->command),
                                    .targets = task->targets,
                                    .threads = task->threads ? task->threads : workers_available(),
                                    .reproducible = options->outcome->reproducible,
                                    .values = session->values,
                                    .each_exchange = options->operations->each_exchange,
                                    .no_coverage = options->operations->no_coverage,
                                    .shard = task->shard,
                                    .run = run_id(session, task),
                                    .interrupted = options->terminal->interrupted,
                                    .listener = task->listener};

    if (!open_old_description(session, err) ||
        !read_demands(session, task, &settings.demands, err) || !read_rules(session, task, err) ||
        !accepted_open(&session->accepted, options->rules, settings.reproducible, &session->arena,
                       err) ||
        !open_outputs(session, task, settings.demands.fail_on, err))
        return false;
    settings.changed = session->changed;
    if (accepted_wanted(&session->accepted))
        settings.baselines = &session->accepted.lists;
    descriptions_tell_apart(&session->descriptions, &session->arena);
    return start_run(session, &settings, err);
}

/* ---- the end ---- */

int session_finish(struct session *session, struct error *err)
{
    const struct oasdrift_terminal_options *terminal = session->options.terminal;
    struct error refusal = {0};
    int code = OASDRIFT_UNUSABLE;

    if (file_uses_are_kept(&session->uses, &refusal))
        code = run_finish(session->run, err);
    /* The end of a run may look into further files of the description. */
    if (!file_uses_are_kept(&session->uses, &refusal) ||
        !descriptions_are_read(&session->descriptions, &refusal))
        return caller_unusable(terminal, &refusal);
    if (!err->raised && outputs_commit(&session->outputs.reports, terminal, err) &&
        accepted_write(&session->accepted, session->options.rules, terminal, code, err))
        return code;
    if (err->raised)
        caller_say(terminal, err->message);
    return OASDRIFT_INTERNAL;
}
