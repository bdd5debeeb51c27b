#include "source/access_line.h"

#include "http/field.h"

bool access_is_status(struct str text)
{
    return text.length == 3 && text.text[0] >= '1' && text.text[0] <= '9' &&
           ascii_is_digit(text.text[1]) && ascii_is_digit(text.text[2]);
}

/* Terminals are shown colours: ESC [ ... m, at either end. */
static struct str without_colour(struct str text)
{
    size_t last = text.length;

    if (str_starts_with(text, STR("\x1b[")))
        text = str_slice(text, str_find_char(text, 'm') + 1, SIZE_MAX);
    last = str_find_char(text, '\x1b');
    return str_trim(str_slice(text, 0, last));
}

bool access_request_line(struct str text, struct access_line *access)
{
    size_t end = text.length, begin;

    while (end > 0 && text.text[end - 1] != ' ')
        end--;
    begin = str_find_char(text, ' ');
    if (end == 0 || begin >= end - 1 || !str_starts_with(str_slice(text, end, 5), STR("HTTP/")))
        return false;
    access->method = str_slice(text, 0, begin);
    access->target = str_slice(text, begin + 1, end - 1 - begin - 1);
    return token_is_valid(access->method) && access->target.length > 0;
}

/* The next word; STR_NONE behind the last. */
static struct str next_word(struct str *rest)
{
    struct str word = STR_NONE;

    while (word.length == 0 && rest->text)
        word = str_trim(str_cut(rest, ' '));
    return word.length ? without_colour(word) : STR_NONE;
}

/* ---- the request line in quotes ---- */

/* Behind the quoted text that starts at `at`, with its quotes taken off. */
static size_t take_quoted(struct str line, size_t at, struct str *quoted)
{
    size_t begin = ++at;

    while (at < line.length && line.text[at] != '"')
        at += line.text[at] == '\\' ? 2 : 1;
    *quoted = str_slice(line, begin, at < line.length ? at - begin : 0);
    return at + 1;
}

/* AWS's load balancers, and HAProxy, have the status before the request:
       http 2026-01-02T10:00:00.000000Z app/name 1.2.3.4:5 ... ELB-STATUS TARGET-STATUS ... "GET
       2026-01-02T10:00:00.000000Z name 1.2.3.4:5 ... ELB-STATUS BACKEND-STATUS RECEIVED SENT "GET
       ... frontend backend/server 10/0/30/69/109 STATUS BYTES - - ---- ... "GET
   The first of two statuses is what the client got. */
static struct str status_before(struct str before)
{
    struct str words = before, word, last = STR_NONE;

    while ((word = next_word(&words)).text) {
        bool behind_times = str_find_char(last, '.') < last.length ||
                            str_find_char(last, '/') < last.length || str_is(last, "-1");

        if (access_is_status(word) && behind_times)
            return word;
        last = word;
    }
    return STR_NONE;
}

static struct str time_before(struct str before)
{
    struct str first = next_word(&before), second = next_word(&before);

    if (str_find_char(first, 'T') < first.length && str_find_char(first, ':') < first.length)
        return first;
    return str_find_char(second, 'T') < second.length ? second : STR_NONE;
}

static bool read_quoted(struct str line, struct access_line *access)
{
    struct str quoted, behind, before;
    size_t at = str_find_char(line, '"');

    while (at < line.length) {
        size_t begin = at;

        at = take_quoted(line, at, &quoted);
        if (!access_request_line(without_colour(quoted), access)) {
            at += str_find_char(str_slice(line, at, SIZE_MAX), '"');
            continue;
        }
        before = str_slice(line, 0, begin);
        behind = str_slice(line, at, SIZE_MAX);
        access->status = next_word(&behind);
        if (!access_is_status(access->status)) {
            access->status = status_before(before);
            access->time = time_before(before);
        }
        return access_is_status(access->status);
    }
    return false;
}

/* ---- words ---- */

