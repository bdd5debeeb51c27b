#include "report/report.h"

#include <errno.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "report/types.h"

static const struct report_type *const types[] = {
    &report_text, &report_json, &report_ndjson, &report_junit, &report_junit_strict, NULL,
};

const struct report_type *const *report_types(void)
{
    return types;
}

const struct report_type *report_type_by_name(struct str name)
{
    for (size_t i = 0; types[i]; i++) {
        if (str_is(name, types[i]->name))
            return types[i];
    }
    return NULL;
}

void report_init(struct report *report, const struct report_type *type, FILE *out,
                 const struct report_style *style)
{
    *report = (struct report){.type = type, .out = out, .style = *style};
    report->state = alloc_zeroed(1, type->state_size ? type->state_size : 1);
}

static bool check_output(const struct report *report, struct error *err)
{
    if (!ferror(report->out))
        return true;
    return error_raise(err, "the %s report cannot be written: %s", report->type->name,
                       strerror(errno));
}

bool report_event(struct report *report, const struct event *event, struct error *err)
{
    return report->type->event(report, event, err) && check_output(report, err);
}

bool report_wants_coverage(const struct report *report)
{
    return !report->type->wants_coverage || report->type->wants_coverage(&report->style);
}

void report_release(struct report *report)
{
    if (report->type->release && report->state)
        report->type->release(report);
    free(report->state);
    report->state = NULL;
}
