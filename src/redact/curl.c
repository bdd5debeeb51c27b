/* The request again, as a command for a shell. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "http/cookie.h"
#include "redact/curl_line.h"
#include "redact/request_excerpt.h"
#include "redact/search.h"
#include "redact/secret_form.h"

enum {
    CURL_MAX_BYTES = 4 * 1024 /* a longer command helps nobody */
};

/* ---- variables of security schemes ---- */

static struct str variable_of(struct arena *arena, const struct credential *credential)
{
    return curl_variable(arena, credential->variable);
}

/* "session=[redacted]; csrf=[redacted]" */
static struct str with_cookies(const struct redaction *redaction, struct arena *arena,
                               const struct request_excerpt *excerpt, struct str cookies)
{
    struct str shown = STR(""), name, value;

    while (cookie_next(&cookies, &name, &value)) {
        const struct credential *credential =
            request_excerpt_credential(redaction, excerpt, NAME_IN_COOKIE, name, STR_NONE);

        if (credential && str_is(value, REDACTED))
            value = variable_of(arena, credential);
        shown = str_format(arena, "%.*s%s%.*s=%.*s", STR_ARGS(shown), shown.length ? "; " : "",
                           STR_ARGS(name), STR_ARGS(value));
    }
    return shown;
}

/* The credential that the value stands for; NULL: none is known. */
static const struct credential *credential_in(const struct redaction *redaction,
                                              const struct request_excerpt *excerpt,
                                              const struct excerpt_header *header)
{
    struct str rest = header->value, scheme = str_cut(&rest, ' ');
    const struct credential *credential = NULL;

    if (str_is(rest, REDACTED))
        credential =
            request_excerpt_credential(redaction, excerpt, NAME_IN_HEADER, header->name, scheme);
    if (!credential && (str_is(rest, REDACTED) || str_is(header->value, REDACTED)))
        credential =
            request_excerpt_credential(redaction, excerpt, NAME_IN_HEADER, header->name, STR_NONE);
    return credential;
}

/* The query with "[redacted]" of credentials as variables. */
static struct str with_query(const struct redaction *redaction, struct arena *arena,
                             const struct request_excerpt *excerpt, struct str url)
{
    size_t start = str_find_char(url, '?') + 1, end = str_find_char(url, '#');
    struct str rest = str_slice(url, start, end > start ? end - start : 0);
    struct str shown = str_slice(url, 0, start);

    if (!rest.length)
        return url;
    while (rest.text) {
        struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
        const struct credential *credential = NULL;

        if (str_is(value, REDACTED))
            credential = request_excerpt_credential(redaction, excerpt, NAME_IN_FIELD,
                                                    percent_decoded(arena, name), STR_NONE);
        if (credential)
            value = variable_of(arena, credential);
        shown = str_format(arena, "%.*s%.*s%s%.*s%s", STR_ARGS(shown), STR_ARGS(name),
                           value.text ? "=" : "", STR_ARGS(value), rest.text ? "&" : "");
    }
    return str_format(arena, "%.*s%.*s", STR_ARGS(shown), STR_ARGS(str_slice(url, end, SIZE_MAX)));
}

/* ---- the words ---- */

static void add_header(struct arena *arena, struct curl_line *line, struct str name,
                       struct str value)
{
    curl_line_add(line, CURL_OPTION, STR("-H"));
    curl_line_add(line, CURL_HEADER,
                  value.length ? str_format(arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(value))
                               : str_format(arena, "%.*s;", STR_ARGS(name)));
}

/* As a live run sends it, behind the word for its scheme. curl makes the header of user and
   password. */
static void add_credential(struct arena *arena, struct curl_line *line, struct str header,
                           struct str http_scheme, const struct credential *credential)
{
    struct str value = variable_of(arena, credential);

    if (credential_is_basic(credential)) {
        curl_line_add(line, CURL_OPTION, STR("-u"));
        curl_line_add(line, CURL_ARGUMENT, value);
        return;
    }
    if (credential->http_scheme.length)
        value = str_format(arena, "%.*s %.*s", STR_ARGS(http_scheme), STR_ARGS(value));
    add_header(arena, line, header, value);
}

