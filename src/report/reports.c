#include "report/reports.h"

#include <stdlib.h>

#include "base/file_place.h"
#include "base/strbuf.h"

/* Of a step's summary GitHub takes 1,048,576 bytes, and nothing of one that has more; of one that
   comes close, nothing has been shown either, without a word (actions/runner#4337). */
enum { STEP_SUMMARY_MAX = 1000 * 1024 };

/* ---- opening ---- */

/* "text, json or junit": the formats that can render the subject. */
static void add_formats(struct strbuf *out, enum report_subject subject)
{
    const struct report_format *format;
    const char *last = NULL;

    for (size_t i = 0; (format = report_format_at(i)); i++) {
        if (!report_format_renders(format, subject))
            continue;
        if (last)
            strbuf_addf(out, "%s%s", out->length ? ", " : "", last);
        last = format->name;
    }
    strbuf_addf(out, "%s%s", out->length ? " or " : "", last);
}

static const struct report_format *find_format(struct str name, enum report_subject subject,
                                               struct error *err)
{
    static const char *const subjects[] = {[REPORT_EVENTS] = "a run is",
                                           [REPORT_INSTANCES] = "instances are",
                                           [REPORT_ROUTES] = "routes are"};
    const struct report_format *format = report_format_named(name);
    struct strbuf known;

    if (format && report_format_renders(format, subject))
        return format;
    strbuf_init(&known, SIZE_MAX);
    add_formats(&known, subject);
    error_raise(err, "--report %.*s: %s told as %.*s", STR_ARGS(name), subjects[subject],
                STR_ARGS(strbuf_str(&known)));
    strbuf_release(&known);
    return NULL;
}

const char *report_path(const char *wanted)
{
    struct str text = str_of(wanted);
    size_t equals = str_find_char(text, '=');

    return equals + 1 < text.length ? wanted + equals + 1 : "-";
}

/* Is it the file of the environment in which steps of a GitHub job put their summaries, one behind
   the other? */
static bool is_step_summary(const char *path)
{
    const char *summary = getenv("GITHUB_STEP_SUMMARY");
    struct file_place place, other;

    if (!summary || !*summary || strcmp(path, "-") == 0)
        return false;
    place = file_place_of(path);
    other = file_place_of(summary);
    return file_place_is(&place, &other);
}

/* Whatever is there already, one byte at least is left: 0 is no limit. */
static size_t room_in_summary(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return STEP_SUMMARY_MAX;
    return status.st_size < STEP_SUMMARY_MAX ? (size_t)(STEP_SUMMARY_MAX - status.st_size) : 1;
}

static bool open_file(struct report_output *output, const char *path, struct report_style *style,
                      struct error *err)
{
    if (!is_step_summary(path))
        return file_create(&output->file, path, err);
    style->room = room_in_summary(path);
    return file_create_behind(&output->file, path, err);
}

/* Where it is written. */
static FILE *open_output(struct report_output *output, const struct report_format *format,
                         const char *wanted, enum report_subject subject,
                         struct report_style *style, struct error *err)
{
    const char *path = report_path(wanted);
    bool makes_folder = report_format_makes_folder(format, subject);
    struct error problem = {0};

    if (!makes_folder && open_file(output, path, style, &problem))
        return output->file.stream;
    if (makes_folder && strcmp(path, "-") == 0) {
        error_raise(err, "--report %s: it is a folder of files, and none is named: %s=FOLDER",
                    format->name, format->name);
        return NULL;
    }
    if (makes_folder && folder_create(&output->folder, path, &problem))
        return output->folder.stream;
    error_raise(err, "--report %s=%s", format->name, problem.message);
    return NULL;
}

