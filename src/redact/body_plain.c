/* Secrets of a text that no reader reads: what stands behind a secret name. */
#include "redact/search.h"

enum { PLAIN_NAME_MAX = 64 /* bytes; longer names are not looked at */ };

static bool is_of_name(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' || c == '-' || c == '.';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\r' || c == '\n';
}

/* Where the name in front of text[at] ends; behind one in quotes, as of JSON, lines may end. */
static size_t name_end(struct str text, size_t at)
{
    size_t end = at, on_line;

    while (end > 0 && is_blank(text.text[end - 1]))
        end--;
    on_line = end;
    while (end > 0 && is_space(text.text[end - 1]))
        end--;
    return end > 0 && is_quote(text.text[end - 1]) ? end : on_line;
}

/* The name in front of text[at], which may stand in quotes, escaped ones among them. */
static struct str name_before(struct str text, size_t at)
{
    size_t end = name_end(text, at), start;

    if (end > 0 && text.text[end - 1] == ']') /* "[password] => abc", "user[password]=abc" */
        end--;
    if (end > 0 && is_quote(text.text[end - 1]))
        end--;
    if (end > 0 && text.text[end - 1] == '\\')
        end--;
    start = end;
    while (start > 0 && end - start < PLAIN_NAME_MAX && is_of_name(text.text[start - 1]))
        start--;
    return str_slice(text, start, end - start);
}

/* Where the bracket that text[at] opens is closed, or the end of the text. */
static size_t bracket_end(struct str text, size_t at)
{
    size_t open = 0;

    for (; at < text.length; at++) {
        open += char_is_any(text.text[at], "[{");
        open -= char_is_any(text.text[at], "]}");
        if (open == 0)
            return at + 1;
    }
    return text.length;
}

/* The quote that ends a value in quotes: an escaped one where the first is. */
static size_t quote_end(struct str text, size_t at, char quote, bool is_escaped)
{
    for (; at < text.length; at++) {
        if (text.text[at] == quote)
            return is_escaped && at > 0 && text.text[at - 1] == '\\' ? at - 1 : at;
        if (text.text[at] == '\\' && !is_escaped)
            at++;
    }
    return text.length;
}

/* "Bearer abc" is one value. */
static bool is_scheme(struct str word)
{
    static const char *const schemes[] = {"bearer", "basic", "token", "digest"};

    for (size_t i = 0; i < ARRAY_LENGTH(schemes); i++)
        if (str_equal_ignoring_case(word, str_of(schemes[i])))
            return true;
    return false;
}

/* What ends a sentence is no part of its last word. */
static size_t word_end(struct str text, size_t at)
{
    size_t end = at + str_find_any(str_slice(text, at, SIZE_MAX), " \t\r\n&;,\"'<>)]}\\");

    while (end > at && char_is_any(text.text[end - 1], ".:!?"))
        end--;
    return end;
}

/* The value from text[at] on, without quotes; in brackets, where they may be around it. */
static void value_behind(struct str text, size_t at, bool brackets, size_t *start, size_t *end)
{
    size_t name = at > 0 ? name_end(text, at - 1) : 0;
    bool of_quoted = name > 0 && is_quote(text.text[name - 1]);
    bool is_escaped;

    at += at > 0 && text.text[at - 1] == '=' && str_starts_with(str_slice(text, at, 1), STR(">"));
    while (at < text.length && (of_quoted ? is_space(text.text[at]) : is_blank(text.text[at])))
        at++;
    is_escaped = at + 1 < text.length && text.text[at] == '\\' && is_quote(text.text[at + 1]);
    at += is_escaped;
    if (at < text.length && is_quote(text.text[at])) {
        *start = at + 1;
        *end = quote_end(text, at + 1, text.text[at], is_escaped);
        return;
    }
    *start = at;
    if (brackets && at < text.length && char_is_any(text.text[at], "[{")) {
        *end = bracket_end(text, at);
        return;
    }
    *end = word_end(text, at);
    if (is_scheme(str_slice(text, at, *end - at)) && *end < text.length &&
        is_blank(text.text[*end]))
        *end = word_end(text, *end + 1);
}

/* ---- attributes ---- */

enum {
    TAG_MAX_BYTES = 512 /* on both sides of a value; of a longer tag the rest is not looked at */
};

