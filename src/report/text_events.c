/* A run for people: a block for each finding, then what was not checked, errors, coverage, and a
   summary. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "report/coverage_text.h"
#include "report/finding_text.h"
#include "report/summary_text.h"

struct text_state {
    bool wrote_block;     /* something is out: a blank line goes before the next block */
    bool wrote_unchecked; /* the heading "not checked:" is out */
    bool has_exchanges;   /* lint has none */
    uint64_t unobserved;  /* findings of drift.* that only -v shows */
    struct arena arena;
    struct map reproduced; /* exchanges whose curl command is out */
};

static void put(struct report *report, struct strbuf *text)
{
    fwrite(strbuf_str(text).text, 1, text->length, report->out);
    strbuf_release(text);
}

static void separate(struct report *report)
{
    struct text_state *state = report->state;

    if (state->wrote_block)
        fputc('\n', report->out);
    state->wrote_block = true;
}

static bool is_quiet(const struct report *report)
{
    return report->style.verbosity < 0;
}

/* Is the exchange's curl command out already? Findings of one exchange have the same; it is shown
   at the first of them, and with -v at each. */
static bool is_reproduced(struct report *report, const struct finding *finding)
{
    struct text_state *state = report->state;
    const struct sample *sample = &finding->samples[0];
    void **seen;

    if (finding->sample_count == 0 || report->style.verbosity > 0)
        return false;
    seen =
        map_put(&state->reproduced, str_format(&state->arena, "%zu %" PRIu64 " %.*s", sample->index,
                                               sample->offset, STR_ARGS(sample->source)));
    if (*seen)
        return true;
    *seen = state;
    return false;
}

/* What the traffic as a whole does not bear out is shown by -v alone while it is information, as it
   is unless a rule set says otherwise. */
static bool is_unshown_count(const struct report *report, const struct finding *finding)
{
    return finding->observations && finding->severity == SEVERITY_INFO &&
           report->style.verbosity <= 0 && !finding_counts(finding, report->style.fail_on);
}

static void finding(struct report *report, const struct finding *finding)
{
    struct text_state *state = report->state;
    const struct palette *palette = palette_of(report->style.colour);
    struct strbuf out;

    if (is_quiet(report) && !finding_counts(finding, report->style.fail_on))
        return;
    if (is_unshown_count(report, finding)) {
        state->unobserved += !finding_is_excused(finding);
        return;
    }
    if (finding_is_excused(finding) && report->style.verbosity <= 0)
        return; /* the summary has their number */
    strbuf_init(&out, SIZE_MAX);
    finding_text_headline(&out, finding, palette);
    if (!is_quiet(report)) {
        separate(report);
        finding_text_excerpt(&out, finding, palette);
        finding_text_exchange(&out, finding);
        if (report->style.verbosity > 0)
            finding_text_samples(&out, finding);
        if (!is_reproduced(report, finding))
            finding_text_reproduce(&out, finding);
    }
    put(report, &out);
}

/* "GET /pets 200 response body: "; nothing for an entry that is about a file or a record, and so
   about no operation. */
static void add_unchecked_place(struct strbuf *out, const struct not_checked *entry)
{
    if (!entry->operation.path.length && entry->part == PART_RESPONSE_STATUS)
        return;
    operation_text(out, &entry->operation);
    if (entry->status_key.length) {
        strbuf_add_char(out, ' ');
        escape_control_to(out, entry->status_key);
    }
    if (entry->media_type.length) {
        strbuf_add_char(out, ' ');
        escape_control_to(out, entry->media_type);
    }
    strbuf_addf(out, " %s: ",
                entry->part == PART_DESCRIPTION ? "description" : part_text(entry->part, false));
}

/* "    in a.har, b.har, c.har and others" */
static void add_sources(struct strbuf *out, const struct not_checked *entry)
{
    if (entry->source_count == 0)
        return;
    strbuf_add_text(out, "    in ");
    for (size_t i = 0; i < entry->source_count; i++) {
        strbuf_add_text(out, i ? ", " : "");
        escape_control_to(out, entry->sources[i]);
    }
    strbuf_add_text(out, entry->more_sources ? " and others\n" : "\n");
}

