#include "http/multipart.h"

#include "http/field.h"

/* ---- delimiters ---- */

/* Length of the line end at the start of text: 2, 1 or 0. */
static size_t line_end(struct str text)
{
    if (str_starts_with(text, STR("\r\n")))
        return 2;
    return str_starts_with(text, STR("\n")) ? 1 : 0;
}

struct delimiter {
    size_t start; /* of the line end before it, which belongs to it */
    size_t end;   /* behind its own line end, or behind "--" */
    bool closing;
};

/* Is what stands at `at`, where a line starts, the delimiter? RFC 2046, 5.1.1: white space may
   follow it. */
static bool delimiter_at(struct str text, size_t at, struct str boundary,
                         struct delimiter *delimiter)
{
    struct str line = str_slice(text, at, SIZE_MAX);
    size_t end = 2 + boundary.length;

    if (!str_starts_with(line, STR("--")) ||
        !str_starts_with(str_slice(line, 2, SIZE_MAX), boundary))
        return false;
    delimiter->closing = str_starts_with(str_slice(line, end, SIZE_MAX), STR("--"));
    if (delimiter->closing) {
        delimiter->end = at + end + 2;
        return true;
    }
    while (end < line.length && (line.text[end] == ' ' || line.text[end] == '\t'))
        end++;
    delimiter->end = at + end + line_end(str_slice(line, end, SIZE_MAX));
    return end == line.length || delimiter->end > at + end;
}

/* The first delimiter at the start of a line. */
static bool find_delimiter(struct str text, struct str boundary, struct delimiter *delimiter)
{
    size_t at = 0;

    while (at < text.length) {
        size_t newline;

        if (delimiter_at(text, at, boundary, delimiter)) {
            delimiter->start = at;
            if (at > 0)
                delimiter->start -= at > 1 && text.text[at - 2] == '\r' ? 2 : 1;
            return true;
        }
        newline = str_find_char(str_slice(text, at, SIZE_MAX), '\n');
        at += newline + 1;
    }
    return false;
}

bool multipart_begin(struct multipart *multipart, struct arena *arena, struct str body,
                     struct str boundary, struct str *problem)
{
    struct delimiter delimiter;

    *multipart = (struct multipart){.arena = arena, .boundary = boundary};
    if (boundary.length == 0 || boundary.length > MULTIPART_MAX_BOUNDARY) {
        *problem = boundary.text ? STR("the boundary does not have 1 to 70 characters")
                                 : STR("the content type names no boundary");
        return false;
    }
    if (!find_delimiter(body, boundary, &delimiter)) {
        *problem = STR("no line starts with the boundary");
        return false;
    }
    multipart->rest = delimiter.closing ? STR_NONE : str_slice(body, delimiter.end, SIZE_MAX);
    return true;
}

/* ---- a part's head ---- */

static bool is_quoted_pair(struct str text, size_t at)
{
    return text.text[at] == '\\' && at + 1 < text.length &&
           (text.text[at + 1] == '"' || text.text[at + 1] == '\\');
}

/* Where the quoted string that text starts with has its closing quote, or the text its end. */
static size_t closing_quote(struct str text)
{
    size_t at = 1;

    while (at < text.length && text.text[at] != '"')
        at += is_quoted_pair(text, at) ? 2 : 1;
    return at;
}

/* Without escapes. RFC 7578, 4.2: browsers write %22 for a quote. */
static struct str unescape(struct arena *arena, struct str quoted)
{
    char *value = arena_alloc(arena, quoted.length);
    size_t length = 0;

    for (size_t at = 0; at < quoted.length; at++) {
        at += is_quoted_pair(quoted, at);
        if (str_starts_with(str_slice(quoted, at, 3), STR("%22"))) {
            value[length++] = '"';
            at += 2;
        } else {
            value[length++] = quoted.text[at];
        }
    }
    return (struct str){value, length};
}

