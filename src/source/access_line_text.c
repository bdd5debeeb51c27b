#include "source/access_line.h"

#include "http/field.h"

/* `GET /x?a=1 HTTP/1.1`; a URL that holds spaces is cut at the last one. false: it is none. */
static bool read_request_line(struct str text, struct access_line *access)
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

/* Behind the quoted text that starts at `at`, with its quotes taken off. */
static size_t take_quoted(struct str line, size_t at, struct str *quoted)
{
    size_t begin = ++at;

    while (at < line.length && line.text[at] != '"')
        at += line.text[at] == '\\' ? 2 : 1;
    *quoted = str_slice(line, begin, at < line.length ? at - begin : 0);
    return at + 1;
}

/* The number-th word (from 0). */
static struct str word_at(struct str line, size_t number)
{
    struct str word = STR_NONE;

    for (size_t i = 0; i <= number && line.text; i++)
        word = str_cut(&line, ' ');
    return word;
}

/* "http 2026-01-02T10:00:00.000000Z app/name 1.2.3.4:5 ... ELB-STATUS TARGET-STATUS ..." */
static bool is_load_balancer(struct str line)
{
    static const char *const kinds[] = {"http", "https", "h2", "grpcs", "ws", "wss"};
    struct str first = word_at(line, 0);

    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
        if (str_is(first, kinds[i]))
            return true;
    return false;
}

static bool is_status(struct str text)
{
    return text.length == 3 && text.text[0] >= '1' && text.text[0] <= '9' &&
           ascii_is_digit(text.text[1]) && ascii_is_digit(text.text[2]);
}

bool access_line_read_text(struct str line, struct access_line *access)
{
    enum { LOAD_BALANCER_STATUS = 8, LOAD_BALANCER_TIME = 1 };
    struct str request, behind;
    size_t at = str_find_char(line, '"');

    *access = (struct access_line){0};
    if (at == line.length)
        return false;
    at = take_quoted(line, at, &request);
    if (!read_request_line(request, access))
        return false;
    behind = str_trim(str_slice(line, at, SIZE_MAX));
    if (is_load_balancer(line)) {
        access->status = word_at(line, LOAD_BALANCER_STATUS);
        access->time = word_at(line, LOAD_BALANCER_TIME);
    } else {
        access->status = str_cut(&behind, ' ');
    }
    return is_status(access->status);
}
