/* Plain YAML scalars that readers by YAML 1.1 take for something else: yes, no, on and off are
   booleans to them, 010 is 8, 1:30 is 90. By YAML 1.2, which OpenAPI follows, the words are
   strings. And files in UTF-16, which not every reader takes at all. */
#include "finding/rules.h"
#include "lint/linter.h"

static bool is_boolean_word(struct str text)
{
    static const char *const words[] = {"yes", "no", "on", "off", "y", "n"};

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_equal_ignoring_case(text, str_of(words[i])))
            return true;
    return false;
}

/* "1:30", "12:30:45": digits by colons, each after the first below 60 and the first without a zero
   before it (YAML 1.1, int). */
static bool is_sexagesimal(struct str text)
{
    size_t colons = 0, digits = 0;

    if (text.length == 0 || text.text[0] == '0')
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == ':' && digits > 0 && i + 1 < text.length) {
            colons++;
            digits = 0;
        } else if (ascii_is_digit(text.text[i]) &&
                   (colons == 0 || digits == 0 || (digits == 1 && text.text[i - 1] < '6'))) {
            digits++;
        } else {
            return false;
        }
    }
    return colons > 0;
}

/* "012": the reader leaves the zero out, the text has it. */
static bool has_leading_zero(const struct node *value)
{
    struct str source = node_document(value)->source;
    size_t at = node_offset(value);

    return at + 1 < source.length && source.text[at] == '0' && ascii_is_digit(source.text[at + 1]);
}

/* "1_000", "685_230.15", "0b1_1": digits with '_' among them, or binary ones (YAML 1.1, int). */
static bool is_number_of_old(struct str text)
{
    bool binary, under_line = false, point = false;

    if (text.length && char_is_any(text.text[0], "+-"))
        text = str_slice(text, 1, SIZE_MAX);
    binary = str_starts_with(text, STR("0b")) && text.length > 2;
    if (binary)
        text = str_slice(text, 2, SIZE_MAX);
    if (text.length == 0 || (!binary && !ascii_is_digit(text.text[0])))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '.' && !binary && !point)
            point = true;
        else if (c != '_' && (!ascii_is_digit(c) || (binary && c > '1')))
            return false;
        under_line = under_line || c == '_';
    }
    return binary || under_line;
}

/* "2020-01-31", and a time behind it perhaps (YAML 1.1, timestamp). */
static bool is_date(struct str text)
{
    static const char form[] = "dddd-dd-dd";

    if (text.length < sizeof form - 1 ||
        (text.length > sizeof form - 1 && !char_is_any(text.text[sizeof form - 1], "Tt ")))
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == 'd' ? !ascii_is_digit(text.text[i]) : text.text[i] != form[i])
            return false;
    return true;
}

/* "1e3": YAML 1.1 wants a point and a sign ("1.0e+3"). */
static bool is_bare_exponent(const struct node *value)
{
    struct str source = node_document(value)->source;
    struct str text = str_slice(source, node_offset(value), SIZE_MAX);
    size_t at = 0;

    while (at < text.length && (ascii_is_digit(text.text[at]) || char_is_any(text.text[at], "+-")))
        at++;
    return at > 0 && at + 1 < text.length && ascii_lower(text.text[at]) == 'e' &&
           ascii_is_digit(text.text[at + 1]);
}

struct trap {
    const char *as;        /* what it is by YAML 1.1; NULL: the same */
    enum severity ceiling; /* not above this; SEVERITY_OFF: none */
    const char *root;      /* one finding for all of the kind; NULL: one for each text */
    bool hint;             /* it is text that is meant */
};

static struct trap trap_of(const struct node *value)
{
    struct str text = node_text(value);
    bool string = value->kind == NODE_STRING;

    if (!text.text || !(value->flags & NODE_PLAIN_SCALAR))
        return (struct trap){0};
    /* Readers in use leave a lone y or n alone, though YAML 1.1 did not. */
    if (string && is_boolean_word(text))
        return (struct trap){"a boolean", text.length == 1 ? SEVERITY_INFO : SEVERITY_OFF, NULL,
                             true};
    if (string && is_sexagesimal(text))
        return (struct trap){"a number of base 60", SEVERITY_OFF, NULL, true};
    if (string && is_number_of_old(text))
        return (struct trap){"a number", SEVERITY_OFF, NULL, true};
    /* Readers of descriptions mostly turn it back into its text. */
    if (string && is_date(text))
        return (struct trap){"a date", SEVERITY_INFO, "date", true};
    if (!string && has_leading_zero(value))
        return (struct trap){"an octal number", SEVERITY_OFF, NULL, true};
    if (!string && str_starts_with(node_source(value), STR("0o")))
        return (struct trap){"a string", SEVERITY_OFF, NULL, false};
    if (!string && is_bare_exponent(value))
        return (struct trap){"a string", SEVERITY_INFO, "exponent", false};
    return (struct trap){0};
}

static void lint_value(struct lint *lint, const struct node *value)
{
    struct trap trap = value ? trap_of(value) : (struct trap){0};
    struct str text = value && value->kind != NODE_STRING ? node_source(value) : node_text(value);

    if (trap.as)
        lint_raise_once(
            lint, RULE_DESCRIPTION_YAML_TRAP, trap.ceiling, trap.root ? str_of(trap.root) : text,
            value, "%.*s without quotes is %s by YAML 1.2 and %s by YAML 1.1%s", STR_ARGS(text),
            value->kind == NODE_STRING ? "a string" : "a number", trap.as,
            trap.hint ? value->kind == NODE_STRING ? "; put it in quotes"
                                                   : "; put it in quotes if a text is meant"
                      : "");
}

static void lint_list(struct lint *lint, const struct node *list)
{
    if (node_is(list, NODE_ARRAY))
        for (const struct node *item = node_first(list); item < node_end(list);
             item = node_next(item))
            lint_value(lint, item);
}

/* Names of properties: "no:" is a property of the name false to those readers. */
static void lint_keys(struct lint *lint, const struct node *map)
{
    if (!node_is(map, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        if ((key->flags & NODE_PLAIN_SCALAR) && is_boolean_word(node_string(key)))
            lint_value(lint, key);
}

/* Looks at the values that are compared with those of messages, or stand for them. */
void lint_yaml_traps(struct lint *lint, const struct schema_view *view)
{
    if (node_document(view->schema)->format != DOCUMENT_YAML)
        return;
    lint_keys(lint, view->members[KEYWORD_PROPERTIES]);
    lint_list(lint, view->members[KEYWORD_ENUM]);
    lint_list(lint, view->members[KEYWORD_REQUIRED]);
    lint_list(lint, view->members[KEYWORD_EXAMPLES]);
    lint_value(lint, view->members[KEYWORD_CONST]);
    lint_value(lint, view->members[KEYWORD_DEFAULT]);
    lint_value(lint, view->members[KEYWORD_EXAMPLE]);
}

/* RFC 9512, 3.1, and RFC 8259, 8.1. */
void lint_encodings(struct lint *lint)
{
    for (size_t i = 0; i < lint->visits.count; i++) {
        const struct document *document = lint->visits.items[i].document;

        if (document->transcoded)
            lint_raise(lint, RULE_DESCRIPTION_YAML_TRAP, SEVERITY_INFO, document->root,
                       "the file is UTF-16: not every reader takes it; save it as UTF-8");
    }
}