static void add_headers(const struct redaction *redaction, struct arena *arena,
                        struct curl_line *line, const struct request_excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->header_count; i++) {
        struct str name = excerpt->headers[i].name;
        struct str value = redact_text(redaction, arena, excerpt->headers[i].value), scheme = value;
        const struct credential *credential =
            credential_in(redaction, excerpt, &(struct excerpt_header){name, value});

        if (credential)
            add_credential(arena, line, name, str_cut(&scheme, ' '), credential);
        else if (header_kind(name) == HEADER_COOKIE && !str_is(value, REDACTED))
            add_header(arena, line, name, with_cookies(redaction, arena, excerpt, value));
        else
            add_header(arena, line, name, value);
    }
}

/* Those that the recorder took out of headers and cookies. */
static void add_lacking(struct arena *arena, struct curl_line *line,
                        const struct request_excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->lacking_count; i++) {
        const struct credential *credential = &excerpt->lacking[i];

        if (credential->place == NAME_IN_HEADER)
            add_credential(arena, line, credential->name, credential->http_scheme, credential);
        if (credential->place == NAME_IN_COOKIE)
            add_header(arena, line, STR("cookie"),
                       str_format(arena, "%.*s=%.*s", STR_ARGS(credential->name),
                                  STR_ARGS(variable_of(arena, credential))));
    }
}

static void add_body(const struct redaction *redaction, struct arena *arena, struct curl_line *line,
                     const struct request_excerpt *excerpt)
{
    if (excerpt->body_state != EXCERPT_BODY_SHOWN)
        return;
    if (excerpt->untyped) { /* else curl would say that it is a form */
        curl_line_add(line, CURL_OPTION, STR("-H"));
        curl_line_add(line, CURL_HEADER, STR("content-type:"));
    }
    curl_line_add(line, CURL_OPTION, STR("--data-raw"));
    curl_line_add(line, CURL_BODY, redact_text(redaction, arena, excerpt->body));
}

/* What the line lacks: "a header and the body are left out". */
static struct str left_out(struct arena *arena, const struct request_excerpt *excerpt)
{
    const char *const parts[] = {
        excerpt->header_left_out ? "a header" : NULL,
        excerpt->cookies_left_out ? "other cookies" : NULL,
        excerpt->body_state == EXCERPT_BODY_LEFT_OUT ? "the body" : NULL,
    };
    struct str list = STR_NONE;
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
        if (parts[i])
            list = str_format(arena, "%.*s%s%s", STR_ARGS(list), count++ ? " and " : "", parts[i]);
    if (!count)
        return STR_NONE;
    return str_format(arena, "%.*s %s left out", STR_ARGS(list),
                      count > 1 || excerpt->cookies_left_out ? "are" : "is");
}

static void add_method(struct curl_line *line, const struct request_excerpt *excerpt)
{
    if (str_is(excerpt->method, "HEAD")) {
        curl_line_add(line, CURL_OPTION, STR("--head"));
        return;
    }
    if (str_is(excerpt->method, "GET") && excerpt->body_state == EXCERPT_BODY_NONE)
        return;
    curl_line_add(line, CURL_OPTION, STR("-X"));
    curl_line_add(line, CURL_ARGUMENT, excerpt->method);
}

/* ---- the URL ---- */

static bool is_whole(struct str url)
{
    return str_starts_with(url, STR("http://")) || str_starts_with(url, STR("https://"));
}

/* Part of a host's name, as "a1b2c3d4e5" of a tunnel's. */
static bool has_random_label(struct str host)
{
    while (host.text) {
        struct str label = str_cut(&host, '.');

        if (secret_form_is_random(label))
            return true;
    }
    return false;
}

/* A cookie "env=test" makes no secret of the host api.test: without it nobody can ask again. */
static struct str redact_host(const struct redaction *redaction, struct arena *arena,
                              struct str host)
{
    return has_random_label(host) ? redact_text(redaction, arena, host) : host;
}

