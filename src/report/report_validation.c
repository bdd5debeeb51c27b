#include "report/report_validation.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"

enum { TEXT_MAX_BYTES = 1024 * 1024 };

struct validation_report {
    FILE *out;
    bool json, quiet;
    size_t count; /* instances so far */
    struct strbuf text;
};

struct validation_report *validation_report_new(FILE *out, bool json, bool quiet)
{
    struct validation_report *report = alloc_zeroed(1, sizeof *report);

    *report = (struct validation_report){.out = out, .json = json, .quiet = quiet};
    strbuf_init(&report->text, TEXT_MAX_BYTES);
    return report;
}

static json_t *json_text(struct str text)
{
    json_t *value = json_stringn(text.text ? text.text : "", text.length);

    return value ? value : json_string("(not UTF-8)");
}

/* In the file; each line of NDJSON is an instance. */
static size_t line_of(const struct validation *validation, const struct validation_failure *failure)
{
    return validation->line ? validation->line : failure->position.line;
}

static json_t *json_failures(const struct validation *validation)
{
    json_t *failures = json_array();

    for (size_t i = 0; i < validation->failure_count; i++) {
        const struct validation_failure *failure = &validation->failures[i];
        json_t *item = json_object();

        json_object_set_new(item, "pointer", json_text(failure->pointer));
        json_object_set_new(item, "line", json_integer((json_int_t)line_of(validation, failure)));
        json_object_set_new(item, "column", json_integer((json_int_t)failure->position.column));
        json_object_set_new(item, "keyword", json_text(failure->keyword));
        json_object_set_new(item, "schema", json_text(failure->schema));
        json_object_set_new(item, "path", json_text(failure->path));
        json_object_set_new(item, "message", json_text(failure->message));
        json_array_append_new(failures, item);
    }
    return failures;
}

/* Streamed, so that a million instances need no more memory than one. */
static void add_json(struct validation_report *report, const struct validation *validation)
{
    json_t *item = json_object();

    json_object_set_new(item, "file", json_text(validation->file));
    if (validation->line)
        json_object_set_new(item, "line", json_integer((json_int_t)validation->line));
    json_object_set_new(item, "valid",
                        validation->verdict == SCHEMA_UNKNOWN
                            ? json_null()
                            : json_boolean(validation->verdict == SCHEMA_VALID));
    json_object_set_new(item, "errors", json_failures(validation));
    if (validation->failures_more)
        json_object_set_new(item, "more", json_integer((json_int_t)validation->failures_more));
    if (validation->unreadable.text)
        json_object_set_new(item, "unreadable", json_text(validation->unreadable));
    else if (validation->doubt.text && validation->verdict == SCHEMA_UNKNOWN)
        json_object_set_new(item, "not_checked", json_text(validation->doubt));
    fputs(report->count ? ",\n  " : "{\"instances\": [\n  ", report->out);
    json_dumpf(item, report->out, JSON_COMPACT);
    json_decref(item);
}

static void print_escaped(struct validation_report *report)
{
    struct strbuf safe;

    strbuf_init(&safe, SIZE_MAX);
    escape_control_to(&safe, strbuf_str(&report->text));
    fwrite(safe.text, 1, safe.length, report->out);
    fputc('\n', report->out);
    strbuf_release(&safe);
    strbuf_clear(&report->text);
}

static void add_text(struct validation_report *report, const struct validation *validation)
{
    struct strbuf *line = &report->text;

    if (validation->unreadable.text) {
        /* A position in the file, or the system's word on it, which names it already. */
        if (!str_starts_with(validation->unreadable, validation->file))
            strbuf_addf(line, "%.*s:", STR_ARGS(validation->file));
        strbuf_add(line, validation->unreadable);
        print_escaped(report);
    }
    for (size_t i = 0; i < validation->failure_count; i++) {
        const struct validation_failure *failure = &validation->failures[i];

        strbuf_addf(line, "%.*s:%zu:%zu: %.*s%s%.*s [%.*s] (%.*s)", STR_ARGS(validation->file),
                    line_of(validation, failure), failure->position.column,
                    STR_ARGS(failure->pointer), failure->pointer.length ? ": " : "",
                    STR_ARGS(failure->message), STR_ARGS(failure->keyword),
                    STR_ARGS(failure->schema));
        print_escaped(report);
    }
    if (validation->failures_more)
        fprintf(report->out, "and %zu more\n", validation->failures_more);
    if (validation->verdict == SCHEMA_UNKNOWN && validation->doubt.text) {
        strbuf_addf(line, "%.*s: not checked: %.*s", STR_ARGS(validation->file),
                    STR_ARGS(validation->doubt));
        print_escaped(report);
    }
    if (validation->verdict == SCHEMA_VALID && !validation->line) {
        strbuf_addf(line, "%.*s: valid", STR_ARGS(validation->file));
        print_escaped(report);
    }
}

void validation_report_add(struct validation_report *report, const struct validation *validation)
{
    if (report->json)
        add_json(report, validation);
    else if (!report->quiet)
        add_text(report, validation);
    report->count++;
}

void validation_report_finish(struct validation_report *report)
{
    if (report->json)
        fputs(report->count ? "\n]}\n" : "{\"instances\": []}\n", report->out);
    strbuf_release(&report->text);
    free(report);
}
