#include "report/instance_text.h"

#include "base/escape.h"
#include "report/finding_text.h"

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
    pointer_text(out, failure->pointer);
    strbuf_add_text(out, failure->pointer.length ? ": " : "");
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