/* Of a URL that is a path only, the host header tells the rest. STR_NONE when that makes no http
   URL: curl could take it for an option. */
static struct str whole_url(const struct redaction *redaction, struct arena *arena,
                            const struct request_excerpt *excerpt)
{
    struct str url = request_excerpt_url(redaction, arena, excerpt);
    struct str host = redact_host(redaction, arena, excerpt->host);

    if (is_whole(excerpt->url))
        return url;
    return host.length && str_starts_with(excerpt->url, STR("/"))
               ? str_format(arena, "https://%.*s%.*s", STR_ARGS(host), STR_ARGS(url))
               : STR_NONE;
}

struct str request_excerpt_url(const struct redaction *redaction, struct arena *arena,
                               const struct request_excerpt *excerpt)
{
    struct str url = excerpt->url, front, host;
    size_t start = str_find(url, STR("://")), end;

    if (!is_whole(url))
        return redact_text(redaction, arena, url);
    start += 3;
    end = start + str_find_any(str_slice(url, start, SIZE_MAX), "/?#");
    host = str_slice(url, start, end - start);
    start += str_find_last(host, '@') < host.length ? str_find_last(host, '@') + 1 : 0;
    front = redact_text(redaction, arena, str_slice(url, 0, start));
    host = redact_host(redaction, arena, str_slice(url, start, end - start));
    url = redact_text(redaction, arena, str_slice(url, end, SIZE_MAX));
    return str_format(arena, "%.*s%.*s%.*s", STR_ARGS(front), STR_ARGS(host), STR_ARGS(url));
}

/* A key of the query that the recorder took out. */
static struct str with_lacking(struct arena *arena, struct str url,
                               const struct request_excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->lacking_count; i++) {
        const struct credential *credential = &excerpt->lacking[i];
        struct strbuf out;

        if (credential->place != NAME_IN_FIELD)
            continue;
        strbuf_init(&out, SIZE_MAX);
        strbuf_add(&out, url);
        strbuf_add_char(&out, str_find_char(url, '?') < url.length ? '&' : '?');
        percent_encode(&out, credential->name);
        strbuf_add_char(&out, '=');
        strbuf_add(&out, variable_of(arena, credential));
        url = str_copy(arena, strbuf_str(&out));
        strbuf_release(&out);
    }
    return url;
}

/* ---- the line ---- */

/* With a variable where something is missing. STR_NONE: it is too long. */
static struct str written(struct arena *arena, struct curl_line *line)
{
    struct str command = STR_NONE;
    struct strbuf out;

    curl_line_name_secrets(arena, line);
    strbuf_init(&out, CURL_MAX_BYTES);
    curl_line_write(&out, line);
    if (!out.overflowed)
        command = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return command;
}

struct str request_excerpt_curl(const struct redaction *redaction, struct arena *arena,
                                const struct request_excerpt *excerpt)
{
    struct str url = whole_url(redaction, arena, excerpt), command;
    struct curl_line line = {.comment = left_out(arena, excerpt)};

    if (url.length == 0 || !excerpt->sendable || redaction_is_full(redaction))
        return STR_NONE;
    url = with_lacking(arena, with_query(redaction, arena, excerpt, url), excerpt);
    curl_line_add(&line, CURL_URL, url);
    add_method(&line, excerpt);
    add_headers(redaction, arena, &line, excerpt);
    add_lacking(arena, &line, excerpt);
    add_body(redaction, arena, &line, excerpt);
    command = written(arena, &line);
    curl_line_release(&line);
    return command;
}

struct str curl_without_gaps(struct arena *arena, struct str command)
{
    struct curl_line line = {.comment = STR_NONE};

    if (str_find(command, STR(REDACTED)) != SIZE_MAX && curl_line_read(arena, command, &line))
        command = written(arena, &line);
    curl_line_release(&line);
    return command;
}

struct str redact_curl(const struct redaction *redaction, struct arena *arena,
                       const struct exchange *exchange, const struct secret_places *places)
{
    struct request_excerpt excerpt = request_excerpt_take(redaction, arena, exchange, places);

    return request_excerpt_curl(redaction, arena, &excerpt);
}
