/* Patterns that are no ECMA-262, and those that probably do not mean what they say: documentation
   that passed through one escaping too many (or too few) shows doubled backslashes. */
#include "pattern/pattern.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* Letters that would be a class escape with one backslash less. */
static bool is_class_letter(char c)
{
    return c == 'd' || c == 'D' || c == 'w' || c == 'W' || c == 's' || c == 'S';
}

/* Inside a class a doubled backslash next to one of these: "\\-", "\\.", "\\w". */
static bool is_escaped_by_intent(char c)
{
    return c == '-' || c == '.' || is_class_letter(c);
}

/* The first doubled backslash that looks like one too many; SIZE_MAX: none. */
static size_t find_doubled_backslash(struct str text)
{
    bool in_class = false;

    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '\\') {
            char next = i + 1 < text.length ? text.text[i + 1] : '\0';
            char after = i + 2 < text.length ? text.text[i + 2] : '\0';

            if (next == '\\' && (in_class ? is_escaped_by_intent(after) : is_class_letter(after)))
                return i;
            i++; /* the escaped character */
        } else if (c == '[') {
            in_class = true;
        } else if (c == ']') {
            in_class = false;
        }
    }
    return SIZE_MAX;
}

/* "/^abc$/i": a literal of a program's text, whose slashes are no part of the expression there. */
static bool is_between_slashes(struct str text)
{
    size_t last = str_find_last(text, '/');

    if (text.length < 3 || text.text[0] != '/' || last == 0 || last == text.length)
        return false;
    for (size_t i = last + 1; i < text.length; i++)
        if (!char_is_any(text.text[i], "dgimsuvy"))
            return false;
    return text.text[1] == '^' || text.text[last - 1] == '$' || last + 1 < text.length;
}

/* "[:alpha:]" within a class, which is POSIX's. */
static struct str posix_class(struct str text)
{
    size_t at = str_find(text, STR("[:"));
    size_t end = at < text.length ? str_find(str_slice(text, at, SIZE_MAX), STR(":]")) : SIZE_MAX;

    return end < text.length ? str_slice(text, at, end + 2) : STR_NONE;
}

/* Does what stands at the place match one character, itself, and not perhaps none? */
static bool is_literal(struct str text, size_t at)
{
    return at < text.length && !char_is_any(text.text[at], "\\^$.*+?()[]{}|") &&
           (at + 1 >= text.length || !char_is_any(text.text[at + 1], "*?{"));
}

/* Past the "?:", "?=" and their like that stand behind a parenthesis. */
static size_t past_group_mark(struct str text, size_t at)
{
    if (at >= text.length || text.text[at] != '?')
        return at;
    at++;
    if (at + 1 < text.length && text.text[at] == '<' && !char_is_any(text.text[at + 1], "=!"))
        return at + str_find_char(str_slice(text, at, SIZE_MAX), '>') + 1;
    return at + (at < text.length && text.text[at] == '<') + 1;
}

/* A character behind the end, or before the beginning, which no text has: the place of the anchor;
   SIZE_MAX: none, or something is denied ("(?!"), where it may be meant. */
static size_t find_beyond(struct str text)
{
    bool in_class = false, after_literal = false;

    if (str_find(text, STR("(?!")) != SIZE_MAX || str_find(text, STR("(?<!")) != SIZE_MAX)
        return SIZE_MAX;
    for (size_t i = 0, next; i < text.length; i = next) {
        char c = text.text[i];

        if (!in_class && (c == '^' ? after_literal : c == '$' && is_literal(text, i + 1)))
            return i;
        after_literal = !in_class && is_literal(text, i);
        next = i + 1;
        if (c == '\\')
            next++;
        else if (c == '(' && !in_class)
            next = past_group_mark(text, next);
        else if (c == '[' || c == ']')
            in_class = c == '[';
    }
    return SIZE_MAX;
}

/* "YYYY-MM-DD": a form of dates or times as people write it, which matches its own letters. */
static bool is_mask(struct str text)
{
    static const char *const words[] = {"YYYY", "yyyy", "YY", "yy", "MM", "DD",  "dd",
                                        "HH",   "hh",   "mm", "SS", "ss", "SSS", "sss"};
    size_t known = 0;

    if (str_starts_with(text, STR("^")))
        text = str_slice(text, 1, SIZE_MAX);
    if (str_ends_with(text, STR("$")))
        text = str_slice(text, 0, text.length - 1);
    while (text.length) {
        size_t length = str_find_any(text, "-/.:, TZ");
        struct str word = str_slice(text, 0, length);
        bool found = word.length == 0;

        for (size_t i = 0; i < ARRAY_LENGTH(words) && word.length; i++)
            if (str_is(word, words[i]))
                found = ++known;
        if (!found)
            return false;
        text = str_slice(text, length + 1, SIZE_MAX);
    }
    return known > 1;
}

/* Why the pattern does not mean what it says, in words of the arena; STR_NONE: it may. */
static struct str suspicion_of(struct arena *arena, struct str text)
{
    size_t doubled = find_doubled_backslash(text), beyond = find_beyond(text);

    if (doubled != SIZE_MAX)
        return str_format(arena, "\"%.*s\" matches a backslash: one backslash is probably meant",
                          STR_ARGS(str_slice(text, doubled, 3)));
    if (is_between_slashes(text))
        return STR("the slashes are part of the pattern: leave them out");
    if (posix_class(text).length)
        return str_format(arena,
                          "\"%.*s\" names no class in ECMA-262: it stands for its own characters",
                          STR_ARGS(posix_class(text)));
    if (beyond != SIZE_MAX)
        return text.text[beyond] == '$'
                   ? STR("a character stands behind the end, \"$\", and that matches nothing")
                   : STR("a character stands before the beginning, \"^\", and that matches "
                         "nothing");
    if (is_mask(text))
        return str_format(arena, "\"%.*s\" matches these letters, not a date or time in their form",
                          STR_ARGS(text));
    return STR_NONE;
}

void lint_pattern(struct lint *lint, const struct node *pattern)
{
    struct str text = node_string(pattern);
    struct error problem = {0};
    bool lenient = false;
    struct str suspicion = suspicion_of(&lint->checker->arena, text);
    const struct pattern *compiled =
        pattern_compile(&lint->checker->arena, text, &lenient, &problem);

    pattern_release(compiled);
    if (!compiled) {
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_INVALID, SEVERITY_OFF, pattern, "%s",
                   problem.message);
        return;
    }
    if (suspicion.text)
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_OFF, pattern, "%.*s",
                   STR_ARGS(suspicion));
    else if (lenient)
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_INFO, pattern,
                   "only the older grammar, without the u flag, reads this pattern");
}
