/* A run for people: an entry for each cause, then what was not checked, errors, coverage, the rules
   that were broken, and a summary. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "report/cause_text.h"
#include "report/cause_words.h"
#include "report/coverage_text.h"
#include "report/ledger_text.h"
#include "report/rule_table.h"
#include "report/shown_finding.h"
#include "report/summary_text.h"

enum {
    COLUMNS = 80,
    ENTRIES_IN_FULL = 12, /* when there are more, the first FIRST_IN_FULL are, */
    FIRST_IN_FULL = 5,    /* and of the others the first line is shown */
    ENTRIES_SHOWN = 100,  /* unless --max-findings says otherwise; with -v all are */
    MOST_SHOWN = 5        /* causes that touch most traffic, above all others */
};

struct text_state {
    struct findings *findings; /* with what was not checked, and diagnostics */
    bool wrote_block;          /* something is out: a blank line goes before the next block */
    bool wrote_findings;
    bool has_exchanges;  /* lint has none */
    uint64_t unobserved; /* findings of drift.* that only -v shows */
    struct causes causes;
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

static bool is_verbose(const struct report *report)
{
    return report->style.verbosity > 0;
}

/* ---- which findings ---- */

/* Known and ignored ones are for -v; the summary has their number. */
static bool is_shown(const void *context, const struct finding *finding)
{
    const struct report *report = context;

    if (is_quiet(report))
        return finding_counts(finding, report->style.fail_on);
    return finding_is_shown(finding, &report->style);
}

static void keep_finding(struct report *report, const struct finding *finding)
{
    struct text_state *state = report->state;

    findings_add(state->findings, finding);
    if (finding_is_unshown_count(finding, &report->style))
        state->unobserved += !finding_is_excused(finding);
}

/* ---- entries ---- */

/* "   120 exchanges  error: response body /amount: expected string, found number", cut to the width
   of the report. */
static void add_most(struct strbuf *out, const struct cause_entry *entry,
                     const struct report_style *style)
{
    struct strbuf line;

    strbuf_init(&line, SIZE_MAX);
    strbuf_addf(&line, "%8" PRIu64 "  %-7s  ", entry->exchanges, severity_name(entry->severity));
    cause_operation_name(&line, entry);
    strbuf_add_text(&line, entry->operation_count == 1 ? " " : "");
    cause_sentence(&line, entry, false);
    if (utf8_columns(strbuf_str(&line)) > style->columns) {
        strbuf_add(out, utf8_cut_columns(strbuf_str(&line), style->columns - 3));
        strbuf_add_text(out, "...");
    } else {
        strbuf_add(out, strbuf_str(&line));
    }
    strbuf_add_char(out, '\n');
    strbuf_release(&line);
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
                   str_format(&state->causes.arena, "%zu %" PRIu64 " %.*s", sample->index,
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
    counted_text(&out, causes->count - shown, "more cause, ", "more causes, ");
    counted_text(&out, findings, "finding", "findings");
    strbuf_add_text(&out,
                    report->style.max_findings ? ": beyond --max-findings\n" : ": -v shows them\n");
    put(report, &out);
}

static void show_findings(struct report *report)
{
    struct text_state *state = report->state;
    struct causes *causes = &state->causes;
    size_t limit = is_verbose(report) || is_quiet(report) ? SIZE_MAX : ENTRIES_SHOWN;
    size_t shown, in_full;

    if (state->wrote_findings)
        return;
    state->wrote_findings = true;
    causes_init(causes, state->findings, is_shown, report);
    shown = entries_shown(causes->count, limit, &report->style);
    in_full = is_verbose(report) || shown <= ENTRIES_IN_FULL ? shown : FIRST_IN_FULL;
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
    struct strbuf out;

    if (is_quiet(report) || findings_not_checked_count(state->findings) == 0)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    ledger_text(&out, state->findings, &report->style);
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

static void show_gathered(struct report *report)
{
    const struct text_state *state = report->state;

    if (state->wrote_findings)
        return;
    show_findings(report);
    show_ledger(report);
    for (size_t i = 0; i < findings_diagnostic_count(state->findings); i++)
        show_diagnostic(report, findings_diagnostic_at(state->findings, i));
}

/* Shown with -v only. */
static void coverage(struct report *report, const struct event_coverage *coverage)
{
    const struct text_state *state = report->state;
    struct strbuf out;

    if (!is_verbose(report) || !state->has_exchanges)
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

    if (!is_verbose(report) || end->assertion_count == 0)
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

static void rules(struct report *report)
{
    const struct text_state *state = report->state;
    struct strbuf out;

    if (state->causes.count < 2)
        return;
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    rule_table_text(&out, &state->causes, palette_of(report->style.colour));
    put(report, &out);
}

static void end(struct report *report, const struct event_end *end)
{
    const struct text_state *state = report->state;
    const struct summary summary = {.end = end,
                                    .has_exchanges = state->has_exchanges,
                                    .unobserved = state->unobserved,
                                    .causes = &state->causes};
    struct strbuf out;

    if (is_quiet(report))
        return;
    assertions(report, end);
    rules(report);
    separate(report);
    strbuf_init(&out, SIZE_MAX);
    summary_text(&out, &summary, &report->style);
    put(report, &out);
}

static void start(struct report *report, const struct event_start *start)
{
    struct text_state *state = report->state;

    state->findings = findings_new();
    state->has_exchanges = !str_is(start->command, "lint");
    if (report->style.columns == 0)
        report->style.columns = COLUMNS;
}

static void event(struct report *report, const struct event *event)
{
    struct text_state *state = report->state;

    switch (event->kind) {
    case EVENT_START:
        start(report, event->start);
        break;
    case EVENT_WITHHELD: /* of shards: the merge tells */
    case EVENT_SECRETS:  /* the same */
    case EVENT_EXCHANGE:
        break;
    case EVENT_FINDING:
        keep_finding(report, event->finding);
        break;
    case EVENT_NOT_CHECKED:
        findings_add_not_checked(state->findings, event->not_checked);
        break;
    case EVENT_ERROR:
        findings_add_diagnostic(state->findings, event->error);
        break;
    case EVENT_COVERAGE:
        show_gathered(report);
        coverage(report, event->coverage);
        break;
    case EVENT_END:
        show_gathered(report);
        end(report, event->end);
        break;
    }
}

static void release(struct report *report)
{
    struct text_state *state = report->state;

    map_release(&state->reproduced);
    causes_release(&state->causes);
    findings_free(state->findings);
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