/* Takes a quoted string, or what stands there, which need not be a token: names of files are
   written in all ways. */
static struct str take_value(struct arena *arena, struct str *rest)
{
    struct str value;
    size_t end;

    if (!str_starts_with(*rest, STR("\""))) {
        value = str_trim(str_cut(rest, ';'));
        return value.text ? value : STR("");
    }
    end = closing_quote(*rest);
    value = unescape(arena, str_slice(*rest, 1, end - 1));
    *rest = str_slice(*rest, end + 1, SIZE_MAX);
    str_cut(rest, ';');
    return value;
}

/* Content-Disposition: form-data; name="a"; filename="b" (RFC 7578, 4.2). */
static void read_disposition(struct arena *arena, struct multipart_part *part)
{
    struct str rest = headers_get(&part->headers, "content-disposition");

    if (!str_equal_ignoring_case(str_trim(str_cut(&rest, ';')), STR("form-data")))
        return;
    while (rest.text) {
        size_t equals = str_find_char(rest, '=');
        struct str name = str_trim(str_slice(rest, 0, equals)), value;

        if (equals == rest.length)
            return;
        rest = str_trim(str_slice(rest, equals + 1, SIZE_MAX));
        value = take_value(arena, &rest);
        if (str_equal_ignoring_case(name, STR("name")) && !part->name.text)
            part->name = value;
        else if (str_equal_ignoring_case(name, STR("filename")) && !part->filename.text)
            part->filename = value;
    }
}

/* Takes "Name: value" and its line end off the front. */
static bool read_header(struct str *rest, struct header *header)
{
    struct str line = str_cut(rest, '\n');
    size_t colon = str_find_char(line, ':');

    header->name = str_slice(line, 0, colon);
    header->value = str_trim(str_slice(line, colon + 1, SIZE_MAX));
    return colon < line.length && header_name_is_valid(header->name);
}

static size_t count_header_lines(struct str text)
{
    size_t count = 0;

    while (text.length && line_end(text) == 0 && count <= MULTIPART_MAX_HEADERS) {
        str_cut(&text, '\n');
        count++;
    }
    return count;
}

static enum multipart_step read_head(struct arena *arena, struct str *text,
                                     struct multipart_part *part, struct str *problem)
{
    size_t count = count_header_lines(*text);
    struct header *items;

    if (count > MULTIPART_MAX_HEADERS) {
        *problem = STR("a part has more headers than are read");
        return MULTIPART_LIMIT;
    }
    items = ARENA_ARRAY(arena, struct header, count);
    for (size_t i = 0; i < count; i++)
        if (!read_header(text, &items[i])) {
            *problem = STR("a line of a part's head is no header");
            return MULTIPART_BROKEN;
        }
    *text = text->text ? str_slice(*text, line_end(*text), SIZE_MAX) : STR("");
    part->headers = (struct headers){.items = items, .count = count};
    read_disposition(arena, part);
    return MULTIPART_PART;
}

enum multipart_step multipart_next(struct multipart *multipart, struct multipart_part *part,
                                   struct str *problem)
{
    struct delimiter delimiter;
    enum multipart_step step;
    struct str text;

    if (!multipart->rest.text)
        return MULTIPART_END;
    if (multipart->part_count++ == MULTIPART_MAX_PARTS) {
        *problem = STR("it has more parts than are read");
        return MULTIPART_LIMIT;
    }
    if (!find_delimiter(multipart->rest, multipart->boundary, &delimiter)) {
        *problem = STR("the closing boundary is missing");
        return MULTIPART_BROKEN;
    }
    *part = (struct multipart_part){.headers = {.count = 0}};
    text = str_slice(multipart->rest, 0, delimiter.start);
    multipart->rest =
        delimiter.closing ? STR_NONE : str_slice(multipart->rest, delimiter.end, SIZE_MAX);
    step = read_head(multipart->arena, &text, part, problem);
    part->bytes = text;
    return step;
}
