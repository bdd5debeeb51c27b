/* Values of keywords that have their form and are wrong all the same. */
#include "finding/rules.h"
#include "format/format.h"
#include "lint/linter.h"

/* ---- lists ---- */

static void lint_twice(struct lint *lint, enum keyword keyword, const struct node *names)
{
    const struct node *again = NULL;
    struct map seen = {0};

    for (const struct node *name = node_first(names); name < node_end(names) && !again;
         name = node_next(name)) {
        void **known = node_is(name, NODE_STRING) ? map_put(&seen, node_string(name)) : NULL;

        if (known && *known)
            again = name;
        else if (known)
            *known = (void *)name;
    }
    map_release(&seen);
    if (again)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, names,
                   "\"%.*s\" stands twice in %.*s", STR_ARGS(node_string(again)),
                   STR_ARGS(keyword_name(keyword)));
}

/* JSON Schema, validation: each name stands once, and before draft 6 there is one at least. What
   that breaks is no verdict. */
static void lint_required_list(struct lint *lint, const struct node *names)
{
    bool modern = lint->checker->api->version->reference_siblings;

    if (names->length == 0 && !modern)
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, STR("required []"), names,
                        "required names one property at least in OpenAPI %s; without it none is",
                        lint->checker->api->version->text);
    lint_twice(lint, KEYWORD_REQUIRED, names);
}

/* Draft 4 forbids an empty enum, later drafts advise against it. */
static void lint_enum_list(struct lint *lint, const struct node *values)
{
    bool modern = lint->checker->api->version->reference_siblings;

    if (values->length == 0)
        lint_raise(lint, modern ? RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE : RULE_DESCRIPTION_INVALID,
                   SEVERITY_OFF, values, "nothing fits: the enum is empty");
}

/* ---- names ---- */

static bool is_anchor(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_alpha(text.text[i]) && text.text[i] != '_' &&
            (i == 0 || (!ascii_is_digit(text.text[i]) && !char_is_any(text.text[i], "-."))))
            return false;
    return text.length > 0;
}

static bool is_uri(struct str text)
{
    return format_find(STR("uri"))->holds(text);
}

/* 2020-12 core, 8.2.1: a fragment would be an anchor's. */
static bool is_id(struct str text)
{
    size_t hash = str_find_char(text, '#');

    return hash + 1 >= text.length && format_find(STR("uri-reference"))->holds(text);
}

/* 2020-12 core, 8.1.1 and 8.2. */
static void lint_name(struct lint *lint, enum keyword keyword, const struct node *value)
{
    static const char anchor[] = "a letter or '_', and letters, digits, '-', '_', '.' behind it";
    static const struct {
        enum keyword keyword;
        bool (*holds)(struct str text);
        const char *what;
    } rows[] = {{KEYWORD_ANCHOR, is_anchor, anchor},
                {KEYWORD_DYNAMIC_ANCHOR, is_anchor, anchor},
                {KEYWORD_ID, is_id, "a URI reference without a fragment"}};

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (rows[i].keyword == keyword && !rows[i].holds(node_string(value)))
            lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value, "%.*s must be %s",
                       STR_ARGS(keyword_name(keyword)), rows[i].what);
}

/* What a $schema names that is none of ours may be served from elsewhere. */
static void lint_dialect(struct lint *lint, const struct node *value)
{
    enum schema_dialect dialect;

    if (!is_uri(node_string(value)))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_OFF, value, "$schema must be a URI");
    else if (!schema_dialect_of(node_string(value), &dialect))
        lint_raise_once(lint, RULE_DESCRIPTION_DIALECT_UNKNOWN, SEVERITY_OFF, node_string(value),
                        value,
                        "schema dialect \"%.*s\" is not known; schemas are checked only where "
                        "--map-uri serves its meta-schema",
                        STR_ARGS(node_string(value)));
}

void lint_keyword_value(struct lint *lint, enum keyword keyword, const struct node *value)
{
    if (keyword == KEYWORD_REQUIRED && node_is(value, NODE_ARRAY))
        lint_required_list(lint, value);
    else if (keyword == KEYWORD_TYPE && node_is(value, NODE_ARRAY))
        lint_twice(lint, keyword, value);
    else if (keyword == KEYWORD_ENUM)
        lint_enum_list(lint, value);
    else if (keyword == KEYWORD_SCHEMA)
        lint_dialect(lint, value);
    else if (keyword_row(keyword)->vocabulary == VOCABULARY_CORE)
        lint_name(lint, keyword, value);
}
