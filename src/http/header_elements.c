#include "http/header_elements.h"

#include "base/strbuf.h"
#include "format/character.h"

/* ---- lines ---- */

struct str headers_lines(struct arena *arena, const struct headers *headers, struct str name)
{
    struct str first = STR_NONE, joined;
    struct strbuf lines;
    size_t count = 0;

    strbuf_init(&lines, SIZE_MAX);
    for (size_t i = 0; i < headers->count; i++) {
        struct str value = str_trim(headers->items[i].value);

        if (!str_equal_ignoring_case(headers->items[i].name, name))
            continue;
        if (count++ == 0) {
            first = value.text ? value : STR("");
            continue;
        }
        if (count == 2)
            strbuf_add(&lines, first);
        strbuf_add_char(&lines, HEADER_LINE);
        strbuf_add(&lines, value);
    }
    joined = count > 1 ? str_copy(arena, strbuf_str(&lines)) : first;
    strbuf_release(&lines);
    return joined;
}

struct str header_joined(struct arena *arena, struct str lines)
{
    struct str rest = lines, line = str_cut(&rest, HEADER_LINE), value;
    struct strbuf joined;

    if (!rest.text)
        return lines;
    strbuf_init(&joined, SIZE_MAX);
    strbuf_add(&joined, line);
    while (rest.text) {
        strbuf_add_text(&joined, ", ");
        strbuf_add(&joined, str_cut(&rest, HEADER_LINE));
    }
    value = str_copy(arena, strbuf_str(&joined));
    strbuf_release(&joined);
    return value;
}

struct str header_value(struct arena *arena, struct str name, struct str lines)
{
    return header_lines_of(name) == HEADER_LINES ? str_cut(&lines, HEADER_LINE)
                                                 : header_joined(arena, lines);
}

/* ---- elements ---- */

enum header_lines header_lines_of(struct str name)
{
    const struct known_header *known = known_header_find(name);

    return known ? known->lines : HEADER_FREE;
}

/* "Wed, 09 Jun 2027 10:18:14 GMT": is the comma at `at` that of a date (RFC 9110, 5.6.7)? */
static bool is_comma_of_date(struct str line, size_t at)
{
    static const char *const days[] = {"Mon",      "Tue",    "Wed",      "Thu",     "Fri",
                                       "Sat",      "Sun",    "Monday",   "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday", "Sunday"};
    size_t from = at;
    struct str day;

    while (from > 0 && ascii_is_alpha(line.text[from - 1]))
        from--;
    day = str_slice(line, from, at - from);
    if (at + 2 >= line.length || line.text[at + 1] != ' ' || !ascii_is_digit(line.text[at + 2]))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(days); i++)
        if (str_is(day, days[i]))
            return true;
    return false;
}

/* Offset of the comma or line end behind the first element of the lines, or their length. In Link
   a URI stands in "<>", and may hold commas and quotes. */
static size_t element_end(enum header_lines grammar, struct str line)
{
    bool quoted = false, uri = false;

    for (size_t i = 0; i < line.length; i++) {
        char c = line.text[i];

        if (c == HEADER_LINE)
            return i;
        if (quoted && c == '\\')
            i += i + 1 < line.length && line.text[i + 1] != HEADER_LINE;
        else if (c == '"' && !uri)
            quoted = !quoted;
        else if (grammar == HEADER_LINKS && !quoted && (c == '<' || c == '>'))
            uri = c == '<';
        else if (c == ',' && !quoted && !uri &&
                 !(grammar == HEADER_FREE && is_comma_of_date(line, i)))
            return i;
    }
    return line.length;
}

/* realm="x": a parameter of the challenge before it, for a challenge starts with a scheme and a
   space (RFC 9110, 11.3). */
static bool is_auth_parameter(struct str text)
{
    size_t i = 0;

    while (i < text.length && is_token_character(text.text[i]))
        i++;
    return i > 0 && i < text.length && text.text[i] == '=';
}

static size_t challenge_end(struct str lines)
{
    size_t end = element_end(HEADER_CHALLENGES, lines);

    while (end < lines.length && lines.text[end] == ',') {
        struct str rest = str_slice(lines, end + 1, SIZE_MAX);

        while (rest.length && char_is_any(rest.text[0], " \t"))
            rest = str_slice(rest, 1, SIZE_MAX);
        if (!is_auth_parameter(rest))
            break;
        end = (size_t)(rest.text - lines.text) + element_end(HEADER_CHALLENGES, rest);
    }
    return end;
}

/* Lines are searched for the end of an element only, never for their own: a line may have as many
   elements as bytes. */
static size_t first_end(enum header_lines grammar, struct str lines)
{
    switch (grammar) {
    case HEADER_ONE:
    case HEADER_LINES:
        return str_find_char(lines, HEADER_LINE);
    case HEADER_CHALLENGES:
        return challenge_end(lines);
    case HEADER_FREE:
    case HEADER_LIST:
    case HEADER_LINKS:
        return element_end(grammar, lines);
    }
    return lines.length;
}

struct str header_element_next(enum header_lines grammar, struct str *lines)
{
    bool list = grammar != HEADER_ONE && grammar != HEADER_LINES;

    while (lines->text) {
        size_t end = first_end(grammar, *lines);
        struct str element = str_trim(str_slice(*lines, 0, end));

        *lines = end < lines->length ? str_slice(*lines, end + 1, SIZE_MAX) : STR_NONE;
        if (element.length > 0 || !list)
            return element;
    }
    return STR_NONE;
}
