#include "http/placeholder.h"

#include <limits.h>

#include "base/percent.h"

enum {
    NAME_MAX_BYTES = 128, /* between the marks of a placeholder */
    RUN_MIN = 3,          /* of stars */
    CROSS_RUN_MIN = 4     /* of x, which is a letter */
};

/* What a text is looked at as: somewhere in a value a placeholder has to look like nothing else,
   alone it has less to be mixed up with. */
enum setting { WITHIN, ALONE };

static bool is_name_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "_-. $");
}

static bool is_constant_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || ascii_is_digit(c) || c == '_';
}

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* ---- names between marks ---- */

/* "PET_ID" */
static bool is_constant(struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!is_constant_byte(name.text[i]))
            return false;
    return name.length > 1 && name.text[0] >= 'A' && name.text[0] <= 'Z';
}

static bool is_name(struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!is_name_byte(name.text[i]))
            return false;
    return name.length > 0 && (ascii_is_alpha(name.text[0]) || name.text[0] == '_');
}

/* Ignoring case, as has_word. The words are letters, and end with NULL. */
static bool is_word_of(struct str text, const char *const *words)
{
    for (; *words; words++)
        if (str_equal_ignoring_case(text, str_of(*words)))
            return true;
    return false;
}

static bool has_word(struct str text, const char *const *words)
{
    for (size_t start = 0, end; start < text.length; start = end + 1) {
        for (end = start; end < text.length && is_word_byte(text.text[end]); end++)
            ;
        if (end > start && is_word_of(str_slice(text, start, end - start), words))
            return true;
    }
    return false;
}

/* What those write who take a value out. */
static const char *const removal_words[] = {"redacted",   "filtered",   "masked",     "scrubbed",
                                            "sanitized",  "sanitised",  "censored",   "obfuscated",
                                            "anonymized", "anonymised", "suppressed", NULL};

static bool tells_of_removal(struct str text)
{
    return is_name(text) && has_word(text, removal_words);
}

/* The same where nothing stands beside it. */
static bool tells_of_secret(struct str text)
{
    static const char *const words[] = {
        "hidden", "removed",   "stripped",  "omitted",    "secret",      "sensitive", "private",
        "hash",   "encrypted", "protected", "credential", "placeholder", "binary",    NULL};

    return tells_of_removal(text) || (is_name(text) && has_word(text, words));
}

typedef bool accepts_fn(struct str inside);

/* "<%= users["id"] %>" */
static bool is_line(struct str inside)
{
    return inside.length > 0 && str_find_char(inside, '\n') == inside.length;
}

/* "{{ token }}", "${user["id"]}": no value looks like them, but JSON whose brace stands twice. */
static bool is_anything(struct str inside)
{
    return is_line(inside) && !str_starts_with(str_trim(inside), STR("\""));
}

/* "{id}", "{proxy+}", and with an operator of RFC 6570: "{+id}". */
static bool is_variable(struct str inside)
{
    if (inside.length && char_is_any(inside.text[0], "+#./;?&"))
        inside = str_slice(inside, 1, SIZE_MAX);
    if (inside.length && char_is_any(inside.text[inside.length - 1], "+*?"))
        inside.length--;
    return is_name(inside) && str_find_any(inside, " $") == inside.length;
}

/* "<integer>", and with its type "<int:id>". */
static bool is_typed_name(struct str inside)
{
    struct str rest = inside, name = str_cut(&rest, ':');

    return is_name(name) && (!rest.text || is_name(rest));
}

static bool is_constant_or_removal(struct str inside)
{
    return is_constant(inside) || tells_of_removal(inside);
}

static const struct {
    const char *open, *close;
    enum setting setting; /* ALONE: there alone */
    accepts_fn *accepts;
} marks[] = {
    {"<%", "%>", WITHIN, is_line},
    {"{{", "}}", WITHIN, is_anything},
    {"${", "}", WITHIN, is_anything},
    {"%{", "}", WITHIN, is_anything},
    {"$(", ")", WITHIN, is_constant},
    {"#{", "}", WITHIN, is_anything},
    {"<<", ">>", WITHIN, is_name},
    {"<", ">", WITHIN, is_constant_or_removal},
    {"<", ">", ALONE, is_typed_name},
    {"[", "]", WITHIN, tells_of_removal},
    {"(", ")", WITHIN, tells_of_removal},
    {"{", "}", ALONE, is_variable}, /* templates of URLs, which are values, have it within */
    {"[", "]", ALONE, tells_of_secret},
    {"[", "]", ALONE, is_constant},
    {"(", ")", ALONE, tells_of_secret},
    {"__", "__", ALONE, is_constant},
    {"@@", "@@", ALONE, is_constant},
    {"##", "##", ALONE, is_constant},
    {"%%", "%%", ALONE, is_constant},
    {"%", "%", ALONE, is_constant},
    {"@", "@", ALONE, is_constant},
};

