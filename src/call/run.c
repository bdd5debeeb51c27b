/* oasdrift_run: the options of a live run to its settings. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/near_miss.h"
#include "call/options.h"
#include "call/session.h"
#include "http/url.h"
#include "live/settings.h"

/* "bearer-auth" -> "OASDRIFT_AUTH_BEARER_AUTH" */
static const char *credential_variable(struct arena *arena, struct str scheme)
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
    return text;
}

static void read_credentials(struct session *session, const struct api *api,
                             struct generate_settings *settings)
{
    struct named_value *credentials =
        ARENA_ARRAY(&session->arena, struct named_value, api->security_scheme_count);

    settings->credentials = credentials;
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        struct str name = api->security_schemes[i].name;
        const char *value = getenv(credential_variable(&session->arena, name));

        if (!value || !*value)
            continue;
        credentials[settings->credential_count++] = (struct named_value){name, str_of(value)};
        redaction_add_value(session->redaction, str_of(value));
    }
}

static bool read_headers(struct session *session, struct generate_settings *settings,
                         struct error *err)
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

static bool read_parameters(struct session *session, struct generate_settings *settings,
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

    if (!options->url || !*options->url)
        return error_raise(err, "run needs --url URL");
    *settings = (struct live_settings){
        .requests = {.base_url = str_of(options->url), .all_methods = options->all_methods},
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
                   .resolve_count = options->resolve.count,
                   .interrupted = options->interrupted}};
    if (options->user) {
        struct str password = str_of(options->user);

        str_cut(&password, ':');
        redaction_add_value(session->redaction, password);
    }
    read_credentials(session, session->apis.items[0], &settings->requests);
    return read_headers(session, &settings->requests, err) &&
           read_parameters(session, &settings->requests, err);
}

/* ---- what the user should know before ---- */

static void tell(const struct session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void tell(const struct session *session, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list args;

    if (session->options->verbosity < 0)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    options_say(session->options, text);
}

static void tell_unfired(const struct session *session)
{
    const struct api *api = session->apis.items[0];
    size_t unsafe = 0;

    for (size_t i = 0; i < api->operation_count; i++)
        unsafe += !api->operations[i].excluded && !method_is_safe(api->operations[i].method);
    if (unsafe && !session->options->all_methods)
        tell(session,
             "%zu of %zu operations are not fired: their methods may change data "
             "(--methods all fires them)",
             unsafe, filter_operation_count(api));
}

/* A dry run has no report to tell it in. */
static void tell_unmatched(const struct session *session)
{
    char text[512];

    for (size_t i = 0;
         filter_unmatched_at(session->apis.items, session->apis.count, i, text, sizeof text); i++)
        tell(session, "%s fits no operation of the description", text);
}

static bool has_credential(const struct live_settings *settings, struct str scheme)
{
    for (size_t i = 0; i < settings->requests.credential_count; i++)
        if (str_equal(settings->requests.credentials[i].name, scheme))
            return true;
    return false;
}

/* Requests go to --url and the path alone: the path of the description's server is not put in. */
static void tell_other_base(struct session *session, const struct live_settings *settings)
{
    const struct api *api = session->apis.items[0];
    struct str url = settings->requests.base_url;
    struct str base;

    if (openapi_names_base(api, url) || !openapi_bases(api, &base, 1))
        return;
    while (url.length && url.text[url.length - 1] == '/')
        url.length--;
    if (base.length)
        tell(session,
             "the path of --url is the base of all requests, and no server of the description has "
             "it: was --url %.*s%.*s meant?",
             STR_ARGS(url_without_password(&session->arena, url)), STR_ARGS(base));
    else
        tell(session, "the path of --url is the base of all requests, and no server of the "
                      "description has it: theirs is empty");
}

/* Has the operation an alternative all of whose credentials are there, or one without any? */
static bool is_satisfied(const struct operation *operation, const struct live_settings *settings)
{
    for (size_t i = 0; i < operation->security_count; i++) {
        const struct security_alternative *alternative = &operation->security[i];
        bool all = true;

        for (size_t j = 0; j < alternative->count; j++)
            all = all && has_credential(settings, alternative->schemes[j]->name);
        if (all)
            return true;
    }
    return false;
}

static bool names_scheme(const struct operation *operation, const struct security_scheme *scheme)
{
    for (size_t i = 0; i < operation->security_count; i++)
        for (size_t j = 0; j < operation->security[i].count; j++)
            if (operation->security[i].schemes[j] == scheme)
                return true;
    return false;
}

/* Does an operation that is fired lack the scheme's credentials? */
static bool is_lacking(const struct session *session, const struct live_settings *settings,
                       const struct security_scheme *scheme)
{
    struct api *api = session->apis.items[0];

    if (has_credential(settings, scheme->name))
        return false;

    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->excluded ||
            !(session->options->all_methods || method_is_safe(operation->method)))
            continue;
        operation = operation_open(api, &api->operations[i]);
        if (names_scheme(operation, scheme) && !is_satisfied(operation, settings))
            return true;
    }
    return false;
}

/* Headers of the user's may be the credentials; then there is nothing to tell. */
static void tell_missing_credentials(struct session *session, const struct live_settings *settings)
{
    const struct api *api = session->apis.items[0];

    if (settings->requests.header_count || settings->client.user)
        return;
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        struct str name = api->security_schemes[i].name;

        if (is_lacking(session, settings, &api->security_schemes[i]))
            tell(session, "no credentials for the security scheme %.*s: %s is not set",
                 STR_ARGS(name), credential_variable(&session->arena, name));
    }
}

static void try_parameters(const struct operation *operation, struct near_miss *miss)
{
    for (size_t i = 0; i < operation->parameters.count; i++)
        near_miss_try(miss, operation->parameters.items[i].name);
}

static void tell_unknown_parameters(const struct session *session,
                                    const struct live_settings *settings)
{
    struct api *api = session->apis.items[0];

    for (size_t i = 0; i < settings->requests.parameter_count; i++) {
        struct str name = settings->requests.parameters[i].name;
        struct near_miss miss = near_miss_of(name);

        for (size_t j = 0; j < api->operation_count && miss.distance; j++)
            try_parameters(operation_open(api, &api->operations[j]), &miss);
        if (miss.distance)
            tell(session, "--parameter %.*s: no operation has a parameter of that name%s",
                 STR_ARGS(name), near_miss_hint(&miss));
    }
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
    struct generator *generator = generator_new(session->apis.items[0], &live->requests);
    struct exchange exchange = {0};
    const struct operation *operation;
    enum generate_step step;
    struct str reason;
    uint64_t printed = 0;

    while ((!live->max_cases || printed < live->max_cases) &&
           (step = generate_next(generator, &session->exchange_arena, &exchange.request, &operation,
                                 &reason)) != GENERATE_END) {
        printed += step == GENERATE_GOT;
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
    struct live_settings settings = {0};
    struct error err = {0};
    int code;

    session_init(&session, options);
    if (!session_load(&session, options->description, &err) ||
        !openapi_has_parts(session.apis.items[0], &err) ||
        !read_live_settings(&session, &settings, &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    tell_other_base(&session, &settings);
    tell_missing_credentials(&session, &settings);
    tell_unknown_parameters(&session, &settings);
    tell_unfired(&session);
    if (options->dry_run) {
        tell_unmatched(&session);
        code = print_requests(&session, &settings);
        goto out;
    }
    if (!session_start(&session, "run", &err) || !fire(&session, &settings, &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    code = session_finish(&session, &err);
out:
    session_release(&session);
    return code;
}