/* What stands in quotes behind `attribute`, as " name="; STR_NONE: the tag has none. */
static struct str attribute_of(struct str tag, struct str attribute)
{
    size_t start = str_find(tag, attribute);
    struct str rest;

    if (start == SIZE_MAX)
        return STR_NONE;
    rest = str_slice(tag, start + attribute.length, SIZE_MAX);
    return rest.length > 1 && is_quote(rest.text[0])
               ? str_slice(rest, 1, str_find_char(str_slice(rest, 1, SIZE_MAX), rest.text[0]))
               : STR_NONE;
}

/* <input name="password" value="x">, <meta name="csrf-token" content="x">: of HTML, which is no
   XML, the name beside the value of the attribute, or "password" where an input is of that type. */
static struct str name_in_tag(struct str text, struct str attribute)
{
    size_t at = (size_t)(attribute.text - text.text);
    size_t from = at > TAG_MAX_BYTES ? at - TAG_MAX_BYTES : 0;
    struct str before = str_slice(text, from, at - from), tag, type;
    size_t start = str_find_last(before, '<');

    if (start == before.length)
        return STR_NONE;
    tag = str_slice(text, from + start, 2 * TAG_MAX_BYTES);
    tag = str_slice(tag, 0, str_find_char(tag, '>'));
    type = attribute_of(tag, STR(" type="));
    return str_is(type, "password") ? type : attribute_of(tag, STR(" name="));
}

static bool is_value_attribute(struct str name)
{
    return str_equal_ignoring_case(name, STR("value")) ||
           str_equal_ignoring_case(name, STR("content"));
}

/* ---- what is told ---- */

/* A name with its value, as the text has them. */
struct assignment {
    struct str text, name;
    size_t separator, start, end; /* of the value, without quotes */
    bool is_prose;
};

static struct str value_of(const struct assignment *assignment)
{
    return str_slice(assignment->text, assignment->start, assignment->end - assignment->start);
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_is_digit(text.text[i]))
            return true;
    return false;
}

/* Of a text for people: behind "?" and "&" a name is a parameter's; any other is as a member's,
   which tells less: "duplicate key=name". */
static enum secrecy prose_says(const struct search *search, const struct assignment *assignment)
{
    struct str name = assignment->name;
    enum secrecy field = search_name(search, NAME_IN_FIELD, name).secrecy;
    enum secrecy member = search_name(search, NAME_IN_MEMBER, name).secrecy;

    if (assignment->text.text[assignment->separator] != '=')
        return member;
    return member == SECRECY_BY_FORM &&
                   (name.text == assignment->text.text || !char_is_any(name.text[-1], "?&"))
               ? member
               : field;
}

enum { WORD_WITH_DIGITS_MIN = 6 /* bytes: "password: hunter2", but not "token: line 3" */ };

static bool has_digits_among_others(struct str word)
{
    return word.length >= WORD_WITH_DIGITS_MIN && has_digit(word) && !str_is_digits(word);
}

/* Letters, and what ends a sentence. */
static bool is_mere_word(struct str value)
{
    size_t letters = 0;

    while (letters < value.length && ascii_is_alpha(value.text[letters]))
        letters++;
    return letters + 1 >= value.length;
}

static char before_name(const struct assignment *assignment)
{
    return assignment->name.text > assignment->text.text ? assignment->name.text[-1] : '\n';
}

/* Sentences have colons as well: "password: too short". A value is what stands in quotes without
   blanks or behind a name in quotes, what has digits among letters, and, in a text of several
   lines, what has the rest of a line and is no mere word. Without a blank, "secret:a1b2c3" may be a
   part of a name. */
static bool is_told(const struct assignment *assignment)
{
    struct str value = value_of(assignment);
    struct str rest = str_slice(assignment->text, assignment->end, SIZE_MAX);

    if (is_quote(assignment->text.text[assignment->start - 1]))
        return is_quote(before_name(assignment)) || str_find_any(value, " \t\r\n") == value.length;
    if (has_digits_among_others(value))
        return is_blank(assignment->text.text[assignment->separator + 1]) ||
               char_is_any(before_name(assignment), " {(,\t\n");
    return !is_mere_word(value) && is_blank(assignment->text.text[assignment->separator + 1]) &&
           rest.length && char_is_any(rest.text[0], "\r\n");
}

