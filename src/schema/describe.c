/* The sentence of a failure: the templates of ops.def, filled in. */
#include "base/short_name.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/data_described.h"
#include "schema/evaluator.h"

enum {
    LIST_BYTES = 200,                                        /* of the values of an enum */
    SHORT_LIST_BYTES = 80,                                   /* the same beside the message */
    MESSAGE_BYTES = 1000,                                    /* of our words */
    MARKED_BYTES = MESSAGE_BYTES + 3 * 2 * DATA_CARRIED_MAX, /* with up to three spans of data */
    PATH_BYTES = 4000,
    /* A schema whose references fan out can fail very often, and each text stays in memory until
       the next evaluation; counted whether somebody asks for it or not. */
    FAILURE_STEPS = 128
};

/* ---- what the directives write ---- */

static void add_excerpt(struct evaluator *ev, struct strbuf *out, const struct node *node)
{
    strbuf_add(out, node_excerpt(&ev->texts, node, DATA_SHOWN_BYTES));
}

/* Cut between characters. */
static void add_cut(struct strbuf *out, struct str text, size_t limit)
{
    struct str cut = str_slice(text, 0, limit);

    cut.length = utf8_valid_prefix(cut);
    strbuf_add(out, cut);
}

/* Data of the value that is judged. */
static void add_data(struct evaluator *ev, struct strbuf *out, const struct node *node)
{
    const struct data_span span = data_span_of(&ev->texts, node, DATA_SHOWN_BYTES);

    if (ev->sensitive)
        strbuf_add_text(out, "[redacted]");
    else
        data_span_add(out, &span);
}

static enum data_telling telling_of(const struct evaluator *ev)
{
    return ev->sensitive ? DATA_HIDDEN : DATA_TOLD;
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

static void add_list(struct evaluator *ev, struct strbuf *out, const struct node *list,
                     size_t limit)
{
    size_t start = out->length, shown = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (shown && out->length - start > limit)
            break;
        if (shown)
            strbuf_add_text(out, ", ");
        add_excerpt(ev, out, item);
        shown++;
    }
    if (list->length == 0)
        strbuf_add_text(out, "(an empty list)");
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

/* A failure that is being told. */
struct telling {
    struct evaluator *ev;
    const struct instruction *at;
    const struct node *instance;
    const struct detail *detail;
    enum op_text text;
};

static void add_template(const struct telling *telling, struct strbuf *out, const char *template);

static void add_count(struct strbuf *out, uint64_t count)
{
    strbuf_addf(out, "%llu", (unsigned long long)count);
}

/* Is the name of its message a member's of the value, and not one that the schema asks for? */
static bool names_what_was_found(const struct instruction *at)
{
    return at->op == OP_MEMBERS || at->op == OP_UNEVALUATED_PROPERTIES;
}

static void add_directive(const struct telling *telling, struct strbuf *out, char directive)
{
    struct evaluator *ev = telling->ev;
    const struct node *instance = telling->instance;
    const struct detail *detail = telling->detail;
    const struct node *place = origin_of(ev, telling->at)->place;

    switch (directive) {
    case 'v':
        add_data(ev, out, instance);
        break;
    case 'f':
        data_add_found(&ev->texts, out, instance, telling_of(ev));
        break;
    case 'd':
        data_add_described(&ev->texts, out, instance, telling_of(ev));
        break;
    case 'm':
        data_add_names(out, instance, detail->name);
        break;
    case 'o':
        add_excerpt(ev, out, place);
        break;
    case 'l':
        add_list(ev, out, place, telling->text == OP_MESSAGE ? LIST_BYTES : SHORT_LIST_BYTES);
        break;
    case 'c':
        add_other_case(ev, out, place, instance);
        break;
    case 'n':
        add_count(out, detail->count);
        break;
    case '1':
        add_count(out, detail->first);
        break;
    case '2':
        add_count(out, detail->second);
        break;
    case 'k':
        strbuf_add_char(out, '"');
        if (names_what_was_found(telling->at))
            data_add_name(out, detail->name);
        else
            strbuf_add(out, short_name(&ev->texts, detail->name));
        strbuf_add_char(out, '"');
        break;
    case 't':
        types_write(out, telling->at->types);
        break;
    case 's':
        if (detail->note)
            add_template(telling, out, detail->note);
        else
            add_cut(out, detail->text, MESSAGE_BYTES / 2);
        break;
    }
}

static void add_template(const struct telling *telling, struct strbuf *out, const char *template)
{
    for (const char *c = template; *c; c++) {
        const char *plain = c;

        while (*c && *c != '%')
            c++;
        strbuf_add(out, (struct str){plain, (size_t)(c - plain)});
        if (!*c)
            break;
        add_directive(telling, out, *++c);
    }
}

/* Cut between characters, in the evaluator's memory. */
static struct str keep(struct evaluator *ev, struct strbuf *buffer)
{
    struct str text = strbuf_str(buffer);

