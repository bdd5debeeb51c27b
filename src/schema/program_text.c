#include "schema/program_text.h"

#include "base/escape.h"
#include "base/utf8.h"

enum { EXCERPT_BYTES = 60, NAMES_SHOWN = 8 };

/* ---- labels ---- */

static void reach(struct program_text *text, const struct schema *schema)
{
    size_t *number;

    if (!schema->program || pointer_map_get(&text->numbers, schema->program, 0))
        return;
    number = ARENA_NEW(&text->arena, size_t);
    VEC_ADD(&text->programs, schema->program);
    *number = text->programs.count;
    *pointer_map_put(&text->numbers, schema->program, 0) = number;
}

static void reach_from(struct program_text *text, const struct instruction *at)
{
    switch ((enum op)at->op) {
    case OP_CALL:
        reach(text, at->schema);
        break;
    case OP_DYNAMIC_CALL:
        reach(text, at->dynamic->initial);
        break;
    case OP_SCHEMA:
        if (!(at->flags & FLAG_DYNAMIC))
            break;
        for (const struct dynamic_anchor *anchor = at->anchors; anchor; anchor = anchor->next)
            reach(text, anchor->schema);
        break;
    default:
        break; /* leads nowhere else */
    }
}

void program_text_init(struct program_text *text, const struct schema *schema)
{
    *text = (struct program_text){0};
    arena_init(&text->arena);
    arena_init(&text->scratch);
    reach(text, schema);
    for (size_t i = 0; i < text->programs.count; i++)
        for (uint32_t at = 0; at < text->programs.items[i]->count; at++)
            reach_from(text, &text->programs.items[i]->code[at]);
}

void program_text_release(struct program_text *text)
{
    VEC_RELEASE(&text->programs);
    pointer_map_release(&text->numbers);
    arena_release(&text->scratch);
    arena_release(&text->arena);
}

void program_text_label(const struct program_text *text, const struct program *program,
                        const struct instruction *at, struct strbuf *out)
{
    const size_t *number = pointer_map_get(&text->numbers, program, 0);

    strbuf_addf(out, "%zu:%zu", number ? *number : 0, (size_t)(at - program->code));
}

/* ---- parts of operands ---- */

struct writer {
    struct program_text *text;
    const struct program *program;
    const struct instruction *at;
    struct strbuf *out;
};

static const struct node *place_of(const struct program *program, const struct instruction *at)
{
    return program->origins[at - program->code].place;
}

/* " else :12": a block of the instruction. */
static void add_block(const struct writer *writer, const char *what, uint32_t offset)
{
    if (offset)
        strbuf_addf(writer->out, "%s :%zu", what,
                    (size_t)(writer->at - writer->program->code) + offset);
}

static void add_label(const struct writer *writer, const struct schema *schema)
{
    if (!schema->program)
        return;
    strbuf_add_text(writer->out, " = ");
    program_text_label(writer->text, schema->program, schema_entry(schema), writer->out);
}

static struct str shorten(struct str text, size_t limit)
{
    struct str cut = str_slice(text, 0, limit);

    return (struct str){cut.text, utf8_valid_prefix(cut)};
}

static void add_name(const struct writer *writer, struct str name, size_t index)
{
    strbuf_add_text(writer->out, index ? ", \"" : " \"");
    escape_control_to(writer->out, shorten(name, EXCERPT_BYTES));
    strbuf_add_char(writer->out, '"');
}

static void add_list(const struct writer *writer, const struct names *names)
{
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
        add_name(writer, names->items[i].text, i);
    if (names->count > NAMES_SHOWN)
        strbuf_addf(writer->out, " ... (%zu more)", names->count - NAMES_SHOWN);
}

/* ---- operands, as ops.def names them ---- */

static void add_nothing(const struct writer *writer)
{
    (void)writer;
}

/* The keyword's, as it stands in the schema. */
static void add_value(const struct writer *writer)
{
    strbuf_add_char(writer->out, ' ');
    strbuf_add(writer->out, node_excerpt(&writer->text->scratch,
                                         place_of(writer->program, writer->at), EXCERPT_BYTES));
}

static void add_count(const struct writer *writer)
{
    strbuf_addf(writer->out, " %llu", (unsigned long long)writer->at->count);
}

static void add_first_item(const struct writer *writer)
{
    if (writer->at->count)
        strbuf_addf(writer->out, " from %llu", (unsigned long long)writer->at->count);
}

static void add_types(const struct writer *writer)
{
    strbuf_add_char(writer->out, ' ');
    types_write(writer->out, writer->at->types);
}

static void add_format(const struct writer *writer)
{
    strbuf_addf(writer->out, " %.*s%s", STR_ARGS(writer->at->format->name),
                writer->at->flags & FLAG_WARNS ? " (warns only)" : "");
}

static void add_reason(const struct writer *writer)
{
    strbuf_add_char(writer->out, ' ');
    escape_control_to(writer->out, shorten(writer->at->reason->text, 2 * EXCERPT_BYTES));
}