static size_t marked_length(struct str text, enum setting setting)
{
    for (size_t i = 0; i < ARRAY_LENGTH(marks) && text.length; i++) {
        struct str open, close, inside;
        size_t length;

        if (marks[i].open[0] != text.text[0] || marks[i].setting > setting)
            continue;
        open = str_of(marks[i].open);
        close = str_of(marks[i].close);
        if (!str_starts_with(text, open))
            continue;
        inside = str_slice(text, open.length, NAME_MAX_BYTES);
        length = str_find(inside, close);
        if (length != SIZE_MAX && marks[i].accepts(str_slice(inside, 0, length)))
            return open.length + length + close.length;
    }
    return 0;
}

/* ---- runs of one character ---- */

static size_t run_of(struct str text, struct str unit)
{
    size_t count = 0;

    while (str_starts_with(str_slice(text, count * unit.length, SIZE_MAX), unit))
        count++;
    return count;
}

/* text: not empty. */
static size_t run_length(struct str text)
{
    static const struct {
        const char *unit;
        size_t least;
    } units[] = {{"*", RUN_MIN},
                 {"\xe2\x80\xa2", RUN_MIN},
                 {"\xe2\x97\x8f", RUN_MIN},
                 {"\xe2\x96\x88", RUN_MIN},
                 {"\xe2\x96\xa0", RUN_MIN},
                 {"\xef\xbf\xbd", 1}};

    for (size_t i = 0; i < ARRAY_LENGTH(units); i++) {
        struct str unit;
        size_t count;

        if (units[i].unit[0] != text.text[0])
            continue;
        unit = str_of(units[i].unit);
        count = run_of(text, unit);
        if (count >= units[i].least)
            return count * unit.length;
    }
    return 0;
}

/* "xxxx", and in "4242xxxx4242"; not in a word. */
static size_t cross_length(struct str text, bool behind_letter)
{
    size_t count;

    if (behind_letter || text.length == 0 || (text.text[0] != 'x' && text.text[0] != 'X'))
        return 0;
    count = run_of(text, str_slice(text, 0, 1));
    return count >= CROSS_RUN_MIN && (count == text.length || !ascii_is_alpha(text.text[count]))
               ? count
               : 0;
}

/* ---- words ---- */

static size_t word_length(struct str text, bool behind_letter)
{
    static const char *const words[] = {"REDACTED",    "FILTERED",   "SCRUBBED",
                                        "SANITIZED",   "OBFUSCATED", "ANONYMIZED",
                                        "PLACEHOLDER", "CENSORED",   "MASKED"};

    if (behind_letter || text.length == 0)
        return 0;
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        struct str word = str_of(words[i]);

        if (words[i][0] == text.text[0] && str_starts_with(text, word) &&
            (text.length == word.length || !ascii_is_alpha(text.text[word.length])))
            return word.length;
    }
    return 0;
}

static bool is_word_alone(struct str text)
{
    static const struct str words[] = {
        STR_INITIAL("redacted"),   STR_INITIAL("scrubbed"),    STR_INITIAL("sanitized"),
        STR_INITIAL("sanitised"),  STR_INITIAL("obfuscated"),  STR_INITIAL("anonymized"),
        STR_INITIAL("anonymised"), STR_INITIAL("placeholder"), STR_INITIAL("censored")};

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_equal_ignoring_case(text, words[i]))
            return true;
    return false;
}

/* "YOUR_API_KEY", "your-token" */
static bool is_yours(struct str text)
{
    return text.length > 5 && str_equal_ignoring_case(str_slice(text, 0, 4), STR("your")) &&
           char_is_any(text.text[4], "_-") && is_name(text) &&
           str_find_any(text, " $") == text.length;
}

/* ---- what is asked for ---- */

/* The bytes that a placeholder may start with: most texts are passed over by this. */
static const bool starts[UCHAR_MAX + 1] = {
    ['<'] = true, ['{'] = true, ['$'] = true, ['%'] = true,  ['#'] = true,
    ['['] = true, ['('] = true, ['*'] = true, ['x'] = true,  ['X'] = true,
    ['R'] = true, ['F'] = true, ['S'] = true, ['O'] = true,  ['A'] = true,
    ['P'] = true, ['C'] = true, ['M'] = true, [0xe2] = true, [0xef] = true,
};

/* At the start of the text. */
static size_t length_at(struct str text, bool behind_letter, enum setting setting)
{
    size_t length;

    if (text.length == 0 || !(starts[(unsigned char)text.text[0]] ||
                              (setting == ALONE && char_is_any(text.text[0], "_@"))))
        return 0;
    length = ascii_is_alpha(text.text[0]) ? 0 : marked_length(text, setting);
    if (length == 0)
        length = run_length(text);
    if (length == 0)
        length = cross_length(text, behind_letter);
    return length ? length : word_length(text, behind_letter);
}

/* Those that one may start with where it is alone, beside these. */
static const char starts_alone[] = "_@?.rsoapcyY";

static bool may_be_alone(struct str text)
{
    return text.length &&
           (starts[(unsigned char)text.text[0]] || char_is_any(text.text[0], starts_alone));
}