    text.length = utf8_valid_prefix(text);
    return str_copy(&ev->texts, text);
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

/* Empties the buffer; its ceiling and its memory stay. */
static struct strbuf *restart(struct strbuf *buffer, size_t ceiling)
{
    strbuf_clear(buffer);
    buffer->ceiling = ceiling;
    return buffer;
}

static struct str write_text(const struct schema_failure *failure, enum op_text text)
{
    const struct telling *told = failure->telling;
    const struct telling telling = {told->ev, told->at, told->instance, told->detail, text};
    const char *own = told->detail->texts[text];
    struct strbuf *out = restart(&told->ev->message, MARKED_BYTES);

    if (text == OP_MESSAGE && is_about_a_name(telling.ev, telling.instance)) {
        strbuf_add_text(out, "the name \"");
        data_add_name(out, node_text(telling.instance));
        strbuf_add_text(out, "\": ");
    }
    add_template(&telling, out, own ? own : op_template((enum op)telling.at->op, text));
    return keep(telling.ev, out);
}

/* ---- the evaluation path ---- */

struct str evaluator_path(struct evaluator *ev, struct str last)
{
    struct strbuf *out = restart(&ev->path, PATH_BYTES);

    for (unsigned i = 0; i < ev->depth; i++) {
        const struct origin *origin = ev->frames[i].origin;

        if (origin->keyword == KEYWORD_NONE)
            continue;
        pointer_add_token(out, keyword_name((enum keyword)origin->keyword));
        if (origin->key)
            pointer_add_token(out, node_text(origin->key));
        if (origin->index != UINT32_MAX)
            strbuf_addf(out, "/%u", (unsigned)origin->index);
    }
    if (last.length)
        pointer_add_token(out, last);
    return keep(ev, out);
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
    const struct telling telling = {ev, at, instance, detail, OP_MESSAGE};
    const struct schema_failure failure = {
        .instance = instance,
        .place = detail->place ? detail->place : origin_of(ev, at)->place,
        .keyword = keyword_name(keyword_of(ev, at, detail->place)),
        .warning = warning,
        .ambiguous = detail->ambiguous,
        .explained = detail->explained,
        .guess = detail->guess,
        .depth = ev->guessing,
        .one_way = detail->one_way,
        .sensitive = ev->sensitive > 0,
        .telling = &telling,
    };

    ev->question->failure(ev->question->context, &failure);
    evaluator_spend(ev, FAILURE_STEPS, at, instance);
}

struct str schema_failure_marked(const struct schema_failure *failure)
{
    return write_text(failure, OP_MESSAGE);
}

struct str schema_failure_message(const struct schema_failure *failure)
{
    return data_spans_show(&failure->telling->ev->texts, schema_failure_marked(failure));
}

struct str schema_failure_hidden(const struct schema_failure *failure)
{
    struct evaluator *ev = failure->telling->ev;
    struct str message;

    ev->sensitive++;
    message = schema_failure_marked(failure);
    ev->sensitive--;
    return message;
}

struct schema_evidence schema_failure_evidence(const struct schema_failure *failure, bool hidden)
{
    struct evaluator *ev = failure->telling->ev;
    struct schema_evidence evidence;

    ev->sensitive += hidden;
    evidence.expected = write_text(failure, OP_EXPECTED);
    evidence.found = write_text(failure, OP_FOUND);
    ev->sensitive -= hidden;
    return evidence;
}

struct str schema_failure_path(const struct schema_failure *failure)
{
    const struct telling *telling = failure->telling;
    /* A subschema `false` is its keyword's value: the path already ends there. */
    struct str last = telling->at->op == OP_NEVER ? STR_NONE : failure->keyword;

    return evaluator_path(telling->ev, last);
}
