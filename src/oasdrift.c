/* The library's calls: options to settings, one run, its reports. Everything that thinks is below.
 */
#include "oasdrift.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <jansson.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <yaml.h>
#include <zlib.h>

#include "base/file.h"
#include "base/vec.h"
#include "generate/generate.h"
#include "live/settings.h"
#include "report/report.h"
#include "report/report_validation.h"
#include "run/run.h"
#include "serve/mock.h"

/* One --report: its format and where it goes. */
struct output {
    struct report report;
    struct file_output file;
};

/* What a command works with, from its options. */
struct session {
    const struct oasdrift_options *options;
    VEC(struct api *) apis;
    struct rules *rules;
    struct redaction *redaction;
    VEC(struct output *) outputs;
    struct run *run;
    struct arena arena;          /* settings made from options */
    struct arena exchange_arena; /* of the sources */
};

static void say(const struct oasdrift_options *options, const char *text)
{
    if (options->message)
        options->message(options->context, text);
    else
        fprintf(stderr, "oasdrift: %s\n", text);
}

static int unusable(const struct oasdrift_options *options, const struct error *err)
{
    say(options, err->message);
    return OASDRIFT_UNUSABLE;
}

/* ---- options to settings ---- */

static bool parse_fail_on(const struct oasdrift_options *options, enum severity *severity,
                          struct error *err)
{
    *severity = SEVERITY_ERROR;
    if (!options->fail_on)
        return true;
    if (strcmp(options->fail_on, "never") == 0)
        *severity = SEVERITY_OFF;
    else if (!severity_parse(str_of(options->fail_on), severity) || *severity == SEVERITY_OFF)
        return error_raise(err, "fail-on %s: expected error, warning, info or never",
                           options->fail_on);
    return true;
}

static bool parse_formats(const char *text, enum format_policy fallback, enum format_policy *policy,
                          struct error *err)
{
    static const struct {
        const char *name;
        enum format_policy policy;
    } rows[] = {{"standard", FORMATS_STANDARD},
                {"off", FORMATS_OFF},
                {"warn", FORMATS_WARN},
                {"error", FORMATS_ERROR}};

    *policy = fallback;
    if (!text)
        return true;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strcmp(text, rows[i].name) == 0) {
            *policy = rows[i].policy;
            return true;
        }
    return error_raise(err, "formats %s: expected standard, off, warn or error", text);
}

static bool parse_dialect(const char *text, enum schema_dialect *dialect, struct error *err)
{
    static const struct {
        const char *name;
        enum schema_dialect dialect;
    } rows[] = {{"2020-12", DIALECT_2020_12}, {"oas30", DIALECT_OAS30}, {"oas31", DIALECT_OAS31}};

    *dialect = DIALECT_2020_12;
    if (!text)
        return true;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strcmp(text, rows[i].name) == 0) {
            *dialect = rows[i].dialect;
            return true;
        }
    return error_raise(err, "dialect %s: expected 2020-12, oas30 or oas31", text);
}

static struct api *load_api(const struct oasdrift_options *options, const char *path,
                            struct error *err)
{
    struct openapi_options openapi = {.allowed_directories = options->allow_refs.items,
                                      .allowed_count = options->allow_refs.count,
                                      .servers = options->servers.items,
                                      .server_option_count = options->servers.count};

