/* What was taken out of a command line: how the variables are called that stand there. */
#include "base/map.h"
#include "base/percent.h"
#include "redact/curl_line.h"
#include "redact/redaction.h"

#define SECRET_PREFIX "SECRET_"

enum { SECRET_NAME_MAX = 40 /* bytes behind the prefix */ };

/* "api_key" of "limit=3&api_key=" */
static struct str name_in_query(struct str before)
{
    size_t start = before.length;

    while (start > 0 && !char_is_any(before.text[start - 1], "?#&;"))
        start--;
    before = str_slice(before, start, SIZE_MAX);
    return str_slice(before, 0, str_find_char(before, '='));
}

static struct str name_in_url(struct str before, struct str behind)
{
    size_t query = str_find_any(before, "?#"), host = str_find(before, STR("://"));

    if (query < before.length)
        return name_in_query(str_slice(before, query, SIZE_MAX));
    if (str_starts_with(behind, STR("@")))
        return STR("user");
    before = str_slice(before, host == SIZE_MAX ? 0 : host + strlen("://"), SIZE_MAX);
    return str_find_char(before, '/') < before.length ? STR("path") : STR("host");
}

static size_t skip_back(struct str text, size_t end, const char *set)
{
    while (end > 0 && char_is_any(text.text[end - 1], set))
        end--;
    return end;
}

/* "Password" of "<wsse:Password Type="t">" */
static struct str name_of_element(struct str before)
{
    struct str tag = str_slice(before, str_find_last(before, '<') + 1, SIZE_MAX);

    tag = str_slice(tag, 0, str_find_any(tag, " \t\r\n>"));
    return str_slice(tag, str_find_char(tag, ':') < tag.length ? str_find_char(tag, ':') + 1 : 0,
                     SIZE_MAX);
}

/* "password" of a part of multipart/form-data (RFC 7578, 4.2): behind its head. */
static struct str name_of_part(struct str before)
{
    static const struct str parameter = STR_INITIAL("name=\"");
    size_t at = before.length;

    if (!str_ends_with(before, STR("\n\r\n")) && !str_ends_with(before, STR("\n\n")))
        return STR_NONE;
    while (at > 0 && !str_starts_with(str_slice(before, at, SIZE_MAX), parameter))
        at--;
    before = str_slice(before, at ? at + parameter.length : SIZE_MAX, SIZE_MAX);
    return str_slice(before, 0, str_find_char(before, '"'));
}

/* "password" of a member, a field of a form or an assignment: what stands before the sign before
   it. */
static struct str name_in_body(struct arena *arena, struct str before)
{
    size_t end = skip_back(before, before.length, "\"'\\[ \t\r\n"), start;

    if (end == 0 || !char_is_any(before.text[end - 1], ":=>"))
        return name_of_part(before);
    if (before.text[end - 1] == '>')
        return name_of_element(before);
    start = end = skip_back(before, end - 1, "\"'\\ \t");
    while (start > 0 && (curl_is_of_name(before.text[start - 1]) ||
                         char_is_any(before.text[start - 1], "-%[]"))) /* user%5Bpassword%5D */
        start--;
    return percent_decoded(arena, str_slice(before, start, end - start));
}

static struct str name_of_place(struct arena *arena, enum curl_word_kind kind, struct str before,
                                struct str behind)
{
    switch (kind) {
    case CURL_URL:
        return percent_decoded(arena, name_in_url(before, behind));
    case CURL_HEADER:
        return str_slice(before, 0, str_find_char(before, ':'));
    case CURL_BODY:
        return name_in_body(arena, before);
    case CURL_OPTION:
    case CURL_ARGUMENT:
        break;
    }
    return STR_NONE;
}

/* "SECRET_X_API_KEY"; of a place without a name "SECRET_VALUE". */
static struct str secret_name_of(struct arena *arena, struct str place)
{
    char name[SECRET_NAME_MAX];
    size_t length = 0;

    for (size_t i = 0; i < place.length && length < sizeof name; i++) {
        char c = place.text[i];

        if (ascii_is_alpha(c) || ascii_is_digit(c))
            name[length++] = ascii_upper(c);
        else if (length && name[length - 1] != '_')
            name[length++] = '_';
    }
    while (length && name[length - 1] == '_')
        length--;
    return length ? str_format(arena, SECRET_PREFIX "%.*s", (int)length, name)
                  : STR(SECRET_PREFIX "VALUE");
}

/* With "_2" behind it, where it is the second one in the line. */
static struct str secret_variable(struct arena *arena, struct map *seen, struct str place)
{
    struct str name = secret_name_of(arena, place);
    uintptr_t *times = (uintptr_t *)map_put(seen, name);

    return ++*times == 1 ? name : str_format(arena, "%.*s_%zu", STR_ARGS(name), (size_t)*times);
}

/* The length of the variable or REDACTED that the text starts with; 0: neither. */
static size_t missing_length(struct str text)
{
    if (str_starts_with(text, STR(REDACTED)))
        return strlen(REDACTED);
    if (text.length && text.text[0] == '\0')
        return str_find_char(str_slice(text, 1, SIZE_MAX), '\0') + 2;
    return 0;
}

/* By who made the line: it belongs to a security scheme. */
static bool is_given(struct str variable)
{
    return variable.text[0] == '\0' &&
           !str_starts_with(str_slice(variable, 1, SIZE_MAX), STR(SECRET_PREFIX));
}

static struct str named(struct arena *arena, struct map *seen, const struct curl_word *word)
{
    struct str text = word->text, whole;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    for (size_t at = 0, length; at < text.length; at += length) {
        struct str rest = str_slice(text, at, SIZE_MAX);

        length = missing_length(rest);
        if (!length || is_given(rest)) {
            length = length ? length : 1;
            strbuf_add(&out, str_slice(rest, 0, length));
        } else {
            struct str place = name_of_place(arena, word->kind, str_slice(text, 0, at),
                                             str_slice(rest, length, SIZE_MAX));

            strbuf_add(&out, curl_variable(arena, secret_variable(arena, seen, place)));
        }
    }
    whole = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return whole;
}

static bool lacks_something(struct str text)
{
    return str_find_char(text, '\0') < text.length || str_find(text, STR(REDACTED)) != SIZE_MAX;
}

void curl_line_name_secrets(struct arena *arena, struct curl_line *line)
{
    struct map seen = {0};

    for (size_t i = 0; i < line->words.count; i++)
        if (lacks_something(line->words.items[i].text))
            line->words.items[i].text = named(arena, &seen, &line->words.items[i]);
    map_release(&seen);
}
