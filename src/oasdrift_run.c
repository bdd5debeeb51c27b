/* oasdrift_run: the options of a live run to its settings. */
#include <stdio.h>
#include <stdlib.h>

#include "generate/generate.h"
#include "live/settings.h"
#include "session.h"

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
                   .resolve_count = options->resolve.count,
                   .interrupted = options->interrupted}};
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
    struct generate_settings settings = {.base_url = live->base_url,
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
    struct live_settings settings;
    struct error err = {0};
    int code;

    session_init(&session, options);
    if (!session_load(&session, options->description, &err) ||
        !read_live_settings(&session, &settings, &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    if (options->dry_run) {
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
