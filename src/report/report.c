#include "report/report.h"

#include <errno.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/file_output.h"

/* ---- the table ---- */

static const struct report_format formats[] = {
#define EVENTS(name)                                     &name##_events
#define INSTANCES(name)                                  &name##_instances
#define ROUTES(name)                                     name##_routes
#define NOTHING                                          NULL
#define FORMAT(name, summary, events, instances, routes) {name, summary, events, instances, routes},
#include "report/formats.def"
};

const struct report_format *report_format_at(size_t index)
{
    return index < ARRAY_LENGTH(formats) ? &formats[index] : NULL;
}

const struct report_format *report_format_named(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++)
        if (str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

bool report_format_renders(const struct report_format *format, enum report_subject subject)
{
    switch (subject) {
    case REPORT_EVENTS:
        return format->events != NULL;
    case REPORT_INSTANCES:
        return format->instances != NULL;
    case REPORT_ROUTES:
        return format->routes != NULL;
    }
    return false;
}

bool report_format_shows_contents(const struct report_format *format, enum report_subject subject)
{
    return subject == REPORT_EVENTS && format->events->contents;
}

bool report_format_makes_folder(const struct report_format *format, enum report_subject subject)
{
    return subject == REPORT_EVENTS && format->events->folder;
}

/* ---- a report ---- */

static const struct renderer_state *state_of(const struct report *report)
{
    static const struct renderer_state none = {0};

    switch (report->subject) {
    case REPORT_EVENTS:
        return &report->format->events->state;
    case REPORT_INSTANCES:
        return &report->format->instances->state;
    case REPORT_ROUTES:
        break;
    }
    return &none;
}

void report_init(struct report *report, const struct report_format *format,
                 enum report_subject subject, FILE *out, const struct report_style *style)
{
    *report = (struct report){.format = format, .subject = subject, .out = out, .style = *style};
    report->state = alloc_zeroed(1, state_of(report)->size + 1);
}

void report_release(struct report *report)
{
    if (report->state && state_of(report)->release)
        state_of(report)->release(report);
    free(report->state);
    report->state = NULL;
}

static bool check_output(const struct report *report, struct error *err)
{
    return file_is_written(report->out) || error_raise(err, "the %s report cannot be written: %s",
                                                       report->format->name, strerror(errno));
}

/* ---- events ---- */

bool renderer_wants_no_coverage(const struct report_style *style)
{
    (void)style;
    return false;
}

bool report_wants_coverage(const struct report *report)
{
    const struct event_renderer *renderer = report->format->events;

    return !renderer->wants_coverage || renderer->wants_coverage(&report->style);
}

bool report_event(struct report *report, const struct event *event, struct error *err)
{
    bool aside = event->kind == EVENT_EXCHANGE && event->exchange->aside;

    if (aside && !report->format->events->contents)
        return true;
    report->format->events->event(report, event);
    return check_output(report, err);
}

bool report_takes_lines(const struct report *report)
{
    return report->format->events->line != NULL;
}

bool report_line(struct report *report, struct str line, struct error *err)
{
    report->format->events->line(report, line);
    return check_output(report, err);
}

/* ---- instances ---- */

bool report_wants_instances(const struct report *report)
{
    const struct instance_renderer *renderer = report->format->instances;

    return !renderer->wants_instances || renderer->wants_instances(&report->style);
}

void report_instance(const struct report *report, const struct validation *validation,
                     struct strbuf *texts)
{
    report->format->instances->instance(validation, texts);
}

bool report_part(struct report *report, const struct validation_part *part, struct error *err)
{
    report->format->instances->part(report, part);
    return check_output(report, err);
}

bool report_instances_end(struct report *report, const struct instances_end *end, struct error *err)
{
    if (report->format->instances->end)
        report->format->instances->end(report, end);
    return check_output(report, err);
}

/* ---- routes ---- */

bool report_routes(struct report *report, const struct routes *routes, struct error *err)
{
    report->format->routes(report, routes);
    return check_output(report, err);
}
