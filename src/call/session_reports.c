/* --report: where each goes, and which events it gets. */
#include <stdlib.h>

#include "base/file.h"
#include "call/session.h"

/* One --report: its format and where it goes. */
struct output {
    struct report report;
    struct file_output file;
};

/* Which output already writes to that place ("-": standard output)? */
static bool is_taken(const struct session *session, const char *path)
{
    for (size_t i = 0; i < session->outputs.count; i++) {
        const char *other = session->outputs.items[i]->file.path;

        if (strcmp(path, other ? other : "-") == 0)
            return true;
    }
    return false;
}

static bool open_output(struct session *session, const char *wanted,
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
    if (is_taken(session, path))
        return error_raise(err, "report %s: another report already goes to %s", wanted,
                           strcmp(path, "-") == 0 ? "standard output" : path);
    output = alloc_zeroed(1, sizeof *output);
    if (!file_create(&output->file, path, err)) {
        free(output);
        return false;
    }
    report_init(&output->report, type, output->file.stream, style);
    VEC_ADD(&session->outputs, output);
    return true;
}

bool session_open_reports(struct session *session, enum severity fail_on, struct error *err)
{
    const struct oasdrift_options *options = session->options;
    const struct report_style style = {.fail_on = fail_on,
                                       .verbosity = options->verbosity,
                                       .colour = options->colour,
                                       .reproducible = options->reproducible,
                                       .complete = options->require_complete};
    struct report_style plain = style;

    plain.colour = false;
    if (options->reports.count == 0 && session->silent)
        return true;
    if (options->reports.count == 0)
        return open_output(session, "text", &style, err);
    for (size_t i = 0; i < options->reports.count; i++) {
        const char *wanted = options->reports.items[i];

        if (!open_output(session, wanted, strchr(wanted, '=') ? &plain : &style, err))
            return false;
    }
    return true;
}

static bool is_verbatim(const struct session *session, const struct output *output)
{
    return session->verbatim && strcmp(output->report.type->name, "ndjson") == 0;
}

static bool send_to_outputs(void *context, const struct event *event, struct error *err)
{
    struct session *session = context;

    for (size_t i = 0; i < session->outputs.count; i++) {
        struct output *output = session->outputs.items[i];

        if (!is_verbatim(session, output) && !report_event(&output->report, event, err))
            return false;
    }
    return !session->also.event || session->also.event(session->also.context, event, err);
}

static bool outputs_want_coverage(const struct session *session)
{
    for (size_t i = 0; i < session->outputs.count; i++)
        if (report_wants_coverage(&session->outputs.items[i]->report))
            return true;
    return false;
}

struct event_sink session_sink(struct session *session)
{
    return (struct event_sink){.event = send_to_outputs,
                               .context = session,
                               .wants_coverage =
                                   session->also.wants_coverage || outputs_want_coverage(session)};
}

bool session_write_verbatim(void *context, struct str line)
{
    struct session *session = context;

    for (size_t i = 0; i < session->outputs.count; i++) {
        const struct output *output = session->outputs.items[i];

        if (is_verbatim(session, output)) {
            fwrite(line.text, 1, line.length, output->file.stream);
            fputc('\n', output->file.stream);
        }
    }
    return true;
}

bool session_reports_as(const struct session *session, const char *format)
{
    for (size_t i = 0; i < session->outputs.count; i++)
        if (strcmp(session->outputs.items[i]->report.type->name, format) == 0)
            return true;
    return false;
}

bool session_commit(struct session *session, struct error *err)
{
    bool committed = true;

    for (size_t i = 0; i < session->outputs.count; i++)
        committed = file_commit(&session->outputs.items[i]->file, err) && committed;
    return committed;
}

void session_close_reports(struct session *session)
{
    for (size_t i = 0; i < session->outputs.count; i++) {
        report_release(&session->outputs.items[i]->report);
        file_drop(&session->outputs.items[i]->file);
        free(session->outputs.items[i]);
    }
    VEC_RELEASE(&session->outputs);
}
