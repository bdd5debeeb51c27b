/* An evaluation, told as it runs: a line an instruction, with its label, where in the instance it
   looks, and what came of it. What has blocks below gets a line when it is entered, and one with
   the outcome, under the same label, when it is left. Instructions that do not look at the
   instance's type, and branches gone through again only to be weighed, are not told. */
#include "base/escape.h"
#include "base/utf8.h"
#include "schema/evaluator.h"
#include "schema/program_text.h"

enum { LABEL_COLUMN = 9, POINTER_COLUMN = 48, OUTCOME_COLUMN = 64, POINTER_BYTES = 200 };

struct trace {
    struct program_text text;
    struct strbuf line;
    unsigned level;
    size_t lines, more; /* told; beyond TRACE_MAX_LINES */
};

struct trace *trace_new(const struct schema *schema)
{
    struct trace *trace = alloc_zeroed(1, sizeof *trace);

    program_text_init(&trace->text, schema);
    strbuf_init(&trace->line, PROGRAM_LINE_BYTES);
    return trace;
}

static void tell(struct evaluator *ev, struct trace *trace)
{
    ev->question->trace(ev->question->context, strbuf_str(&trace->line));
    strbuf_clear(&trace->line);
}

void trace_free(struct evaluator *ev, struct trace *trace)
{
    if (!trace)
        return;
    if (trace->more) {
        strbuf_clear(&trace->line);
        strbuf_addf(&trace->line, "... (%zu more %s)", trace->more,
                    str_counted(trace->more, "line", "lines"));
        tell(ev, trace);
    }
    strbuf_release(&trace->line);
    program_text_release(&trace->text);
    free(trace);
}

static void fill(struct strbuf *line, size_t column)
{
    do
        strbuf_add_char(line, ' ');
    while (line->length < column);
}

static const char *outcome_name(enum schema_verdict verdict)
{
    switch (verdict) {
    case SCHEMA_VALID:
        return "holds";
    case SCHEMA_INVALID:
        return "FAILS";
    case SCHEMA_UNKNOWN:
        break;
    }
    return "undecided";
}

static bool is_full(struct trace *trace)
{
    if (trace->lines == TRACE_MAX_LINES) {
        trace->more++;
        return true;
    }
    trace->lines++;
    return false;
}

static void write_line(struct evaluator *ev, const struct instruction *at,
                       const struct node *instance, const char *outcome)
{
    struct trace *trace = ev->trace;
    struct strbuf *line = &trace->line;
    struct str pointer;

    if (is_full(trace))
        return;
    program_text_label(&trace->text, ev->program, at, line);
    fill(line, LABEL_COLUMN);
    program_text_instruction(&trace->text, ev->program, at, trace->level, line);
    fill(line, POINTER_COLUMN);
    pointer = str_slice(node_pointer(&trace->text.scratch, instance), 0, POINTER_BYTES);
    pointer.length = utf8_valid_prefix(pointer);
    escape_control_to(line, pointer.length ? pointer : STR("(root)"));
    fill(line, OUTCOME_COLUMN);
    strbuf_add_text(line, outcome);
    program_text_place(ev->program, at, PROGRAM_PLACE_COLUMN + 2, line);
    tell(ev, trace);
}

static bool has_more_inside(const struct instruction *at)
{
    return at->length > 1 || at->op == OP_CALL || at->op == OP_DYNAMIC_CALL;
}

enum schema_verdict trace_run(struct evaluator *ev, const struct instruction *at,
                              const struct node *instance, evaluation *evaluate)
{
    bool inside = has_more_inside(at);
    enum schema_verdict verdict;

    if (inside)
        write_line(ev, at, instance, "...");
    ev->trace->level += inside;
    verdict = evaluate(ev, at, instance);
    ev->trace->level -= inside;
    write_line(ev, at, instance, outcome_name(verdict));
    return verdict;
}