static bool is_alone(struct str text)
{
    bool constant;

    if (!may_be_alone(text))
        return false;
    constant = text.text[0] == '$' && is_constant(str_slice(text, 1, SIZE_MAX));
    return constant || str_is(text, "?") || str_is(text, "**") || str_is(text, "...") ||
           str_is(text, "\xe2\x80\xa6") || is_word_alone(text) || is_yours(text) ||
           length_at(text, false, ALONE) == text.length;
}

struct str placeholder_find(struct str text)
{
    struct str trimmed = str_trim(text);

    if (is_alone(trimmed))
        return trimmed;
    for (size_t i = 0; i < text.length; i++) {
        bool behind_letter = i > 0 && ascii_is_alpha(text.text[i - 1]);
        size_t length;

        if (!starts[(unsigned char)text.text[i]])
            continue;
        length = length_at(str_slice(text, i, SIZE_MAX), behind_letter, WITHIN);
        if (length)
            return str_slice(text, i, length);
    }
    return STR_NONE;
}

/* "{id}" in "user-{id}"; a framework's own form of it may say more: "{id:[0-9]+}". */
static struct str find_variable(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        struct str inside = str_slice(text, i + 1, NAME_MAX_BYTES);
        size_t length = str_find_char(inside, '}');

        if (text.text[i] == '{' && length < inside.length && inside.text[0] != '{' &&
            is_variable(str_slice(inside, 0, str_find_char(str_slice(inside, 0, length), ':'))))
            return str_slice(text, i, length + 2);
    }
    return STR_NONE;
}

/* "[slug]", "[...rest]", "[[...rest]]" */
static bool is_bracketed(struct str text)
{
    while (text.length > 1 && text.text[0] == '[' && text.text[text.length - 1] == ']')
        text = str_slice(text, 1, text.length - 2);
    return is_name(str_starts_with(text, STR("...")) ? str_slice(text, 3, SIZE_MAX) : text);
}

struct str placeholder_find_in_segment(struct arena *arena, struct str segment)
{
    struct str text = percent_decoded(arena, segment), inside = str_slice(text, 1, SIZE_MAX);
    struct str found = placeholder_find(text);
    bool alone = str_is(text, "*") ||
                 (str_starts_with(text, STR(":")) &&
                  is_name(str_slice(inside, 0, str_find_char(inside, '(')))) ||
                 (str_starts_with(text, STR("[")) && is_bracketed(text));

    if (alone)
        return text;
    return found.text ? found : find_variable(text);
}

bool placeholder_is_query(struct arena *arena, struct str query)
{
    bool has_value = str_find_char(query, '=') < query.length && !str_starts_with(query, STR("<%"));
    struct str text;

    if (query.length == 0 || has_value)
        return false;
    text = str_trim(percent_decoded(arena, query));
    return str_is(text, "*") || (text.length && is_alone(text));
}

bool placeholder_is_credential(struct str text)
{
    static const char *const words[] = {"dummy", "fake", "changeme", NULL};
    static const char *const alone[] = {"token", "secret", "apikey", "test", "credentials", NULL};
    bool compound = is_constant(text) && str_find_char(text, '_') < text.length;

    return is_word_of(text, alone) || compound || placeholder_find(text).text ||
           (str_find_char(text, ' ') == text.length && has_word(text, words));
}

bool placeholder_is_secret(struct str text)
{
    return is_alone(text) || (str_find_char(text, ' ') < text.length && tells_of_secret(text));
}

/* Whoever replaces a text wherever it stands hits names, too: "e<CODE>pand". Between several
   placeholders anything may stand. */
bool placeholder_may_be(struct str text, struct str name)
{
    struct str found = placeholder_find(text);
    size_t before = found.text ? (size_t)(found.text - text.text) : 0;

    if (!found.text || !str_starts_with(name, str_slice(text, 0, before)))
        return false;
    name = str_slice(name, before, SIZE_MAX);
    for (; found.text; found = placeholder_find(text))
        text = str_slice(text, (size_t)(found.text - text.text) + found.length, SIZE_MAX);
    return str_ends_with(name, text);
}

struct str placeholder_outline(struct arena *arena, struct str placeholder)
{
    for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
        struct str open = str_of(marks[i].open), close = str_of(marks[i].close), inside;

        if (placeholder.length < open.length + close.length ||
            !str_starts_with(placeholder, open) || !str_ends_with(placeholder, close))
            continue;
        inside =
            str_slice(placeholder, open.length, placeholder.length - open.length - close.length);
        return is_word_of(inside, removal_words)
                   ? placeholder
                   : str_format(arena, "%s...%s", marks[i].open, marks[i].close);
    }
    if (is_yours(placeholder))
        return STR("your...");
    if (placeholder.length > 1 && char_is_any(placeholder.text[0], ":$"))
        return str_format(arena, "%c...", placeholder.text[0]);
    return placeholder;
}

size_t placeholder_length(struct str text, bool behind_letter)
{
    return length_at(text, behind_letter, ALONE);
}