static void add_target(const struct writer *writer)
{
    if (place_of(writer->program, writer->at)->kind == NODE_STRING)
        add_value(writer);
    add_label(writer, writer->at->schema);
}

static void add_dynamic_target(const struct writer *writer)
{
    add_name(writer, writer->at->dynamic->name, 0);
    strbuf_add_text(writer->out, ", at first");
    add_label(writer, writer->at->dynamic->initial);
}

static void add_names(const struct writer *writer)
{
    add_list(writer, writer->at->names);
}

static void add_dependents(const struct writer *writer)
{
    const struct dependents *dependents = writer->at->dependents;

    for (size_t i = 0; i < dependents->count && i < NAMES_SHOWN; i++) {
        const struct dependent *dependent = &dependents->items[i];

        add_name(writer, node_text(dependent->key), i);
        if (dependent->names) {
            strbuf_add_text(writer->out, " asks for");
            add_list(writer, dependent->names);
        }
        add_block(writer, "", dependent->block);
    }
    if (dependents->count > NAMES_SHOWN)
        strbuf_addf(writer->out, " ... (%zu more)", dependents->count - NAMES_SHOWN);
}

/* The blocks that follow tell the names. */
static void add_members(const struct writer *writer)
{
    const struct members *members = writer->at->members;

    strbuf_addf(writer->out, " %u by name", (unsigned)members->property_count);
    if (members->pattern_count)
        strbuf_addf(writer->out, ", %u by pattern", (unsigned)members->pattern_count);
    add_block(writer, ", others", members->additional);
}

static void add_branches(const struct writer *writer)
{
    const struct branches *branches = writer->at->branches;

    strbuf_addf(writer->out, " %zu %s", branches->count,
                str_counted(branches->count, "branch", "branches"));
    if (!branches->property.text)
        return;
    strbuf_add_text(writer->out, ", told apart by");
    add_name(writer, branches->property, 0);
}

static void add_contains(const struct writer *writer)
{
    const struct contains *contains = writer->at->contains;

    strbuf_addf(writer->out, " %llu", (unsigned long long)contains->minimum);
    if (contains->maximum == UINT64_MAX)
        strbuf_add_text(writer->out, " or more");
    else
        strbuf_addf(writer->out, " to %llu", (unsigned long long)contains->maximum);
    add_block(writer, "", contains->block);
}

static void add_conditional(const struct writer *writer)
{
    const struct conditional *conditional = writer->at->conditional;

    add_block(writer, "", conditional->condition);
    add_block(writer, " then", conditional->consequence);
    add_block(writer, " else", conditional->alternative);
}

/* A schema is named by the keyword that holds it, and its name or number there. */
static void add_schema(const struct writer *writer)
{
    static const struct {
        unsigned flag;
        const char *text;
    } flags[] = {
        {FLAG_OPEN, " (everything)"},         {FLAG_CLOSED, " (nothing)"},
        {FLAG_SENSITIVE, " (values hidden)"}, {FLAG_TRACKS, " (notes what is evaluated)"},
        {FLAG_DYNAMIC, " (dynamic anchors)"}, {FLAG_READ_ONLY, " (read only)"},
        {FLAG_WRITE_ONLY, " (write only)"},   {FLAG_DEPRECATED, " (deprecated)"},
    };
    const struct origin *origin = &writer->program->origins[writer->at - writer->program->code];
    struct str keyword = keyword_name((enum keyword)origin->keyword);

    if (keyword.length)
        strbuf_addf(writer->out, " %.*s", STR_ARGS(keyword));
    if (origin->key)
        add_name(writer, node_text(origin->key), 0);
    if (origin->index != UINT32_MAX)
        strbuf_addf(writer->out, " %u", (unsigned)origin->index);
    for (size_t i = 0; i < ARRAY_LENGTH(flags); i++)
        if (writer->at->flags & flags[i].flag)
            strbuf_add_text(writer->out, flags[i].text);
}

static void (*const add_operand[])(const struct writer *writer) = {
#define OP(name, kinds, operand, message, expected, found) [OP_##name] = add_##operand,
#include "schema/ops.def"
#undef OP
};

/* ---- lines ---- */

void program_text_instruction(struct program_text *text, const struct program *program,
                              const struct instruction *at, unsigned level, struct strbuf *out)
{
    const struct writer writer = {text, program, at, out};

    arena_clear(&text->scratch);
    for (unsigned i = 0; i < level && i < PROGRAM_INDENT_MOST; i++)
        strbuf_add_text(out, "  ");
    strbuf_add_text(out, op_name((enum op)at->op));
    add_operand[at->op](&writer);
    if (at->op != OP_SCHEMA && at->kinds != op_kinds((enum op)at->op)) {
        strbuf_add_text(out, " for ");
        types_write(out, at->kinds);
    }
}

void program_text_place(const struct program *program, const struct instruction *at, size_t column,
                        struct strbuf *out)
{
    const struct node *place = place_of(program, at);
    struct position position = node_position(place);

    do
        strbuf_add_char(out, ' ');
    while (out->length < column);
    escape_control_to(out, node_file(place));
    strbuf_addf(out, ":%zu:%zu", position.line, position.column);
}
