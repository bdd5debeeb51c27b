/* Instances as CSV: a row for each failure, warning and instance that could not be judged. */
#include "base/strbuf.h"
#include "report/csv_writer.h"
#include "report/renderer.h"

enum column {
    KIND, /* "failure", "warning", "unreadable", "not-checked", "more" */
    FILE_NAME,
    DOCUMENT,
    LINE,
    COLUMN,
    POINTER,
    KEYWORD,
    MESSAGE,
    SCHEMA,
    EVALUATION_PATH,
    COLUMNS
};

static const char *const names[COLUMNS] = {
    [KIND] = "kind",         [FILE_NAME] = "file",
    [DOCUMENT] = "document", [LINE] = "line",
    [COLUMN] = "column",     [POINTER] = "pointer",
    [KEYWORD] = "keyword",   [MESSAGE] = "message",
    [SCHEMA] = "schema",     [EVALUATION_PATH] = "evaluation_path",
};

struct csv_state {
    bool begun; /* the header is out */
};

enum { NUMBER_BYTES = 24 };

/* Absent for 0. */
static struct str number(char text[NUMBER_BYTES], size_t value)
{
    if (value == 0)
        return STR_NONE;
    snprintf(text, NUMBER_BYTES, "%zu", value);
    return str_of(text);
}

/* A row about the instance: its kind and place, beside what the cells have already. */
static void add_row(struct strbuf *out, const struct validation *validation, const char *kind,
                    struct position at, struct str cells[COLUMNS])
{
    char document[NUMBER_BYTES], line[NUMBER_BYTES], column[NUMBER_BYTES];

    cells[KIND] = str_of(kind);
    cells[FILE_NAME] = validation->file;
    cells[DOCUMENT] = number(document, validation->document);
    cells[LINE] = number(line, validation->line ? validation->line : at.line);
    cells[COLUMN] = number(column, at.column);
    csv_add_row(out, cells, COLUMNS);
}

static void add_failure(struct strbuf *out, const struct validation *validation,
                        const struct validation_failure *failure)
{
    struct str cells[COLUMNS] = {
        [POINTER] = failure->pointer,
        [KEYWORD] = failure->keyword,
        [MESSAGE] = failure->message,
        [SCHEMA] = failure->schema,
        [EVALUATION_PATH] = failure->path
    };

    add_row(out, validation, failure->warning ? "warning" : "failure", failure->position, cells);
}

static void instance(const struct validation *validation, struct strbuf *texts)
{
    struct str cells[COLUMNS] = {[MESSAGE] = STR_NONE};
    char more[NUMBER_BYTES];

    for (size_t i = 0; i < validation->failure_count; i++)
        add_failure(&texts[0], validation, &validation->failures[i]);
    if (validation->failures_more) {
        cells[MESSAGE] = number(more, validation->failures_more);
        add_row(&texts[0], validation, "more", (struct position){0}, cells);
    }
    if (validation->unreadable.text) {
        cells[MESSAGE] = validation->unreadable;
        add_row(&texts[0], validation, "unreadable", validation->unreadable_at, cells);
    } else if (validation->verdict == SCHEMA_UNKNOWN) {
        cells[MESSAGE] = validation->doubt;
        add_row(&texts[0], validation, "not-checked", (struct position){0}, cells);
    }
}

static void begin(struct report *report)
{
    struct csv_state *state = report->state;
    struct strbuf header;

    if (state->begun)
        return;
    state->begun = true;
    strbuf_init(&header, SIZE_MAX);
    csv_add_header(&header, names, COLUMNS);
    fwrite(header.text, 1, header.length, report->out);
    strbuf_release(&header);
}

static void part(struct report *report, const struct validation_part *part)
{
    begin(report);
    fwrite(part->texts[0].text, 1, part->texts[0].length, report->out);
}

static void end(struct report *report, const struct instances_end *end)
{
    (void)end;
    begin(report);
}

const struct instance_renderer csv_instances = {
    .state = {sizeof(struct csv_state), NULL},
    .instance = instance,
    .part = part,
    .end = end,
};
