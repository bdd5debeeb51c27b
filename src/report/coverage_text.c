#include "report/coverage_text.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "observe/measure.h"
#include "report/finding_text.h"

const char *slot_kind_text(enum slot_kind kind)
{
    static const char *const texts[] = {
        [SLOT_PARAMETER] = "parameter",       [SLOT_OMITTED] = "without parameter",
        [SLOT_REQUEST_BODY] = "request body", [SLOT_STATUS] = "status",
        [SLOT_RESPONSE] = "response",         [SLOT_HEADER] = "header",
    };

    return texts[kind];
}

static void add_slot(struct strbuf *out, const struct coverage_slot *slot)
{
    const struct str names[] = {slot->detail, slot->name, slot->media_type};

    strbuf_addf(out, " %s", slot_kind_text(slot->kind));
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (names[i].length) {
            strbuf_add_char(out, ' ');
            name_text(out, names[i]);
        }
    }
}

/* "  GET /pets parameter query limit", "  openapi.yaml:41:9: property nickname (response)" */
static void add_gap(void *context, const struct coverage_gap *gap)
{
    struct strbuf *out = context;

    strbuf_add_text(out, "  ");
    if (gap->point) {
        escape_control_to(out, gap->place->file);
        strbuf_addf(out, ":%zu:%zu: %s ", gap->place->line, gap->place->column,
                    gap->side ? gap->side : point_kind_name(gap->point->kind));
        name_text(out, gap->point->name);
        strbuf_addf(out, " (%s)", coverage_direction_name(gap->schema->direction));
    } else {
        operation_text(out, &gap->operation->name);
        if (gap->slot)
            add_slot(out, gap->slot);
        if (gap->success)
            strbuf_add_text(out, " with a success");
    }
    strbuf_add_char(out, '\n');
}

static void add_measures(struct strbuf *out, const struct event_coverage *coverage)
{
    struct tally tallies[MEASURE_COUNT];

    coverage_measure(coverage, tallies);
    strbuf_add_text(out, "coverage:\n");
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (tallies[i].total)
            strbuf_addf(out, "  %3" PRIu64 " %%  %s: %" PRIu64 " of %" PRIu64 "\n",
                        tally_share(&tallies[i]) / 100, measure_title((enum measure)i),
                        tallies[i].seen, tallies[i].total);
}

void coverage_text(struct strbuf *out, const struct event_coverage *coverage)
{
    struct strbuf gaps;

    strbuf_init(&gaps, SIZE_MAX);
    coverage_gaps(coverage, add_gap, &gaps);
    add_measures(out, coverage);
    if (gaps.length) {
        strbuf_add_text(out, "\nnot exercised:\n");
        strbuf_add(out, strbuf_str(&gaps));
    }
    strbuf_release(&gaps);
}
