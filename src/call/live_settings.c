#include "call/live_settings.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "call/caller.h"

static void read_credentials(struct session *session, const struct api *api,
                             struct generate_settings *settings)
{
    struct named_value *credentials =
        ARENA_ARRAY(&session->arena, struct named_value, api->security_scheme_count);

    settings->credentials = credentials;
    for (size_t i = 0; i < api->security_scheme_count; i++) {
        struct str name = api->security_schemes[i].name;
        const char *value = getenv(credential_variable(&session->arena, name).text);

        if (!value || !*value)
            continue;
        credentials[settings->credential_count++] = (struct named_value){name, str_of(value)};
        redaction_add_value(session->redaction, str_of(value));
    }
}

/* One of the API goes before those of all that have its name. */
static bool is_given(const struct header *headers, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(headers[i].name, name))
            return true;
    return false;
}

static bool add_headers(struct session *session, const struct oasdrift_list *list,
                        struct header *headers, size_t *count, struct error *err)
{
    size_t before = *count;

    for (size_t i = 0; i < list->count; i++) {
        struct str value = str_of(list->items[i]);
        struct str name = str_cut(&value, ':');

        if (!value.text || name.length == 0) /* without it: whatever it has may be the secret */
            return error_raise(err, "--header %zu: expected NAME: VALUE", i + 1);
        if (is_given(headers, before, name))
            continue;
        value = str_trim(value);
        if (str_find_any(value, "\r\n") < value.length || str_find_any(name, "\r\n") < name.length)
            return error_raise(err, "header %zu: a line break stands in it", i + 1);
        if (redaction_hides_header(session->redaction, name))
            redaction_add_value(session->redaction, value);
        headers[(*count)++] = (struct header){name, value};
    }
    return true;
}

static bool read_headers(struct session *session, const struct oasdrift_list *of_api,
                         const struct oasdrift_list *of_all, struct generate_settings *settings,
                         struct error *err)
{
    struct header *headers =
        ARENA_ARRAY(&session->arena, struct header, of_api->count + of_all->count);

    settings->headers = headers;
    return add_headers(session, of_api, headers, &settings->header_count, err) &&
           add_headers(session, of_all, headers, &settings->header_count, err);
}

static bool add_parameters(const struct oasdrift_list *list, struct named_value *values,
                           size_t *count, struct error *err)
{
    for (size_t i = 0; i < list->count; i++) {
        struct str value = str_of(list->items[i]);
        struct str name = str_cut(&value, '=');

        if (!value.text || name.length == 0)
            return error_raise(err, "--parameter %zu: expected NAME=VALUE", i + 1);
        values[(*count)++] = (struct named_value){name, value};
    }
    return true;
}

/* Of several with one name the first is sent: that of the API. */
static bool read_parameters(struct session *session, const struct oasdrift_list *of_api,
                            const struct oasdrift_list *of_all, struct generate_settings *settings,
                            struct error *err)
{
    struct named_value *values =
        ARENA_ARRAY(&session->arena, struct named_value, of_api->count + of_all->count);

    settings->parameters = values;
    return add_parameters(of_api, values, &settings->parameter_count, err) &&
           add_parameters(of_all, values, &settings->parameter_count, err);
}

/* A longer time is as good as none. */
static unsigned milliseconds(uint64_t asked)
{
    return asked < UINT_MAX ? (unsigned)asked : UINT_MAX;
}

static struct client_settings client_settings(const struct oasdrift_live_options *live,
                                              const volatile int *interrupted)
{
    return (struct client_settings){.concurrency = (size_t)live->concurrency,
                                    .max_time_ms = milliseconds(live->max_time_ms),
                                    .connect_timeout_ms = milliseconds(live->connect_timeout_ms),
                                    .insecure = live->insecure,
                                    .user = live->user,
                                    .ca_file = live->ca_file,
                                    .cert = live->cert,
                                    .key = live->key,
                                    .proxy = live->proxy,
                                    .unix_socket = live->unix_socket,
                                    .resolve = live->resolve.items,
                                    .resolve_count = live->resolve.count,
                                    .interrupted = interrupted};
}

static void hide_password(struct redaction *redaction, const char *user)
{
    struct str password = str_of(user);

    if (!user)
        return;
    str_cut(&password, ':');
    redaction_add_value(redaction, password);
}

/* curl tells of them late, at each request, and not by which option they came. */
static bool are_there(const struct oasdrift_live_options *live, struct error *err)
{
    const struct {
        const char *option, *path;
    } files[] = {{"cacert", live->ca_file},
                 {"cert", live->cert},
                 {"key", live->key},
                 {"unix-socket", live->unix_socket}};

    for (size_t i = 0; i < ARRAY_LENGTH(files); i++)
        if (files[i].path && access(files[i].path, R_OK) != 0)
            return error_raise(err, "--%s: its file cannot be read: %s", files[i].option,
                               strerror(errno)); /* a password may stand behind its name */
    return true;
}

static void tell(void *context, const char *line)
{
    caller_mention(context, "%s", line);
}

bool live_settings_read(struct live_settings *settings, struct session *session,
                        const struct api *description, const struct oasdrift_api *api,
                        const struct oasdrift_run_options *options, struct error *err)
{
    const char *url = api->url;

    if (!url || !*url)
        return api->name
                   ? error_raise(err,
                                 "%s: run needs its url (in the configuration, of the API or one "
                                 "of its environments; or --url with one API)",
                                 api->name)
                   : error_raise(err, "run needs --url URL");
    if (!are_there(&options->live, err))
        return false;
    *settings = (struct live_settings){
        .requests = {.base_url = str_of(url),
                     .all_methods = options->all_methods,
                     .tell = tell,
                     .tell_context = (void *)&options->terminal},
        .name = redact_asked_url(&session->arena, str_of(url)),
        .max_cases = options->max_cases,
        .client = client_settings(&options->live, options->terminal.interrupted)};
    hide_password(session->redaction, options->live.user);
    read_credentials(session, description, &settings->requests);
    return read_headers(session, &api->headers, &options->live.headers, &settings->requests, err) &&
           read_parameters(session, &api->parameters, &options->parameters, &settings->requests,
                           err);
}
