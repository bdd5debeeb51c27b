/* A run for people: an entry for each cause, then what was not checked, errors, coverage, the rules
   that were broken, and a summary. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "report/cause_text.h"
#include "report/cause_words.h"
#include "report/coverage_text.h"
#include "report/gathered_causes.h"
#include "report/ledger_text.h"
#include "report/rule_table.h"
#include "report/summary_text.h"
#include "report/text_layout.h"

enum {
    COLUMNS = 80,
    ENTRIES_IN_FULL = 12, /* when there are more, the first FIRST_IN_FULL are, */
    FIRST_IN_FULL = 5,    /* and of the others the first line is shown */
    ENTRIES_SHOWN = 100,  /* unless --max-findings says otherwise; with -v all are */
    MOST_SHOWN = 5,       /* causes that touch most traffic, above all others */
    MOST_INDENT = 19,     /* columns before the words of one of these */
    MOST_LINES = 3        /* that these may take */
};

struct text_state {
    struct gathered_causes gathered; /* without coverage */
    struct strbuf coverage;          /* made when the event came */
    bool wrote_block;                /* something is out: a blank line goes before the next block */
    struct map reproduced;           /* exchanges whose curl command is out */
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

static bool is_verbose(const struct report *report)
{
    return report->style.verbosity > 0;
}

/* ---- entries ---- */

/* "     120  error    response body /amount: expected string, found number" */
static void add_most(struct strbuf *out, const struct cause_entry *entry,
                     const struct report_style *style)
{
    struct strbuf words;

    strbuf_init(&words, SIZE_MAX);
    cause_headline(&words, entry);
    strbuf_addf(out, "%8" PRIu64 "  %-7s  ", entry->exchanges, severity_name(entry->severity));
    text_add_lines(out, strbuf_str(&words),
                   &(struct text_lines){MOST_INDENT, style->columns, MOST_LINES});
    strbuf_add_char(out, '\n');
    strbuf_release(&words);
}

/* Where there are more than a screen holds: those that touch most traffic. */
static void show_most(struct report *report, const struct causes *causes)
{
    const struct cause_entry *most[MOST_SHOWN];
    size_t count = causes_most(causes, most, MOST_SHOWN);
    struct strbuf out;

    if (causes->count <= ENTRIES_IN_FULL || count == 0 || most[0]->exchanges == 0)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    strbuf_addf(&out, "of %zu causes, those that most exchanges show:\n", causes->count);
    for (size_t i = 0; i < count; i++)
        add_most(&out, most[i], &report->style);
    put(report, &out);
}

/* Is the exchange's curl command out already? Findings of one exchange have the same; it is shown
   at the first of them, and with -v at each. */
static bool is_reproduced(struct report *report, const struct finding *finding)
{
    struct text_state *state = report->state;
    const struct sample *sample = &finding->samples[0];
    void **seen;

    if (finding->sample_count == 0)
        return false;
    seen = map_put(&state->reproduced,
                   str_format(&state->gathered.causes.arena, "%zu %" PRIu64 " %.*s", sample->index,
                              sample->offset, STR_ARGS(sample->source)));
    if (*seen)
        return true;
    *seen = state;
    return false;
}

/* With all that is told of it, or its first line alone. */
static void show_entry(struct report *report, const struct cause_entry *entry, bool in_full,
                       bool separated)
{
    struct strbuf out;

    if (separated)
        separate(report);
    strbuf_init(&out, SIZE_MAX);
    cause_text_headline(&out, entry, &report->style);
    if (in_full)
        cause_text_details(&out, entry, &report->style);
    if (in_full && !is_verbose(report) && !is_reproduced(report, entry->shown))
        finding_text_reproduce(&out, entry->shown, palette_of(report->style.colour));
    put(report, &out);
}

/* "and 8 more causes, 12 findings: -v shows them". An exchange may show several of them: how many
   do so is not their sum. */
static void show_left_out(struct report *report, const struct causes *causes, size_t shown)
{
    uint64_t findings = 0;
    struct strbuf out;

    for (size_t i = shown; i < causes->count; i++)
        findings += causes->entries[i].finding_count;
    if (shown == causes->count)
        return;
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, is_quiet(report) ? "and " : "\nand ");
    strbuf_add_counted(&out, causes->count - shown, "more cause, ", "more causes, ");
    strbuf_add_counted(&out, findings, "finding", "findings");
    strbuf_add_text(&out,
                    report->style.max_findings ? ": beyond --max-findings\n" : ": -v shows them\n");
    put(report, &out);
}