/* ---- lines of a message's head ---- */

/* Does the name begin a line, or an argument (-H 'Cookie: a=b')? */
static bool begins_line(struct str text, struct str name)
{
    const char *before = name.text;

    while (before > text.text && is_blank(before[-1]))
        before--;
    if (before > text.text && char_is_any(before[-1], "<>")) /* as curl -v shows them */
        before--;
    return before == text.text || before[-1] == '\n' || is_quote(before[-1]);
}

/* Where the line ends, or the argument. */
static size_t line_end(const struct assignment *assignment)
{
    char ends[] = {'\r', '\n', '\0', '\0'};

    if (is_quote(before_name(assignment)))
        ends[2] = before_name(assignment);
    return assignment->start +
           str_find_any(str_slice(assignment->text, assignment->start, SIZE_MAX), ends);
}

/* Is it the pairs of a cookie, parameters, or has it a word that is none of a sentence? */
static bool looks_like_credentials(struct str value)
{
    if (str_find_char(value, '=') < value.length)
        return true;
    while (value.text)
        if (has_digits_among_others(str_cut(&value, ' ')))
            return true;
    return false;
}

/* Credentials of several words; of one, too, under a name that is a header's only. */
static bool is_line_of_head(struct assignment *assignment, enum secrecy says)
{
    size_t end;
    struct str value;

    if (assignment->text.text[assignment->separator] != ':' ||
        !begins_line(assignment->text, assignment->name) ||
        (says >= SECRECY_BY_FORM &&
         !str_equal_ignoring_case(assignment->name, STR("authorization"))))
        return false;
    end = line_end(assignment);
    value = str_slice(assignment->text, assignment->start, end - assignment->start);
    if ((end <= assignment->end && says >= SECRECY_BY_FORM) || !looks_like_credentials(value))
        return false;
    if (is_scheme(str_slice(value, 0, str_find_char(value, ' '))) &&
        str_find_char(value, ',') == value.length)
        return false; /* and one word */
    assignment->end = end;
    return true;
}

/* ---- searching ---- */

static bool hides(struct search *search, struct assignment *assignment)
{
    enum secrecy says = assignment->is_prose
                            ? prose_says(search, assignment)
                            : search_name(search, NAME_IN_FIELD, assignment->name).secrecy;
    bool is_header =
        search_name(search, NAME_IN_HEADER, assignment->name).secrecy == SECRECY_CERTAIN;
    bool is_sentence = assignment->is_prose && assignment->text.text[assignment->separator] == ':';

    if (says < SECRECY_BY_FORM && !is_header)
        return false;
    value_behind(assignment->text, assignment->separator + 1,
                 says > SECRECY_BY_FORM && !is_sentence, &assignment->start, &assignment->end);
    if (assignment->start >= assignment->end)
        return false;
    if (is_header && is_line_of_head(assignment, says)) {
        if (search->learner)
            search_header(search, assignment->name, value_of(assignment));
        return true;
    }
    return search_hides(says, value_of(assignment)) && (!is_sentence || is_told(assignment));
}

static struct str search_behind(struct search *search, struct str text, const char *separators,
                                bool is_prose)
{
    struct splice splice;
    struct str found;
    size_t at = 0;

    splice_begin(&splice, text);
    while ((at += str_find_any(str_slice(text, at, SIZE_MAX), separators)) < text.length) {
        struct assignment assignment = {
            .text = text, .name = name_before(text, at), .separator = at, .is_prose = is_prose};

        at++;
        if (assignment.name.length == 0 || assignment.name.text < text.text + splice.done)
            continue;
        if (text.text[at - 1] == '=' && is_value_attribute(assignment.name))
            assignment.name = name_in_tag(text, assignment.name);
        if (assignment.name.length == 0 || !hides(search, &assignment))
            continue;
        search_tell(search, value_of(&assignment));
        splice_put(&splice, assignment.start, assignment.end, STR(REDACTED));
        at = assignment.end;
    }
    found = splice_end(&splice, search->arena);
    return search->learner ? text : found;
}

struct str search_assigned(struct search *search, struct str text)
{
    return search_behind(search, text, "=:", true);
}

struct str search_plain(struct search *search, struct str text)
{
    return search_behind(search, text, "=:>", false);
}
