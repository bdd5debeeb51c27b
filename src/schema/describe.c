/* The sentence of a failure: the templates of ops.def, filled in. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "schema/evaluator.h"

enum {
    EXCERPT_BYTES = 80,
    LIST_BYTES = 200, /* of the values of an enum */
    MESSAGE_BYTES = 1000,
    PATH_BYTES = 4000
};

/* ---- what the directives write ---- */

static void add_excerpt(struct evaluator *ev, struct strbuf *out, const struct node *node)
{
    strbuf_add(out, node_excerpt(&ev->texts, node, EXCERPT_BYTES));
}

/* Cut between characters. */
static void add_cut(struct strbuf *out, struct str text, size_t limit)
{
    struct str cut = str_slice(text, 0, limit);

    cut.length = utf8_valid_prefix(cut);
    strbuf_add(out, cut);
}

static void add_value(struct evaluator *ev, struct strbuf *out, const struct node *node)
{
    if (ev->sensitive)
        strbuf_add_text(out, "[redacted]");
    else
        add_excerpt(ev, out, node);
}

static void add_found(struct evaluator *ev, struct strbuf *out, const struct node *node)
{
    strbuf_add_text(out, node_type_name(node));
    if (node->kind == NODE_NULL || node->kind == NODE_ARRAY || node->kind == NODE_OBJECT)
        return;
    strbuf_add_char(out, ' ');
    add_value(ev, out, node);
}

void types_write(struct strbuf *out, unsigned types)
{
    static const struct {
        unsigned kinds;
        const char *name;
    } names[] = {
        {KIND_STRING, "string"},   {KIND_NUMBER, "number"}, {KIND_INTEGER | KIND_LEXEME, "integer"},
        {KIND_BOOLEAN, "boolean"}, {KIND_OBJECT, "object"}, {KIND_ARRAY, "array"},
        {KIND_NULL, "null"},
    };
    unsigned rest = types;

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (!(types & names[i].kinds))
            continue;
        rest &= ~names[i].kinds;
        strbuf_add_text(out, names[i].name);
        if (rest)
            strbuf_add_text(out, rest & (rest - 1) && rest != KIND_BOOLEAN ? ", " : " or ");
    }
}

static void add_list(struct evaluator *ev, struct strbuf *out, const struct node *list)
{
    size_t start = out->length, shown = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (shown && out->length - start > LIST_BYTES)
            break;
        if (shown)
            strbuf_add_text(out, ", ");
        add_excerpt(ev, out, item);
        shown++;
    }
    if (shown < list->length)
        strbuf_addf(out, ", ... (%zu more)", list->length - shown);
}

static void add_other_case(struct evaluator *ev, struct strbuf *out, const struct node *list,
                           const struct node *instance)
{
    struct str text = node_string(instance);

    for (const struct node *item = node_first(list); text.text && item < node_end(list);
         item = node_next(item)) {
        if (!str_equal_ignoring_case(node_string(item), text))
            continue;
        strbuf_add_text(out, "; it differs from ");
        add_excerpt(ev, out, item);
        strbuf_add_text(out, " in case only");
        return;
    }
}

static void add_directive(struct evaluator *ev, struct strbuf *out, char directive,
                          const struct instruction *at, const struct node *instance,
                          const struct detail *detail)
{
    const struct node *place = origin_of(ev, at)->place;

    switch (directive) {
    case 'v':
        add_value(ev, out, instance);
        break;
    case 'f':
        add_found(ev, out, instance);
        break;
    case 'o':
        add_excerpt(ev, out, place);
        break;
    case 'l':
        add_list(ev, out, place);
        break;
    case 'c':
        add_other_case(ev, out, place, instance);
        break;
    case 'n':
        strbuf_addf(out, "%llu", (unsigned long long)detail->count);
        break;
    case 'k':
        strbuf_add_char(out, '"');
        add_cut(out, detail->name, EXCERPT_BYTES);
        strbuf_add_char(out, '"');
        break;
    case 't':
        types_write(out, at->types);
        break;
    case 's':
        add_cut(out, detail->text, MESSAGE_BYTES / 2);
        break;
    }
}

