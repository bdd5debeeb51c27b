/* The values of an enum: those that the type excludes, those that stand twice, and null that is
   missing. */
#include "finding/rules.h"
#include "lint/linter.h"

enum { VALUE_MAX_BYTES = 80, ENUM_MAX_COMPARED = 512 };

struct outside {
    const struct node *first;
    size_t count;
};

static struct outside find_outside(const struct schema_view *view, const struct node *values)
{
    struct outside outside = {0};

    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        if (!(kinds_of_exactly(value) & view->kinds) && outside.count++ == 0)
            outside.first = value;
    return outside;
}

/* NULL, TRUE and 10 in a file of YAML are mostly meant as texts. */
static const char *quotes_hint(const struct schema_view *view, const struct node *value)
{
    bool is_null = value->kind == NODE_NULL && !str_is(node_source(value), "NULL") &&
                   !str_is(node_source(value), "Null");

    return (view->kinds & KIND_STRING) && (value->flags & NODE_PLAIN_SCALAR) && !is_null
               ? "; put it in quotes"
               : "";
}

static struct str shown(struct arena *arena, const struct node *value)
{
    struct str source = value->flags & NODE_PLAIN_SCALAR ? node_source(value) : STR_NONE;

    return source.length ? source : node_excerpt(arena, value, VALUE_MAX_BYTES);
}

static void lint_types(struct lint *lint, const struct schema_view *view, const struct node *values)
{
    struct outside outside = find_outside(view, values);
    struct arena *arena = &lint->checker->arena;
    struct str types, value;
    const char *hint;

    if (outside.count == 0)
        return;
    types = kinds_in_words(arena, view->kinds);
    value = shown(arena, outside.first);
    hint = quotes_hint(view, outside.first);
    if (outside.count == values->length)
        lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, values,
                   "nothing fits: no value of the enum is of type %.*s, the first is %.*s%s",
                   STR_ARGS(types), STR_ARGS(value), hint);
    else if (outside.count == 1)
        lint_raise(lint, RULE_DESCRIPTION_ENUM_OUTSIDE_TYPE, SEVERITY_OFF, outside.first,
                   "%.*s is in the enum and not of type %.*s: it never fits%s", STR_ARGS(value),
                   STR_ARGS(types), hint);
    else
        lint_raise(lint, RULE_DESCRIPTION_ENUM_OUTSIDE_TYPE, SEVERITY_OFF, outside.first,
                   "%zu values of the enum are not of type %.*s and never fit, the first is %.*s%s",
                   outside.count, STR_ARGS(types), STR_ARGS(value), hint);
}

static bool has_null(const struct node *values)
{
    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        if (node_is(value, NODE_NULL))
            return true;
    return false;
}

/* 3.0.3, "Clarify Semantics of nullable": an enum without null excludes it. */
static void lint_null(struct lint *lint, const struct schema_view *view, const struct node *values)
{
    const struct node *said = view->members[KEYWORD_NULLABLE];

    if (!node_is(said, NODE_TRUE) || view->kinds == KIND_EVERY || has_null(values) ||
        !(lint->checker->api->version->number & VERSION_3_0))
        return;
    /* Generators do it everywhere or nowhere. */
    lint_raise_once(lint, RULE_DESCRIPTION_ENUM_WITHOUT_NULL, SEVERITY_OFF, STR("null"), values,
                    "nullable is true and null is not in the enum: null does not fit");
}

static void lint_twice(struct lint *lint, const struct node *values)
{
    struct map seen = {0};

    if (values->length > ENUM_MAX_COMPARED)
        return;
    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value)) {
        void **known;

        if (!node_is(value, NODE_STRING) && !node_is(value, NODE_NUMBER))
            continue;
        known = map_put(&seen, node_text(value));
        if (*known && node_equal(*known, value)) {
            struct str text = node_excerpt(&lint->checker->arena, value, VALUE_MAX_BYTES);

            lint_raise(lint, RULE_DESCRIPTION_ENUM_DUPLICATE, SEVERITY_OFF, value,
                       "%.*s stands in the enum twice", STR_ARGS(text));
        }
        *known = (void *)value;
    }
    map_release(&seen);
}

void lint_enum(struct lint *lint, const struct schema_view *view)
{
    const struct node *values = view->members[KEYWORD_ENUM];

    if (!node_is(values, NODE_ARRAY))
        return;
    if (view->kinds != KIND_EVERY)
        lint_types(lint, view, values);
    lint_null(lint, view, values);
    lint_twice(lint, values);
}