bool reports_open(struct reports *reports, const char *wanted, enum report_subject subject,
                  const struct report_style *style, struct error *err)
{
    struct str file = str_of(wanted);
    struct str name = str_cut(&file, '=');
    const struct report_format *format = find_format(name, subject, err);
    struct report_style own = *style;
    struct report_output *output;
    FILE *out;

    if (!format)
        return false;
    if (file.text && file.length == 0)
        return error_raise(err, "--report %s: no file behind the '='; without it standard output",
                           wanted);
    output = alloc_zeroed(1, sizeof *output);
    out = open_output(output, format, wanted, subject, &own, err);
    if (!out) {
        free(output);
        return false;
    }
    own.colour = style->colour && !file.text;
    own.columns = file.text ? 0 : style->columns;
    report_init(&output->report, format, subject, out, &own);
    VEC_ADD(&reports->outputs, output);
    return true;
}

bool reports_commit(struct reports *reports, struct error *err)
{
    bool committed = true;

    for (size_t i = 0; i < reports->outputs.count; i++) {
        struct report_output *output = reports->outputs.items[i];

        committed = (output->folder.stream ? folder_commit(&output->folder, err)
                                           : file_commit(&output->file, err)) &&
                    committed;
    }
    return committed;
}

void reports_notices(const struct reports *reports, void (*say)(void *context, const char *text),
                     void *context)
{
    char text[REPORT_NOTICE_BYTES + 64];

    for (size_t i = 0; i < reports->outputs.count; i++) {
        const struct report *report = &reports->outputs.items[i]->report;

        snprintf(text, sizeof text, "report %s: %s", report->format->name, report->notice);
        if (report->notice[0])
            say(context, text);
    }
}

void reports_release(struct reports *reports)
{
    for (size_t i = 0; i < reports->outputs.count; i++) {
        report_release(&reports->outputs.items[i]->report);
        file_drop(&reports->outputs.items[i]->file);
        folder_drop(&reports->outputs.items[i]->folder);
        free(reports->outputs.items[i]);
    }
    VEC_RELEASE(&reports->outputs);
}

/* ---- writing ---- */

bool reports_want_coverage(const struct reports *reports)
{
    for (size_t i = 0; i < reports->outputs.count; i++)
        if (report_wants_coverage(&reports->outputs.items[i]->report))
            return true;
    return false;
}

bool reports_show_contents(const struct reports *reports)
{
    for (size_t i = 0; i < reports->outputs.count; i++) {
        const struct report *report = &reports->outputs.items[i]->report;

        if (report_format_shows_contents(report->format, report->subject))
            return true;
    }
    return false;
}

static bool is_verbatim(const struct reports *reports, const struct report *report)
{
    return reports->verbatim && report_takes_lines(report);
}

bool reports_event(struct reports *reports, const struct event *event, struct error *err)
{
    for (size_t i = 0; i < reports->outputs.count; i++) {
        struct report *report = &reports->outputs.items[i]->report;

        if (!is_verbatim(reports, report) && !report_event(report, event, err))
            return false;
    }
    return true;
}

bool reports_take_lines(const struct reports *reports)
{
    for (size_t i = 0; i < reports->outputs.count; i++)
        if (report_takes_lines(&reports->outputs.items[i]->report))
            return true;
    return false;
}

bool reports_stream_lines(const struct reports *reports)
{
    for (size_t i = 0; i < reports->outputs.count; i++)
        if (report_takes_lines(&reports->outputs.items[i]->report) &&
            !reports->outputs.items[i]->file.destination)
            return true;
    return false;
}

bool reports_line(struct reports *reports, struct str line, struct error *err)
{
    for (size_t i = 0; i < reports->outputs.count; i++) {
        struct report *report = &reports->outputs.items[i]->report;

        if (is_verbatim(reports, report) && !report_line(report, line, err))
            return false;
    }
    return true;
}

bool reports_routes(struct reports *reports, const struct routes *routes, struct error *err)
{
    for (size_t i = 0; i < reports->outputs.count; i++)
        if (!report_routes(&reports->outputs.items[i]->report, routes, err))
            return false;
    return true;
}
