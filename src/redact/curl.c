/* The request again, as a command for a shell. The line is safe to print and sends exactly the same
   bytes: what a report would have to escape is written with the escapes of the shell. */
#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "redact/request_excerpt.h"
#include "redact/secret_form.h"

enum {
    CURL_MAX_BYTES = 4 * 1024 /* a longer command helps nobody */
};

/* $'...' (POSIX.1-2024 shell, 2.2.4). Escapes have three octal digits, so that the next character
   cannot become part of one. A '!' is escaped: an interactive shell would look up its history. */
static void add_escaped(struct strbuf *out, struct str text)
{
    strbuf_add_text(out, "$'");
    while (text.length) {
        uint32_t code;
        size_t used = utf8_decode(text, &code);
        struct str one = str_slice(text, 0, used ? used : 1);

        if (one.text[0] == '\n')
            strbuf_add_text(out, "\\n");
        else if (one.text[0] == '\r')
            strbuf_add_text(out, "\\r");
        else if (one.text[0] == '\t')
            strbuf_add_text(out, "\\t");
        else if (one.text[0] == '\'' || one.text[0] == '\\')
            strbuf_addf(out, "\\%c", one.text[0]);
        else if (one.text[0] == '!' || is_log_command(text) || escape_control_needed(one))
            for (size_t i = 0; i < one.length; i++)
                strbuf_addf(out, "\\%03o", (unsigned char)one.text[i]);
        else
            strbuf_add(out, one);
        text = str_slice(text, one.length, SIZE_MAX);
    }
    strbuf_add_char(out, '\'');
}

/* In single quotes nothing has a meaning but the quote itself (POSIX shell, 2.2.2). */
static void add_quoted(struct strbuf *out, struct str text)
{
    if (escape_control_needed(text)) {
        add_escaped(out, text);
        return;
    }
    strbuf_add_char(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '\'')
            strbuf_add_text(out, "'\\''");
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '\'');
}

static void add_headers(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                        const struct request_excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->header_count; i++) {
        struct str name = excerpt->headers[i].name;
        struct str value = redact_text(redaction, arena, excerpt->headers[i].value);

        strbuf_add_text(out, " -H ");
        add_quoted(out, value.length
                            ? str_format(arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(value))
                            : str_format(arena, "%.*s;", STR_ARGS(name)));
    }
}

static void add_body(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                     const struct request_excerpt *excerpt)
{
    if (excerpt->body_state != EXCERPT_BODY_SHOWN)
        return;
    if (excerpt->untyped)
        strbuf_add_text(out, " -H 'content-type:'"); /* else curl would say that it is a form */
    strbuf_add_text(out, " --data-raw ");
    add_quoted(out, redact_text(redaction, arena, excerpt->body));
}

static void add_left_out(struct strbuf *out, const struct request_excerpt *excerpt)
{
    bool body = excerpt->body_state == EXCERPT_BODY_LEFT_OUT;

    if (excerpt->header_left_out)
        strbuf_addf(out, " # a header %s left out", body ? "and the body are" : "is");
    else if (body)
        strbuf_add_text(out, " # the body is left out");
}

static void add_method(struct strbuf *out, const struct request_excerpt *excerpt)
{
    if (str_is(excerpt->method, "HEAD")) {
        strbuf_add_text(out, " --head");
        return;
    }
    if (str_is(excerpt->method, "GET") && excerpt->body_state == EXCERPT_BODY_NONE)
        return;
    strbuf_add_text(out, " -X ");
    add_quoted(out, excerpt->method);
}

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

static bool has_glob(struct str url)
{
    return str_find_char(url, '[') < url.length || str_find_char(url, ']') < url.length ||
           str_find_char(url, '{') < url.length || str_find_char(url, '}') < url.length;
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

/* Of the command as it begins, and as it begins where curl would take brackets in the URL for
   several URLs. */
#define COMMAND           "curl -sS "
#define COMMAND_LITERALLY "curl -sSg "

/* The length of the word that the text starts with, as add_quoted writes it. */
static size_t quoted_length(struct str text)
{
    const bool escapes = str_starts_with(text, STR("$"));
    size_t at = escapes ? 2 : 1;

    while (at < text.length) {
        if (!escapes && str_starts_with(str_slice(text, at, SIZE_MAX), STR("'\\''")))
            at += 4;
        else if (text.text[at] == '\'')
            break;
        else
            at += escapes && text.text[at] == '\\' ? 2 : 1;
    }
    return at;
}

struct str curl_literally(struct arena *arena, struct str command)
{
    struct str rest = str_slice(command, strlen(COMMAND), SIZE_MAX);

    return str_starts_with(command, STR(COMMAND)) &&
                   has_glob(str_slice(rest, 0, quoted_length(rest)))
               ? str_format(arena, COMMAND_LITERALLY "%.*s", STR_ARGS(rest))
               : command;
}

struct str request_excerpt_curl(const struct redaction *redaction, struct arena *arena,
                                const struct request_excerpt *excerpt)
{
    struct str url = whole_url(redaction, arena, excerpt);
    struct strbuf out;
    struct str command = STR_NONE;

    if (url.length == 0 || !excerpt->sendable)
        return STR_NONE;
    strbuf_init(&out, CURL_MAX_BYTES);
    strbuf_add_text(&out, has_glob(url) ? COMMAND_LITERALLY : COMMAND);
    add_quoted(&out, url);
    add_method(&out, excerpt);
    add_headers(redaction, arena, &out, excerpt);
    add_body(redaction, arena, &out, excerpt);
    add_left_out(&out, excerpt);
    if (!out.overflowed)
        command = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return command;
}

struct str redact_curl(const struct redaction *redaction, struct arena *arena,
                       const struct exchange *exchange, const struct secret_places *places)
{
    struct request_excerpt excerpt = request_excerpt_take(redaction, arena, exchange, places);

    return request_excerpt_curl(redaction, arena, &excerpt);
}