/* "  GET /pets 200 response body: its size is not known (4 times)". The recordings follow with -v,
   and when the entry is about no operation. */
static void not_checked(struct report *report, const struct not_checked *entry)
{
    struct text_state *state = report->state;
    bool alone = entry->source_count == 1 && !entry->more_sources;
    struct strbuf out;

    if (is_quiet(report))
        return;
    if (!state->wrote_unchecked) {
        separate(report);
        fputs("not checked:\n", report->out);
        state->wrote_unchecked = true;
    }
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, "  ");
    add_unchecked_place(&out, entry);
    escape_control_to(&out, entry->reason);
    if (entry->count > 1)
        strbuf_addf(&out, " (%" PRIu64 " times)", entry->count);
    strbuf_add_char(&out, '\n');
    if (report->style.verbosity > 0 ||
        (!entry->operation.path.length &&
         !(alone && str_starts_with(entry->reason, entry->sources[0]))))
        add_sources(&out, entry);
    put(report, &out);
}

static void diagnostic(struct report *report, const struct diagnostic *error)
{
    const struct palette *palette = palette_of(report->style.colour);
    struct strbuf out;

    if (!is_quiet(report))
        separate(report);
    strbuf_init(&out, SIZE_MAX);
    diagnostic_text_source(&out, error);
    strbuf_addf(&out, "%serror:%s ", palette->error, palette->plain);
    escape_control_to(&out, error->message);
    strbuf_addf(&out, " [%s]\n", error->id);
    put(report, &out);
}

/* Shown with -v only. */
static void coverage(struct report *report, const struct event_coverage *coverage)
{
    const struct text_state *state = report->state;
    struct strbuf out;

    if (report->style.verbosity <= 0 || !state->has_exchanges)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    coverage_text(&out, coverage);
    put(report, &out);
}

/* How often each assertion was true, false and not applicable; with -v. */
static void assertions(struct report *report, const struct event_end *end)
{
    struct strbuf out;

    if (report->style.verbosity <= 0 || end->assertion_count == 0)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, "assertions:\n");
    for (size_t i = 0; i < end->assertion_count; i++) {
        const struct assertion_tally *tally = &end->assertions[i];

        strbuf_add_text(&out, "  ");
        escape_control_to(&out, tally->name);
        strbuf_addf(&out, ": %" PRIu64 " true, %" PRIu64 " false, %" PRIu64 " not applicable\n",
                    tally->held, tally->failed, tally->not_applicable);
    }
    put(report, &out);
}

static void end(struct report *report, const struct event_end *end)
{
    const struct text_state *state = report->state;
    const struct summary summary = {
        .end = end, .has_exchanges = state->has_exchanges, .unobserved = state->unobserved};
    struct strbuf out;

    if (is_quiet(report))
        return;
    assertions(report, end);
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    summary_text(&out, &summary, &report->style);
    put(report, &out);
}

static void event(struct report *report, const struct event *event)
{
    struct text_state *state = report->state;

    switch (event->kind) {
    case EVENT_START:
        arena_init(&state->arena);
        state->has_exchanges = !str_is(event->start->command, "lint");
        break;
    case EVENT_WITHHELD: /* of shards: the merge tells */
    case EVENT_SECRETS:  /* the same */
        break;
    case EVENT_EXCHANGE:
        break;
    case EVENT_FINDING:
        finding(report, event->finding);
        break;
    case EVENT_NOT_CHECKED:
        not_checked(report, event->not_checked);
        break;
    case EVENT_ERROR:
        diagnostic(report, event->error);
        break;
    case EVENT_COVERAGE:
        coverage(report, event->coverage);
        break;
    case EVENT_END:
        end(report, event->end);
        break;
    }
}

static void release(struct report *report)
{
    struct text_state *state = report->state;

    map_release(&state->reproduced);
    arena_release(&state->arena);
}

static bool wants_coverage(const struct report_style *style)
{
    return style->verbosity > 0;
}

const struct event_renderer text_events = {
    .state = {sizeof(struct text_state), release},
    .event = event,
    .wants_coverage = wants_coverage,
};
