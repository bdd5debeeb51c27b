#include "call/outputs.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/file.h"

struct output {
    struct report report;
    struct file_output file;
};

/* Which output already writes to that place ("-": standard output)? */
static bool is_taken(const struct outputs *outputs, const char *path)
{
    for (size_t i = 0; i < outputs->all.count; i++) {
        const char *other = outputs->all.items[i]->file.path;

        if (strcmp(path, other ? other : "-") == 0)
            return true;
    }
    return false;
}

static bool open_output(struct outputs *outputs, const char *wanted,
                        const struct report_style *style, struct error *err)
{
    struct str file = str_of(wanted);
    struct str format = str_cut(&file, '=');
    const struct report_type *type = report_type_by_name(format);
    const char *path = file.text && file.length ? file.text : "-";
    struct output *output;

    if (!type)
        return error_raise(err, "report %.*s: no such format; `oasdrift help check` lists them",
                           STR_ARGS(format));
    if (is_taken(outputs, path))
        return error_raise(err, "report %s: another report already goes to %s", wanted,
                           strcmp(path, "-") == 0 ? "standard output" : path);
    output = alloc_zeroed(1, sizeof *output);
    if (!file_create(&output->file, path, err)) {
        free(output);
        return false;
    }
    report_init(&output->report, type, output->file.stream, style);
    VEC_ADD(&outputs->all, output);
    return true;
}

bool outputs_open(struct outputs *outputs, const struct oasdrift_outcome_options *outcome,
                  const struct oasdrift_terminal_options *terminal, enum severity fail_on,
                  struct error *err)
{
    const struct report_style style = {.fail_on = fail_on,
                                       .verbosity = terminal->verbosity,
                                       .colour = terminal->colour,
                                       .reproducible = outcome->reproducible,
                                       .complete = outcome->require_complete};
    struct report_style plain = style;

    plain.colour = false;
    if (outcome->reports.count == 0)
        return open_output(outputs, "text", &style, err);
    for (size_t i = 0; i < outcome->reports.count; i++) {
        const char *wanted = outcome->reports.items[i];

        if (!open_output(outputs, wanted, strchr(wanted, '=') ? &plain : &style, err))
            return false;
    }
    return true;
}

static bool is_verbatim(const struct outputs *outputs, const struct output *output)
{
    return outputs->verbatim && strcmp(output->report.type->name, "ndjson") == 0;
}

static bool send_to_outputs(void *context, const struct event *event, struct error *err)
{
    struct outputs *outputs = context;

    for (size_t i = 0; i < outputs->all.count; i++) {
        struct output *output = outputs->all.items[i];

        if (!is_verbatim(outputs, output) && !report_event(&output->report, event, err))
            return false;
    }
    return !outputs->also.event || outputs->also.event(outputs->also.context, event, err);
}

static bool want_coverage(const struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->all.count; i++)
        if (report_wants_coverage(&outputs->all.items[i]->report))
            return true;
    return false;
}

struct event_sink outputs_sink(struct outputs *outputs)
{
    return (struct event_sink){.event = send_to_outputs,
                               .context = outputs,
                               .wants_coverage =
                                   outputs->also.wants_coverage || want_coverage(outputs)};
}

bool outputs_write_verbatim(void *context, struct str line)
{
    struct outputs *outputs = context;

    for (size_t i = 0; i < outputs->all.count; i++) {
        const struct output *output = outputs->all.items[i];

        if (is_verbatim(outputs, output)) {
            fwrite(line.text, 1, line.length, output->file.stream);
            fputc('\n', output->file.stream);
        }
    }
    return true;
}

bool outputs_have(const struct outputs *outputs, const char *format)
{
    for (size_t i = 0; i < outputs->all.count; i++)
        if (strcmp(outputs->all.items[i]->report.type->name, format) == 0)
            return true;
    return false;
}

bool outputs_commit(struct outputs *outputs, struct error *err)
{
    bool committed = true;

    for (size_t i = 0; i < outputs->all.count; i++)
        committed = file_commit(&outputs->all.items[i]->file, err) && committed;
    return committed;
}

void outputs_release(struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->all.count; i++) {
        report_release(&outputs->all.items[i]->report);
        file_drop(&outputs->all.items[i]->file);
        free(outputs->all.items[i]);
    }
    VEC_RELEASE(&outputs->all);
}