    if (!parse_formats(options->formats, FORMATS_STANDARD, &openapi.formats, err))
        return NULL;
    return openapi_load(path, &openapi, err);
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

/* ---- reports ---- */

/* Which output already writes to that place ("-": standard output)? */
static bool is_taken(const struct session *session, const char *path)
{
    for (size_t i = 0; i < session->outputs.count; i++) {
        const char *other = session->outputs.items[i]->file.path;

        if (strcmp(path, other ? other : "-") == 0)
            return true;
    }
    return false;
}

static bool open_output(struct session *session, const char *wanted,
                        const struct report_style *style, struct error *err)
{
    struct str file = str_of(wanted);
    struct str format = str_cut(&file, '=');
    const struct report_type *type = report_type_by_name(format);
    const char *path = file.text && file.length ? file.text : "-";
    struct output *output;

    if (!type)
        return error_raise(err, "report %.*s: no such format; `oasdrift help check` lists them",
                           STR_ARGS(format));
    if (is_taken(session, path))
        return error_raise(err, "report %s: another report already goes to %s", wanted,
                           strcmp(path, "-") == 0 ? "standard output" : path);
    output = alloc_zeroed(1, sizeof *output);
    if (!file_create(&output->file, path, err)) {
        free(output);
        return false;
    }
    report_init(&output->report, type, output->file.stream, style);
    VEC_ADD(&session->outputs, output);
    return true;
}

static bool open_outputs(struct session *session, enum severity fail_on, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    const struct report_style style = {.fail_on = fail_on,
                                       .verbosity = options->verbosity,
                                       .colour = options->colour,
                                       .reproducible = options->reproducible};
    const struct report_style plain = {
        .fail_on = fail_on, .verbosity = options->verbosity, .reproducible = options->reproducible};

    if (options->reports.count == 0)
        return open_output(session, "text", &style, err);
    for (size_t i = 0; i < options->reports.count; i++) {
        const char *wanted = options->reports.items[i];

        if (!open_output(session, wanted, strchr(wanted, '=') ? &plain : &style, err))
            return false;
    }
    return true;
}

static bool send_to_outputs(void *context, const struct event *event, struct error *err)
{
    struct session *session = context;

    for (size_t i = 0; i < session->outputs.count; i++)
        if (!report_event(&session->outputs.items[i]->report, event, err))
            return false;
    return true;
}

static bool commit_outputs(struct session *session, struct error *err)
{
    bool committed = true;

    for (size_t i = 0; i < session->outputs.count; i++)
        committed = file_commit(&session->outputs.items[i]->file, err) && committed;
    return committed;
}

/* ---- a session ---- */

static void session_init(struct session *session, const struct oasdrift_options *options)
{
    *session = (struct session){.options = options};
    arena_init(&session->arena);
    arena_init(&session->exchange_arena);
    session->rules = rules_new();
    session->redaction = redaction_new();
}

static void session_release(struct session *session)
{
    run_free(session->run);
    for (size_t i = 0; i < session->outputs.count; i++) {
        report_release(&session->outputs.items[i]->report);
        file_drop(&session->outputs.items[i]->file);
        free(session->outputs.items[i]);
    }
    VEC_RELEASE(&session->outputs);
    redaction_free(session->redaction);
    rules_free(session->rules);
    for (size_t i = 0; i < session->apis.count; i++)
        openapi_free(session->apis.items[i]);
    VEC_RELEASE(&session->apis);
    arena_release(&session->exchange_arena);
    arena_release(&session->arena);
}

static bool session_load(struct session *session, const char *path, struct error *err)
{
    struct api *api = load_api(session->options, path, err);

    if (!api)
        return false;
    teach_redaction(session->redaction, api);
    VEC_ADD(&session->apis, api);
    return true;
}

/* Rules, reports and the run itself, once the descriptions are loaded. */
static bool session_start(struct session *session, const char *command, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct run_settings settings = {.command = str_of(command),
                                    .target = str_of(options->url),
                                    .require_complete = options->require_complete,
                                    .exit_zero = options->exit_zero,
                                    .allow_empty = options->allow_empty,
                                    .reproducible = options->reproducible,
                                    .each_exchange = options->each_exchange,
                                    .interrupted = options->interrupted};

    if (!parse_fail_on(options, &settings.fail_on, err))
        return false;
    settings.target = redact_url(session->redaction, &session->arena, settings.target);
    for (size_t i = 0; i < options->rule_sets.count; i++)
        if (!rules_add(session->rules, options->rule_sets.items[i], err))
            return false;
    if (!open_outputs(session, settings.fail_on, err))
        return false;
    session->run =
        run_new(session->apis.items, session->apis.count, session->rules, session->redaction,
                &settings, &(struct event_sink){send_to_outputs, session});
    return run_start(session->run, err);
}

static int session_finish(struct session *session, struct error *err)
{
    int code = run_finish(session->run, err);

    if (!err->raised && commit_outputs(session, err))
        return code;
    if (err->raised)
        say(session->options, err->message);
    return OASDRIFT_INTERNAL;
}

/* ---- check ---- */

static bool judge_recording(struct session *session, const char *path, struct error *err)
{
    struct source source;
    struct error problem = {0};
    bool judged;

    arena_clear(&session->exchange_arena);
    if (!source_open(&source, path, session->options->from, &session->exchange_arena, &problem)) {
        run_diagnose(session->run, "run.recording-malformed", str_of(problem.message),
                     str_of(path));
        return true;
    }
    judged = run_source(session->run, &source, err);
    source_close(&source);
    return judged;
}

int oasdrift_check(const struct oasdrift_options *options)
{
    struct session session;
    struct error err = {0};
    int code;

    session_init(&session, options);
    if (!session_load(&session, options->description, &err) ||
        !session_start(&session, "check", &err)) {
        code = unusable(options, &err);
        goto out;
    }
    for (size_t i = 0; i < options->inputs.count; i++)
        if (!judge_recording(&session, options->inputs.items[i], &err))
            break;
    code = session_finish(&session, &err);
out:
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
            say(options, problem.message);
            unreadable = true;
        }
    }
    if (session.apis.count == 0)
        goto out;
    if (!session_start(&session, "lint", &err)) {
        code = unusable(options, &err);
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

/* ---- run ---- */

/* "bearer-auth" -> "OASDRIFT_AUTH_BEARER_AUTH" */
static const char *credential_of(struct arena *arena, struct str scheme)
{
    struct str name = str_format(arena, "OASDRIFT_AUTH_%.*s", STR_ARGS(scheme));
    char *text = arena_alloc(arena, name.length + 1);

    for (size_t i = 0; i <= name.length; i++) {
        char c = name.text[i];

        text[i] = c;
        if (c >= 'a' && c <= 'z')
            text[i] = (char)(c - 'a' + 'A');
        else if (c && !ascii_is_alpha(c) && !ascii_is_digit(c))
            text[i] = '_';
    }
    return getenv(text);
}

static void read_credentials(struct session *session, const struct api *api,
                             struct live_settings *settings)
{
    struct named_value *credentials =
        ARENA_ARRAY(&session->arena, struct named_value, api->security_scheme_count);

    settings->credentials = credentials;
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        struct str name = api->security_schemes[i].name;
        const char *value = credential_of(&session->arena, name);

        if (!value || !*value)
            continue;
        credentials[settings->credential_count++] = (struct named_value){name, str_of(value)};
        redaction_add_value(session->redaction, str_of(value));
    }
}

