#include <errno.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "report/validation_format.h"

static const struct validation_format *const formats[] = {
    &validation_text, &validation_json, &validation_junit, &validation_junit_strict};

struct validation_report *validation_report_new(struct str format, FILE *out,
                                                const struct validation_style *style)
{
    struct validation_report *report = NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        if (!str_is(format, formats[i]->name))
            continue;
        report = alloc_zeroed(1, sizeof *report);
        report->format = formats[i];
        report->out = out;
        report->style = *style;
        report->state = alloc_zeroed(1, formats[i]->state_size + 1);
    }
    return report;
}

void validation_report_free(struct validation_report *report)
{
    if (!report)
        return;
    if (report->format->release)
        report->format->release(report);
    free(report->state);
    free(report);
}

void validation_report_write(void *context, const struct validation *validation,
                             struct strbuf *texts)
{
    const struct validation_report *report = context;

    report->format->write(validation, texts);
}

bool validation_report_take(void *context, const struct validation_part *part, struct error *err)
{
    struct validation_report *report = context;

    report->format->take(report, part);
    return !ferror(report->out) ||
           error_raise(err, "the report cannot be written: %s", strerror(errno));
}

void validation_report_finish(struct validation_report *report)
{
    if (report->format->finish)
        report->format->finish(report);
}
