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

void lint_pattern(struct lint *lint, const struct node *pattern)
{
    struct str text = node_string(pattern);
    struct error problem = {0};
    bool lenient = false;
    size_t doubled = find_doubled_backslash(text);
    const struct pattern *compiled =
        pattern_compile(&lint->checker->arena, text, &lenient, &problem);

    pattern_release(compiled);
    if (!compiled) {
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_INVALID, SEVERITY_OFF, pattern, "%s",
                   problem.message);
        return;
    }
    if (doubled != SIZE_MAX)
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_OFF, pattern,
                   "\"%.*s\" matches a backslash: one backslash is probably meant",
                   STR_ARGS(str_slice(text, doubled, 3)));
    else if (is_between_slashes(text))
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_OFF, pattern,
                   "the slashes are part of the pattern: leave them out");
    else if (posix_class(text).length)
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_OFF, pattern,
                   "\"%.*s\" names no class in ECMA-262: it stands for its own characters",
                   STR_ARGS(posix_class(text)));
    else if (lenient)
        lint_raise(lint, RULE_DESCRIPTION_PATTERN_SUSPECT, SEVERITY_INFO, pattern,
                   "only the older grammar, without the u flag, reads this pattern");
}