static bool read_headers(struct session *session, struct live_settings *settings, struct error *err)
{
    const struct oasdrift_list *list = &session->options->headers;
    struct header *headers = ARENA_ARRAY(&session->arena, struct header, list->count);

    settings->headers = headers;
    settings->header_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        struct str value = str_of(list->items[i]);
        struct str name = str_cut(&value, ':');

        if (!value.text || name.length == 0)
            return error_raise(err, "header \"%s\": expected NAME: VALUE", list->items[i]);
        headers[i] = (struct header){name, str_trim(value)};
        if (redaction_hides_header(session->redaction, name))
            redaction_add_value(session->redaction, headers[i].value);
    }
    return true;
}

static bool read_parameters(struct session *session, struct live_settings *settings,
                            struct error *err)
{
    const struct oasdrift_list *list = &session->options->parameters;
    struct named_value *values = ARENA_ARRAY(&session->arena, struct named_value, list->count);

    settings->parameters = values;
    settings->parameter_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        struct str value = str_of(list->items[i]);
        struct str name = str_cut(&value, '=');

        if (!value.text || name.length == 0)
            return error_raise(err, "parameter \"%s\": expected NAME=VALUE", list->items[i]);
        values[i] = (struct named_value){name, value};
    }
    return true;
}

static bool read_live_settings(struct session *session, struct live_settings *settings,
                               struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct str url = str_of(options->url);

    if (!url.length)
        return error_raise(err, "run needs --url URL");
    while (url.length && url.text[url.length - 1] == '/')
        url.length--;
    *settings = (struct live_settings){
        .base_url = url,
        .all_methods = options->all_methods,
        .max_cases = options->max_cases,
        .client = {.concurrency = (size_t)options->concurrency,
                   .max_time_ms = (unsigned)options->max_time_ms,
                   .connect_timeout_ms = (unsigned)options->connect_timeout_ms,
                   .insecure = options->insecure,
                   .user = options->user,
                   .ca_file = options->ca_file,
                   .cert = options->cert,
                   .key = options->key,
                   .proxy = options->proxy,
                   .unix_socket = options->unix_socket,
                   .resolve = options->resolve.items,
                   .resolve_count = options->resolve.count}};
    if (options->user) {
        struct str password = str_of(options->user);

        str_cut(&password, ':');
        redaction_add_value(session->redaction, password);
    }
    read_credentials(session, session->apis.items[0], settings);
    return read_headers(session, settings, err) && read_parameters(session, settings, err);
}

static bool fire(struct session *session, const struct live_settings *settings, struct error *err)
{
    struct source source;
    bool judged;

    if (!source_open_live(&source, session->apis.items[0], settings, &session->exchange_arena, err))
        return false;
    judged = run_source(session->run, &source, err);
    source_close(&source);
    return judged;
}

/* The requests as curl commands, nothing sent. */
static int print_requests(struct session *session, const struct live_settings *live)
{
    struct generate_settings settings = {
        .base_url = live->base_url,
        .parameters = live->parameters,
        .parameter_count = live->parameter_count,
        .headers = live->headers,
        .header_count = live->header_count,
        .credentials = live->credentials,
        .credential_count = live->credential_count,
        .all_methods = live->all_methods};
    struct generator *generator = generator_new(session->apis.items[0], &settings);
    struct exchange exchange = {0};
    const struct operation *operation;
    enum generate_step step;
    struct str reason;

    while ((step = generate_next(generator, &session->exchange_arena, &exchange.request, &operation,
                                 &reason)) != GENERATE_END) {
        if (step == GENERATE_GOT)
            reason = redact_curl(session->redaction, &session->exchange_arena, &exchange);
        printf("%s%.*s\n", step == GENERATE_GOT ? "" : "# ", STR_ARGS(reason));
        arena_clear(&session->exchange_arena);
    }
    generator_free(generator);
    return OASDRIFT_OK;
}