static bool is_method(struct str word)
{
    static const char *const methods[] = {"GET",    "HEAD",    "POST",  "PUT",
                                          "DELETE", "OPTIONS", "TRACE", "PATCH"};

    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++)
        if (str_is(word, methods[i]))
            return true;
    return false;
}

static bool is_target(struct str word)
{
    return str_starts_with(word, STR("/")) || str_starts_with(word, STR("http://")) ||
           str_starts_with(word, STR("https://"));
}

/* morgan: `GET /x 200 5.1 ms - 21`, `::1 - GET /x HTTP/1.1 200 21 - 5.1 ms`. */
static bool read_morgan(struct str line, struct access_line *access)
{
    struct str rest = line, word;

    while ((word = next_word(&rest)).text && !is_method(word))
        ;
    access->method = word;
    access->target = next_word(&rest);
    word = next_word(&rest);
    access->status = str_starts_with(word, STR("HTTP/")) ? next_word(&rest) : word;
    return access->method.text && is_target(access->target) && access_is_status(access->status) &&
           str_find(rest, STR(" ms")) != SIZE_MAX;
}

/* gin: `[GIN] 2026/01/02 - 10:00:00 | 200 |  1.2ms |  127.0.0.1 | GET      "/x"`. */
static bool read_gin(struct str line, struct access_line *access)
{
    struct str rest = line, word;

    if (!str_starts_with(line, STR("[GIN")))
        return false;
    while ((word = next_word(&rest)).text && !is_method(word))
        if (access_is_status(word) && !access->status.text)
            access->status = word;
    access->method = word;
    rest = str_trim(rest);
    if (str_starts_with(rest, STR("\"")))
        take_quoted(rest, 0, &access->target);
    return access->method.text && access->status.text && is_target(access->target);
}

/* ---- logfmt ---- */

static bool is_field(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_is(name, *names))
            return true;
    return false;
}

static void take_field(struct str name, struct str value, struct access_line *access)
{
    static const char *const paths[] = {"path", "uri", NULL}; /* Lograge's has no query */
    static const char *const methods[] = {"method", "http_method", "request_method", NULL};
    static const char *const targets[] = {"path", "uri", "url", "request_uri", NULL};
    static const char *const statuses[] = {"status", "status_code", "http_status", NULL};
    static const char *const hosts[] = {"host", NULL};

    if (is_field(name, methods)) {
        access->method = value;
    } else if (is_field(name, targets)) {
        access->target = value;
        access->path_alone = is_field(name, paths) && str_find_char(value, '?') == value.length;
    } else if (is_field(name, statuses)) {
        access->status = value;
    } else if (is_field(name, hosts)) {
        access->host = value;
    }
}

/* Heroku's router, whose path has the query; Lograge: `method=GET path="/x?a=1" status=200`. */
static bool read_logfmt(struct str line, struct access_line *access)
{
    size_t at = 0;

    while (at < line.length) {
        size_t equals = at + str_find_char(str_slice(line, at, SIZE_MAX), '=');
        size_t begin = equals;
        struct str value;

        if (equals == line.length)
            break;
        while (begin > at && line.text[begin - 1] != ' ')
            begin--;
        at = equals + 1;
        if (at < line.length && line.text[at] == '"') {
            at = take_quoted(line, at, &value);
        } else {
            value = str_slice(line, at, str_find_char(str_slice(line, at, SIZE_MAX), ' '));
            at += value.length;
        }
        take_field(str_slice(line, begin, equals - begin), value, access);
    }
    access->path_alone = access->path_alone && str_find(line, STR(" dyno=")) == SIZE_MAX;
    return is_method(access->method) && is_target(access->target) &&
           access_is_status(access->status);
}

bool access_line_read_text(struct str line, struct access_line *access)
{
    static bool (*const readers[])(struct str, struct access_line *) = {read_quoted, read_gin,
                                                                        read_morgan, read_logfmt};

    for (size_t i = 0; i < ARRAY_LENGTH(readers); i++) {
        *access = (struct access_line){0};
        if (readers[i](line, access))
            return true;
    }
    return false;
}
