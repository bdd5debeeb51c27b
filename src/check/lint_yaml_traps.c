/* Plain YAML scalars that readers by YAML 1.1 take for something else: yes, no, on and off are
   booleans to them, 010 is 8, 1:30 is 90. By 1.2, which OpenAPI follows, the former are strings. */
#include "check/lint.h"

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

static const char *trap_of(const struct node *value)
{
    struct str text = node_text(value);

    if (!text.text || !(value->flags & NODE_PLAIN_SCALAR))
        return NULL;
    if (value->kind == NODE_STRING && is_boolean_word(text))
        return "a boolean";
    if (value->kind == NODE_STRING && is_sexagesimal(text))
        return "a number of base 60";
    if (value->kind == NODE_NUMBER && has_leading_zero(value))
        return "an octal number";
    return NULL;
}

static void lint_value(struct lint *lint, const struct node *value)
{
    const char *trap = value ? trap_of(value) : NULL;

    if (trap)
        /* Readers in use leave a lone y or n alone, though YAML 1.1 did not. */
        lint_raise_once(lint, RULE_DESCRIPTION_YAML_TRAP,
                        node_text(value).length == 1 ? SEVERITY_INFO : SEVERITY_OFF,
                        node_text(value), value,
                        "%.*s without quotes is a %s by YAML 1.2 and %s by YAML 1.1%s",
                        STR_ARGS(node_text(value)), node_type_name(value), trap,
                        value->kind == NODE_STRING ? "; put it in quotes" : "");
}

static void lint_list(struct lint *lint, const struct node *list)
{
    if (node_is(list, NODE_ARRAY))
        for (const struct node *item = node_first(list); item < node_end(list);
             item = node_next(item))
            lint_value(lint, item);
}

/* What is compared with values on the wire, and what stands for one. */
void lint_yaml_traps(struct lint *lint, const struct schema_view *view)
{
    if (node_document(view->schema)->format != DOCUMENT_YAML)
        return;
    lint_list(lint, view->members[KEYWORD_ENUM]);
    lint_list(lint, view->members[KEYWORD_REQUIRED]);
    lint_list(lint, view->members[KEYWORD_EXAMPLES]);
    lint_value(lint, view->members[KEYWORD_CONST]);
    lint_value(lint, view->members[KEYWORD_DEFAULT]);
    lint_value(lint, view->members[KEYWORD_EXAMPLE]);
}
