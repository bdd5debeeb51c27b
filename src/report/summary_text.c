#include "report/summary_text.h"

#include <inttypes.h>

#include "base/strbuf.h"
#include "report/finding_text.h"

void summary_verdict(struct strbuf *out, enum severity fail_on, const struct event_end *end)
{
    const char *at = fail_on == SEVERITY_OFF ? "never" : severity_name(fail_on);

    switch (end->exit_code) {
    case EXIT_CODE_OK:
        strbuf_addf(out,
                    event_end_has_counting(end, fail_on)
                        ? "exit 0 by --exit-zero: findings (--fail-on %s)"
                        : "exit 0: no finding counts (--fail-on %s)",
                    at);
        break;
    case EXIT_CODE_FINDINGS:
        strbuf_addf(out, "exit 1: findings (--fail-on %s)%s", at,
                    end->errors ? ", and the run is incomplete" : "");
        break;
    case EXIT_CODE_UNUSABLE:
        strbuf_add_text(out, "exit 2: a description cannot be used");
        break;
    case EXIT_CODE_INCOMPLETE:
        strbuf_add_text(out, "exit 3: incomplete");
        break;
    case EXIT_CODE_INTERRUPTED:
        strbuf_add_text(out, "exit 130: interrupted");
        break;
    default:
        strbuf_addf(out, "exit %d", end->exit_code);
        break;
    }
}

void summary_baseline(struct strbuf *out, const struct baseline_tally *tally)
{
    if (!tally->used)
        return;
    strbuf_addf(out, "%" PRIu64 " new, %" PRIu64 " known, %" PRIu64 " resolved", tally->fresh,
                tally->known, tally->resolved);
    if (tally->unexercised)
        strbuf_addf(out, ", %" PRIu64 " not exercised", tally->unexercised);
    if (tally->expired)
        strbuf_addf(out, ", %" PRIu64 " expired", tally->expired);
}

void summary_exchanges(struct strbuf *out, const struct event_end *end)
{
    strbuf_add_counted(out, end->exchanges, "exchange", "exchanges");
    if (end->excluded)
        strbuf_addf(out, " (%" PRIu64 " excluded by filters)", end->excluded);
    strbuf_addf(out, ", %" PRIu64 " of ", end->operations_seen);
    strbuf_add_counted(out, end->operations_total, "operation", "operations");
    if (end->live)
        strbuf_addf(out, " (%" PRIu64 " answered with a success)", end->operations_succeeded);
}

enum { UNSUCCESSFUL_SHOWN = 5 };

/* "without a success: GET /pets/{petId} (404), and 2 more". A live run has them in its ledger. */
static void add_unsuccessful(struct strbuf *out, const struct event_end *end,
                             const struct report_style *style)
{
    size_t shown = style->verbosity > 0 ? end->unsuccessful_count : UNSUCCESSFUL_SHOWN;

    if (end->live || end->unsuccessful_count == 0)
        return;
    strbuf_add_text(out, "without a success: ");
    for (size_t i = 0; i < end->unsuccessful_count && i < shown; i++) {
        const struct coverage_operation *operation = end->unsuccessful[i];

        strbuf_add_text(out, i ? ", " : "");
        operation_text(out, &operation->name);
        for (size_t j = 0; j < operation->answers.failure_count; j++)
            strbuf_addf(out, "%s%d", j ? ", " : " (", operation->answers.failures[j]);
        strbuf_add_char(out, ')');
    }
    if (end->unsuccessful_count > shown)
        strbuf_addf(out, " and %zu more (-v names them)", end->unsuccessful_count - shown);
    strbuf_add_char(out, '\n');
}

void summary_findings(struct strbuf *out, const struct summary *summary)
{
    const struct event_end *end = summary->end;

    strbuf_add_counted(out, end->findings[SEVERITY_ERROR], "error", "errors");
    strbuf_add_text(out, ", ");
    strbuf_add_counted(out, end->findings[SEVERITY_WARNING], "warning", "warnings");
    strbuf_addf(out, ", %" PRIu64 " info", end->findings[SEVERITY_INFO]);
    if (summary->unobserved)
        strbuf_addf(out, " (%" PRIu64 " of drift.*, which -v shows)", summary->unobserved);
    strbuf_addf(out, "; %" PRIu64 " not checked", end->not_checked);
    if (end->ignored)
        strbuf_addf(out, "; %" PRIu64 " ignored", end->ignored);
    if (end->errors)
        strbuf_addf(out, "; could not look: %" PRIu64, end->errors);
}

/* What to type next. */
static void add_next(struct strbuf *out, const struct summary *summary,
                     const struct report_style *style)
{
    const struct palette *palette = palette_of(style->colour);

    if (summary->causes->count == 0)
        return;
    strbuf_addf(out, "%snext: oasdrift explain %s%s%s\n", palette->dim,
                rule_info(summary->causes->entries[0].shown->rule)->id,
                style->verbosity > 0 ? "" : "; the same command with -v shows every finding",
                palette->plain);
}

void summary_text(struct strbuf *out, const struct summary *summary,
                  const struct report_style *style)
{
    const struct event_end *end = summary->end;
    const struct palette *palette = palette_of(style->colour);

    if (summary->has_exchanges) {
        summary_exchanges(out, end);
        strbuf_add_char(out, '\n');
        add_unsuccessful(out, end, style);
    }
    summary_findings(out, summary);
    if (end->baseline.used)
        strbuf_add_text(out, "\nbaseline: ");
    summary_baseline(out, &end->baseline);
    strbuf_addf(out, "\n%s", end->exit_code ? palette->error : palette->strong);
    summary_verdict(out, style->fail_on, end);
    strbuf_addf(out, "%s\n", palette->plain);
    add_next(out, summary, style);
}