/* Cut between characters, in the evaluator's memory. */
static struct str keep(struct evaluator *ev, struct strbuf *buffer)
{
    struct str text = strbuf_str(buffer);

    text.length = utf8_valid_prefix(text);
    text = str_copy(&ev->texts, text);
    strbuf_release(buffer);
    return text;
}

/* A failure of propertyNames is about a name, though its place is the member's. */
static bool is_about_a_name(const struct evaluator *ev, const struct node *instance)
{
    for (unsigned i = 0; i < ev->depth; i++)
        if (ev->frames[i].origin->keyword == KEYWORD_PROPERTY_NAMES &&
            ev->frames[i].instance == instance)
            return true;
    return false;
}

static struct str write_message(struct evaluator *ev, const struct instruction *at,
                                const struct node *instance, const struct detail *detail)
{
    struct strbuf out;

    strbuf_init(&out, MESSAGE_BYTES);
    if (is_about_a_name(ev, instance)) {
        strbuf_add_text(&out, "the name \"");
        add_cut(&out, node_text(instance), EXCERPT_BYTES);
        strbuf_add_text(&out, "\": ");
    }
    for (const char *c = op_message((enum op)at->op); *c; c++) {
        if (*c == '%')
            add_directive(ev, &out, *++c, at, instance, detail);
        else
            strbuf_add_char(&out, *c);
    }
    return keep(ev, &out);
}

/* ---- the evaluation path ---- */

static void add_token(struct strbuf *out, struct str token)
{
    strbuf_add_char(out, '/');
    for (size_t i = 0; i < token.length; i++) {
        if (token.text[i] == '~')
            strbuf_add_text(out, "~0");
        else if (token.text[i] == '/')
            strbuf_add_text(out, "~1");
        else
            strbuf_add_char(out, token.text[i]);
    }
}

struct str evaluator_path(struct evaluator *ev, struct str last)
{
    struct strbuf out;

    strbuf_init(&out, PATH_BYTES);
    for (unsigned i = 0; i < ev->depth; i++) {
        const struct origin *origin = ev->frames[i].origin;

        if (origin->keyword == KEYWORD_NONE)
            continue;
        add_token(&out, keyword_name((enum keyword)origin->keyword));
        if (origin->key)
            add_token(&out, node_text(origin->key));
        if (origin->index != UINT32_MAX)
            strbuf_addf(&out, "/%u", (unsigned)origin->index);
    }
    if (last.length)
        add_token(&out, last);
    return keep(ev, &out);
}

/* ---- the failure ---- */

/* A member that additionalProperties refuses is told under that keyword, though the instruction
   stands for properties and patternProperties as well. */
static enum keyword keyword_of(const struct evaluator *ev, const struct instruction *at,
                               const struct node *place)
{
    if (at->op == OP_MEMBERS)
        return KEYWORD_ADDITIONAL_PROPERTIES;
    if (at->op == OP_CONTAINS && place == at->contains->minimum_place && place)
        return KEYWORD_MIN_CONTAINS;
    if (at->op == OP_CONTAINS && place == at->contains->maximum_place && place)
        return KEYWORD_MAX_CONTAINS;
    return (enum keyword)origin_of(ev, at)->keyword;
}

void evaluator_describe_failure(struct evaluator *ev, const struct instruction *at,
                                const struct node *instance, const struct detail *detail,
                                bool warning)
{
    struct str keyword = keyword_name(keyword_of(ev, at, detail->place));
    struct schema_failure failure = {
        .instance = instance,
        .place = detail->place ? detail->place : origin_of(ev, at)->place,
        .keyword = keyword,
        .message = write_message(ev, at, instance, detail),
        .warning = warning,
        .sensitive = ev->sensitive > 0,
    };

    /* A subschema `false` is its keyword's value: the path already ends there. */
    failure.path = evaluator_path(ev, at->op == OP_NEVER ? STR_NONE : keyword);
    ev->question->failure(ev->question->context, &failure);
    /* A text's bytes count as steps: a schema whose references fan out fails without end, and each
       text stays in memory until the next evaluation. */
    evaluator_spend(ev, failure.message.length + failure.path.length, at, instance);
}