static void show_causes(struct report *report)
{
    const struct text_state *state = report->state;
    const struct causes *causes = &state->gathered.causes;
    size_t limit = is_verbose(report) || is_quiet(report) ? SIZE_MAX : ENTRIES_SHOWN;
    size_t shown = entries_shown(causes->count, limit, &report->style);
    size_t in_full = is_verbose(report) || shown <= ENTRIES_IN_FULL ? shown : FIRST_IN_FULL;

    if (!is_quiet(report) && !is_verbose(report))
        show_most(report, causes);
    for (size_t i = 0; i < shown; i++)
        show_entry(report, &causes->entries[i], i < in_full && !is_quiet(report),
                   !is_quiet(report) && i <= in_full);
    show_left_out(report, causes, shown);
}

/* ---- what comes behind them ---- */

static void show_ledger(struct report *report)
{
    const struct text_state *state = report->state;
    const struct findings *findings = state->gathered.run.findings;
    struct strbuf out;

    if (is_quiet(report) || findings_not_checked_count(findings) == 0)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    ledger_text(&out, findings, &report->style);
    put(report, &out);
}

static void show_diagnostic(struct report *report, const struct diagnostic *error)
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

static void show_diagnostics(struct report *report)
{
    const struct text_state *state = report->state;
    const struct findings *findings = state->gathered.run.findings;

    for (size_t i = 0; i < findings_diagnostic_count(findings); i++)
        show_diagnostic(report, findings_diagnostic_at(findings, i));
}

static bool is_lint(const struct report *report)
{
    const struct text_state *state = report->state;

    return str_is(state->gathered.run.command, "lint");
}

/* Shown with -v only; lint has none. */
static void show_coverage(struct report *report)
{
    struct text_state *state = report->state;

    if (!is_verbose(report) || is_lint(report) || !state->coverage.length)
        return;
    separate(report);
    put(report, &state->coverage);
}

/* How often each assertion was true, false and not applicable; with -v. */
static void show_assertions(struct report *report, const struct event_end *end)
{
    struct strbuf out;

    if (!is_verbose(report) || end->assertion_count == 0)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, "assertions:\n");
    for (size_t i = 0; i < end->assertion_count; i++) {
        const struct assertion_tally *tally = &end->assertions[i];

        strbuf_add_text(&out, "  ");
        name_text(&out, tally->name);
        strbuf_addf(&out, ": %" PRIu64 " true, %" PRIu64 " false, %" PRIu64 " not applicable\n",
                    tally->held, tally->failed, tally->not_applicable);
    }
    put(report, &out);
}

static void show_rules(struct report *report)
{
    const struct text_state *state = report->state;
    const struct causes *causes = &state->gathered.causes;
    struct strbuf out;

    if (causes->count < 2)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    rule_table_text(&out, causes, palette_of(report->style.colour));
    put(report, &out);
}

static void show_summary(struct report *report, const struct event_end *end)
{
    const struct text_state *state = report->state;
    const struct summary summary = {.end = end,
                                    .has_exchanges = !is_lint(report),
                                    .unobserved = state->gathered.unobserved,
                                    .causes = &state->gathered.causes};
    struct strbuf out;

    separate(report);
    strbuf_init(&out, SIZE_MAX);
    summary_text(&out, &summary, &report->style);
    put(report, &out);
}

static void end(struct report *report, const struct event_end *end)
{
    show_causes(report);
    show_ledger(report);
    show_diagnostics(report);
    show_coverage(report);
    if (is_quiet(report))
        return;
    show_assertions(report, end);
    show_rules(report);
    show_summary(report, end);
}

/* ---- events ---- */

/* Known and ignored ones are for -v; the summary has their number. */
static bool is_shown(const struct finding *finding, const struct report_style *style)
{
    return style->verbosity < 0 ? finding_counts(finding, style->fail_on)
                                : shown_in_short(finding, style);
}

static void event(struct report *report, const struct event *event)
{
    struct text_state *state = report->state;

    if (event->kind == EVENT_START && report->style.columns == 0)
        report->style.columns = COLUMNS;
    if (event->kind == EVENT_START)
        strbuf_init(&state->coverage, SIZE_MAX);
    if (event->kind == EVENT_COVERAGE)
        coverage_text(&state->coverage, event->coverage);
    else if (gathered_causes_add(&state->gathered, event, is_shown, &report->style))
        end(report, event->end);
}

static void release(struct report *report)
{
    struct text_state *state = report->state;

    map_release(&state->reproduced);
    strbuf_release(&state->coverage);
    gathered_causes_release(&state->gathered);
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
