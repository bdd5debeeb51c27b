#include "report/instance_text.h"

#include "base/escape.h"
#include "base/utf8.h"

/* A pointer may be as long as the instance: of a long one, the two ends are shown. */
enum { POINTER_HEAD_BYTES = 120, POINTER_TAIL_BYTES = 60 };

static void add_pointer(struct strbuf *out, struct str pointer)
{
    size_t tail = pointer.length - POINTER_TAIL_BYTES;

    if (pointer.length <= POINTER_HEAD_BYTES + POINTER_TAIL_BYTES) {
        escape_control_to(out, pointer);
    } else {
        while (utf8_continues(pointer.text[tail]))
            tail++;
        escape_control_to(out, utf8_cut(pointer, POINTER_HEAD_BYTES));
        strbuf_add_text(out, "...");
        escape_control_to(out, str_slice(pointer, tail, SIZE_MAX));
    }
    if (pointer.length)
        strbuf_add_text(out, ": ");
}

static void add_place(struct strbuf *out, struct str file, size_t line, size_t column)
{
    escape_control_to(out, file);
    if (line)
        strbuf_addf(out, ":%zu:%zu", line, column);
    strbuf_add_text(out, ": ");
}

void instance_text_problem(struct strbuf *out, const struct validation *validation)
{
    if (validation->unreadable.text) {
        add_place(out, validation->file, validation->unreadable_at.line,
                  validation->unreadable_at.column);
        escape_control_to(out, validation->unreadable);
        strbuf_add_char(out, '\n');
    } else if (validation->verdict == SCHEMA_UNKNOWN) {
        add_place(out, validation->file, validation->line, 1);
        strbuf_add_text(out, "not checked: ");
        escape_control_to(out, validation->doubt);
        strbuf_add_char(out, '\n');
    }
}

static void add_failure(struct strbuf *out, const struct validation *validation,
                        const struct validation_failure *failure)
{
    add_place(out, validation->file, validation->line ? validation->line : failure->position.line,
              failure->position.column);
    if (failure->warning)
        strbuf_add_text(out, "warning: ");
    add_pointer(out, failure->pointer);
    escape_control_to(out, failure->message);
    if (failure->keyword.length)
        strbuf_addf(out, " [%.*s]", STR_ARGS(failure->keyword));
    strbuf_add_text(out, " (");
    escape_control_to(out, failure->schema);
    strbuf_add_text(out, ")\n");
}

void instance_text_failures(struct strbuf *out, const struct validation *validation, bool warnings)
{
    for (size_t i = 0; i < validation->failure_count; i++)
        if (validation->failures[i].warning == warnings)
            add_failure(out, validation, &validation->failures[i]);
    if (validation->failures_more && !warnings)
        strbuf_addf(out, "and %zu more\n", validation->failures_more);
}
