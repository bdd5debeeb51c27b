/* Instances as one JSON object. Its list is written as they come, so that a million of them need no
   more memory than one. */
#include "finding/json_output.h"
#include "report/renderer.h"

struct json_state {
    bool begun; /* an instance was written */
};

/* Stands before each instance but the first. */
static const struct str separator = STR_INITIAL(",\n  ");

/* The failure's line in the file. The position is one in the instance, which in NDJSON is a line.
 */
static size_t line_of(const struct validation *validation, const struct validation_failure *failure)
{
    return validation->line ? validation->line : failure->position.line;
}

static json_t *failure_object(const struct validation *validation,
                              const struct validation_failure *failure)
{
    json_t *item = json_object();

    json_object_set_new(item, "pointer", json_from_str(failure->pointer));
    json_set_count(item, "line", line_of(validation, failure));
    json_set_count(item, "column", failure->position.column);
    json_object_set_new(item, "keyword", json_from_str(failure->keyword));
    json_object_set_new(item, "schema", json_from_str(failure->schema));
    json_object_set_new(item, "path", json_from_str(failure->path));
    json_object_set_new(item, "message", json_from_str(failure->message));
    return item;
}

static json_t *failure_list(const struct validation *validation, bool warnings)
{
    json_t *list = json_array();

    for (size_t i = 0; i < validation->failure_count; i++)
        if (validation->failures[i].warning == warnings)
            json_array_append_new(list, failure_object(validation, &validation->failures[i]));
    return list;
}

static json_t *verdict_value(enum schema_verdict verdict)
{
    return verdict == SCHEMA_UNKNOWN ? json_null() : json_boolean(verdict == SCHEMA_VALID);
}

static void set_unreadable(json_t *item, const struct validation *validation)
{
    struct position at = validation->unreadable_at;

    if (at.line)
        json_object_set_new(
            item, "unreadable",
            json_sprintf("%zu:%zu: %.*s", at.line, at.column, STR_ARGS(validation->unreadable)));
    else
        json_set_str(item, "unreadable", validation->unreadable);
}

static void instance(const struct validation *validation, struct strbuf *texts)
{
    json_t *item = json_object();

    json_object_set_new(item, "file", json_from_str(validation->file));
    json_set_number(item, "line", validation->line);
    json_set_number(item, "document", validation->document);
    json_object_set_new(item, "valid", verdict_value(validation->verdict));
    json_object_set_new(item, "errors", failure_list(validation, false));
    if (validation->warned)
        json_object_set_new(item, "warnings", failure_list(validation, true));
    json_set_number(item, "more", validation->failures_more);
    if (validation->unreadable.text)
        set_unreadable(item, validation);
    else if (validation->verdict == SCHEMA_UNKNOWN)
        json_set_str(item, "not_checked", validation->doubt);
    strbuf_add(&texts[0], separator);
    json_write(&texts[0], item, JSON_ONE_LINE);
    json_decref(item);
}

static void part(struct report *report, const struct validation_part *part)
{
    struct json_state *state = report->state;
    struct str text = part->texts[0];

    if (text.length == 0)
        return;
    if (!state->begun) {
        fputs("{\"instances\": [\n  ", report->out);
        text = str_slice(text, separator.length, SIZE_MAX);
    }
    state->begun = true;
    fwrite(text.text, 1, text.length, report->out);
}

static void end(struct report *report, const struct instances_end *end)
{
    const struct json_state *state = report->state;

    (void)end;
    fputs(state->begun ? "\n]}\n" : "{\"instances\": []}\n", report->out);
}

const struct instance_renderer json_instances = {
    .state = {sizeof(struct json_state), NULL},
    .instance = instance,
    .part = part,
    .end = end,
};
