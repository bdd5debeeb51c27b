/* Instances for people: a line for each failure. */
#include "base/escape.h"
#include "report/instance_text.h"
#include "report/renderer.h"

static void instance(const struct validation *validation, struct strbuf *texts)
{
    struct strbuf *out = &texts[0];

    instance_text_failures(out, validation, false);
    instance_text_failures(out, validation, true);
    instance_text_problem(out, validation);
    if (validation->verdict != SCHEMA_VALID || validation->line)
        return; /* valid lines of NDJSON are not mentioned */
    escape_control_to(out, validation->file);
    if (validation->document)
        strbuf_addf(out, " document %zu", validation->document);
    strbuf_add_text(out, ": valid\n");
}

static void part(struct report *report, const struct validation_part *part)
{
    fwrite(part->texts[0].text, 1, part->texts[0].length, report->out);
}

static bool wants_instances(const struct report_style *style)
{
    return style->verbosity >= 0;
}

const struct instance_renderer text_instances = {
    .wants_instances = wants_instances,
    .instance = instance,
    .part = part,
};
