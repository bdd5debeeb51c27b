#include "call/live_advice.h"

#include "call/caller.h"
#include "call/live_settings.h"
#include "http/url.h"

static void tell_unfired(const struct session *session, const struct api *api,
                         const struct live_settings *settings)
{
    size_t unsafe = 0;

    for (size_t i = 0; i < api->operation_count; i++)
        unsafe += !api->operations[i].excluded && !method_is_safe(api->operations[i].method);
    if (unsafe && !settings->requests.all_methods)
        caller_mention(
            session->options.terminal, "%.*s%s%zu of %zu operations %s (--methods all fires them)",
            STR_ARGS(api->name), api->name.length ? ": " : "", unsafe, filter_operation_count(api),
            str_counted(unsafe, "is not fired: its method may change data",
                        "are not fired: their methods may change data"));
}

static bool has_credential(const struct live_settings *settings, struct str scheme)
{
    for (size_t i = 0; i < settings->requests.credential_count; i++)
        if (str_equal(settings->requests.credentials[i].name, scheme))
            return true;
    return false;
}

/* A request goes to the URL followed by the operation's path. The path of the description's server
   is not put between them: it belongs into the URL. */
static void tell_other_base(struct session *session, const struct api *api,
                            const struct live_settings *settings)
{
    struct str url = settings->name, base;
    struct url parts;

    url_split(settings->requests.base_url, &parts);
    if (!url_is_http(&parts) || openapi_names_base(api, settings->requests.base_url) ||
        !openapi_bases(api, &base, 1))
        return;
    while (url.length && url.text[url.length - 1] == '/')
        url.length--;
    if (session->values == VALUES_NONE)
        url = STR("URL");
    if (base.length)
        caller_warn(
            session->options.terminal,
            "the path of --url is the base of all requests, and no server of the description has "
            "it: was --url %.*s%.*s meant?",
            STR_ARGS(url), STR_ARGS(base));
    else
        caller_warn(session->options.terminal,
                    "the path of --url is the base of all requests, and no server of the "
                    "description has it: theirs is empty");
}

/* By the header it would stand in, too: that of the user may be the credential. */
static bool is_given(const struct live_settings *settings, const struct security_scheme *scheme)
{
    struct str header = security_header(scheme);

    if (has_credential(settings, scheme->name))
        return true;
    if (scheme->kind == SECURITY_MUTUAL_TLS)
        return settings->client.cert != NULL;
    if (scheme->kind != SECURITY_API_KEY && settings->client.user)
        return true;
    for (size_t i = 0; header.text && i < settings->requests.header_count; i++)
        if (str_equal_ignoring_case(settings->requests.headers[i].name, header))
            return true;
    return false;
}

/* Do the credentials at hand meet one of the alternatives of the operation's security? */
static bool is_satisfied(const struct operation *operation, const struct live_settings *settings)
{
    for (size_t i = 0; i < operation->security_count; i++) {
        const struct security_alternative *alternative = &operation->security[i];
        bool all = true;

        for (size_t j = 0; j < alternative->count; j++)
            all = all && is_given(settings, alternative->schemes[j]);
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

/* Does a request lack credentials of the scheme? */
static bool is_lacking(struct api *api, const struct live_settings *settings,
                       const struct security_scheme *scheme)
{
    if (is_given(settings, scheme))
        return false;

    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->excluded ||
            !(settings->requests.all_methods || method_is_safe(operation->method)))
            continue;
        operation = operation_open(api, &api->operations[i]);
        if (names_scheme(operation, scheme) && !is_satisfied(operation, settings))
            return true;
    }
    return false;
}

static void tell_missing_credentials(struct session *session, struct api *api,
                                     const struct live_settings *settings)
{

    for (size_t i = 0; i < api->security_scheme_count; i++) {
        struct str name = api->security_schemes[i].name;

        if (is_lacking(api, settings, &api->security_schemes[i]))
            caller_warn(session->options.terminal,
                        "no credentials for the security scheme %.*s: %s is not set",
                        STR_ARGS(name), credential_variable(&session->arena, name).text);
    }
}

void live_advise(struct session *session, struct api *api, const struct live_settings *settings)
{
    tell_other_base(session, api, settings);
    tell_missing_credentials(session, api, settings);
    tell_unfired(session, api, settings);
}

void live_advise_unmatched(struct session *session, const struct run_target *targets)
{
    char text[512];
    struct str unknown;

    for (size_t i = 0; filter_unmatched_at(session->descriptions.apis.items,
                                           session->descriptions.apis.count, i, text, sizeof text);
         i++)
        caller_say(
            session->options.terminal,
            str_format(&session->arena, "%s fits no operation of the description", text).text);
    for (size_t i = 0; i < session_api_count(session); i++)
        for (size_t j = 0; j < targets[i].requests->parameter_count; j++)
            if (session_unknown_parameter(session, targets, i, j, &unknown))
                caller_say(session->options.terminal, unknown.text);
}