int oasdrift_run(const struct oasdrift_options *options)
{
    struct session session;
    struct live_settings settings;
    struct error err = {0};
    int code;

    session_init(&session, options);
    if (!session_load(&session, options->description, &err) ||
        !read_live_settings(&session, &settings, &err)) {
        code = unusable(options, &err);
        goto out;
    }
    if (options->dry_run) {
        code = print_requests(&session, &settings);
        goto out;
    }
    if (!session_start(&session, "run", &err) || !fire(&session, &settings, &err)) {
        code = unusable(options, &err);
        goto out;
    }
    code = session_finish(&session, &err);
out:
    session_release(&session);
    return code;
}

/* ---- validate ---- */

struct validate_context {
    struct validation_report *report;
    bool invalid, unread;
};

static void add_validation(void *context, const struct validation *validation)
{
    struct validate_context *outcome = context;

    outcome->invalid = outcome->invalid || validation->verdict == SCHEMA_INVALID;
    outcome->unread = outcome->unread || validation->verdict == SCHEMA_UNKNOWN;
    validation_report_add(outcome->report, validation);
}

static bool validation_format(const struct oasdrift_options *options, bool *json, const char **path,
                              struct error *err)
{
    struct str file = options->reports.count ? str_of(options->reports.items[0]) : STR("text");
    struct str format = str_cut(&file, '=');

    if (options->reports.count > 1)
        return error_raise(err, "validate writes one report");
    *json = str_is(format, "json");
    *path = file.length ? file.text : "-";
    return *json || str_is(format, "text") ||
           error_raise(err, "report %.*s: validate writes text or json", STR_ARGS(format));
}

int oasdrift_validate(const struct oasdrift_options *options)
{
    struct schema_settings settings = {0};
    struct validate_context outcome = {0};
    struct validation_sink sink = {add_validation, &outcome};
    struct validator *validator = NULL;
    struct file_output output = {0};
    struct error err = {0};
    const char *path;
    bool json;

    if (!parse_formats(options->formats, FORMATS_ERROR, &settings.formats, &err) ||
        !parse_dialect(options->dialect, &settings.dialect, &err) ||
        !validation_format(options, &json, &path, &err) ||
        !(validator = validator_new(options->description, &settings, options->allow_refs.items,
                                    options->allow_refs.count, &err)) ||
        !file_create(&output, path, &err)) {
        validator_free(validator);
        return unusable(options, &err);
    }
    outcome.report = validation_report_new(output.stream, json, options->verbosity < 0);
    for (size_t i = 0; i < options->inputs.count; i++)
        validate_file(validator, options->inputs.items[i], &sink);
    validation_report_finish(outcome.report);
    validator_free(validator);
    if (!file_commit(&output, &err)) {
        say(options, err.message);
        return OASDRIFT_INTERNAL;
    }
    if (outcome.invalid)
        return OASDRIFT_FINDINGS;
    return outcome.unread ? OASDRIFT_INCOMPLETE : OASDRIFT_OK;
}

/* ---- mock ---- */

int oasdrift_mock(const struct oasdrift_options *options)
{
    enum { LOOK_MS = 100 };
    const struct mock_settings settings = {.port = (unsigned short)options->port};
    const struct timespec pause = {0, LOOK_MS * 1000000L};
    struct error err = {0};
    struct api *api = load_api(options, options->description, &err);
    struct mock *mock = api ? mock_start(api, &settings, &err) : NULL;

    if (!mock) {
        openapi_free(api);
        return unusable(options, &err);
    }
    printf("listening on http://127.0.0.1:%u\n", mock_port(mock));
    fflush(stdout);
    while (!options->interrupted || !*options->interrupted)
        nanosleep(&pause, NULL);
    mock_stop(mock);
    openapi_free(api);
    return OASDRIFT_OK;
}

/* ---- what the program knows of itself ---- */

const char *oasdrift_rule_page(const char *rule, size_t *length)
{
    char name[128];
    struct str page;

    if (rule_by_id(str_of(rule)) == RULE_COUNT)
        return NULL;
    snprintf(name, sizeof name, "%s.md", rule);
    page = embedded_file(str_of(name));
    if (length)
        *length = page.length;
    return page.text;
}

const char *oasdrift_rule_id(size_t index)
{
    return index < RULE_COUNT ? rule_info((enum rule)index)->id : NULL;
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
