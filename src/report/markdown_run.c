/* What a run came to, in Markdown. */
#include <inttypes.h>

#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "report/bounded_name.h"
#include "report/finding_text.h"
#include "report/ledger_text.h"
#include "report/markdown.h"
#include "report/markdown_text.h"
#include "report/rule_table.h"
#include "report/summary_text.h"
#include "report/text_layout.h"

enum {
    MARKER_NAME_MAX = 100,
    RULE_COLUMNS = 100,
    DIAGNOSTICS_SHOWN = 10,
    DIAGNOSTIC_COLUMNS = 300,
    RULES_SHOWN = 40,
    LEDGER_BYTES = 8 * 1024,
    LEDGER_COLUMNS = 100
};

/* ---- the head ---- */

/* "<!-- oasdrift check Pet_store -->": the same for every run of the command on the API, whatever
   comes of it. */
static void add_marker(struct strbuf *out, const struct gathered_run *run)
{
    struct arena arena;
    struct str name;
    struct sha256 hash;
    char hex[SHA256_HEX_LENGTH + 1];

    arena_init(&arena);
    name = plain_slug(&arena, run->title.length ? run->title : STR("api"));
    sha256_init(&hash);
    sha256_add(&hash, run->title);
    sha256_hex(&hash, hex);
    strbuf_addf(out, "<!-- oasdrift %.*s %.*s %.8s -->\n", STR_ARGS(run->command),
                STR_ARGS(str_slice(name, 0, MARKER_NAME_MAX)), hex);
    arena_release(&arena);
}

static void add_name(struct strbuf *out, struct str name)
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    name_text(&shown, name);
    markdown_text(out, strbuf_str(&shown));
    strbuf_release(&shown);
}

/* What the heading says of it. */
static const char *outcome_of(const struct event_end *end, bool fails)
{
    uint64_t found = 0;

    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        found += end->findings[severity];
    switch (end->exit_code) {
    case EXIT_CODE_OK:
        return fails ? "findings" : found ? "nothing that fails" : "nothing found";
    case EXIT_CODE_FINDINGS:
        return "findings";
    case EXIT_CODE_INTERRUPTED:
        return "interrupted";
    default:
        return "incomplete";
    }
}

/* "## ❌ Pet store 1.2.0: findings" */
static void add_heading(struct strbuf *out, const struct gathered_run *run,
                        const struct event_end *end, enum severity fail_on)
{
    bool fails = event_end_has_counting(end, fail_on); /* whatever --exit-zero made of it */
    const char *sign = end->exit_code != EXIT_CODE_OK && end->exit_code != EXIT_CODE_FINDINGS
                           ? "⚠️"
                       : fails ? "❌"
                               : "✅";

    strbuf_addf(out, "## %s ", sign);
    add_name(out, run->title.length ? run->title : STR("API"));
    strbuf_add_text(out, run->version.length ? " " : "");
    add_name(out, run->version);
    strbuf_addf(out, ": %s\n\n", outcome_of(end, fails));
}

size_t markdown_room(const struct report_style *style)
{
    return style->room ? style->room : MARKDOWN_COMMENT_MAX;
}

void markdown_head(struct strbuf *out, const struct gathered_run *run, const struct event_end *end,
                   uint64_t unobserved, const struct report_style *style)
{
    struct summary summary = {.end = end, .unobserved = unobserved};

    add_marker(out, run);
    add_heading(out, run, end, style->fail_on);
    strbuf_add_text(out, "**");
    summary_findings(out, &summary);
    strbuf_add_text(out, "** (");
    summary_verdict(out, style->fail_on, end);
    strbuf_add_text(out, ")\n");
    if (!str_is(run->command, "lint")) {
        strbuf_add_text(out, "\n");
        summary_exchanges(out, end);
        if (run->target.length)
            strbuf_add_text(out, " at ");
        add_name(out, run->target);
        strbuf_add_char(out, '\n');
    }
    if (end->baseline.used) {
        strbuf_add_text(out, "\nAgainst the baseline: ");
        summary_baseline(out, &end->baseline);
        strbuf_add_char(out, '\n');
    }
}

/* ---- the tail ---- */

static void add_diagnostics(struct strbuf *out, const struct findings *findings)
{
    size_t count = findings_diagnostic_count(findings);
    size_t shown = shown_of(count, DIAGNOSTICS_SHOWN);
    struct strbuf text;

    if (count == 0)
        return;
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(out, "\nCould not look:\n\n");
    for (size_t i = 0; i < shown; i++) {
        const struct diagnostic *diagnostic = findings_diagnostic_at(findings, i);

        strbuf_clear(&text);
        diagnostic_text(&text, diagnostic);
        strbuf_addf(out, "- <code>%s</code> ", diagnostic->id);
        markdown_text(out, utf8_cut_columns(strbuf_str(&text), DIAGNOSTIC_COLUMNS));
        strbuf_add_char(out, '\n');
    }
    if (shown < count)
        strbuf_addf(out, "- and %zu more\n", count - shown);
    strbuf_release(&text);
}

/* The lines of a text that fit. */
static struct str whole_lines(struct str text, size_t limit)
{
    return text.length <= limit
               ? text
               : str_slice(text, 0, str_find_last(str_slice(text, 0, limit), '\n') + 1);
}

/* Without the headline that the ledger has in text: it stands in the summary. */
static void add_ledger(struct strbuf *out, const struct findings *findings,
                       const struct report_style *style)
{
    struct report_style plain = *style;
    struct strbuf text;
    struct str lines, shown;

    if (findings_not_checked_count(findings) == 0)
        return;
    plain.columns = LEDGER_COLUMNS;
    strbuf_init(&text, SIZE_MAX);
    ledger_text(&text, findings, &plain);
    lines = strbuf_str(&text);
    str_cut(&lines, '\n');
    shown = whole_lines(lines, LEDGER_BYTES);
    strbuf_add_text(out, "\n<details><summary>What was not checked</summary>\n\n");
    markdown_block(out, shown);
    if (shown.length < lines.length)
        strbuf_add_text(out, "\nand more: the text report with -v has all of it\n");
    strbuf_add_text(out, "\n</details>\n");
    strbuf_release(&text);
}

static void add_rules(struct strbuf *out, const struct causes *causes)
{
    struct rule_table table;
    size_t shown;

    if (causes->count < 2)
        return;
    rule_table_init(&table, causes);
    strbuf_add_text(out, "\n<details><summary>Rules and how often each was broken</summary>\n\n"
                         "| severity | rule | causes | findings |\n| --- | --- | --: | --: |\n");
    shown = shown_of(table.count, RULES_SHOWN);
    for (size_t i = 0; i < shown; i++) {
        const struct rule_row *row = &table.rows[i];

        strbuf_addf(out, "| %s | ", severity_name(row->severity));
        markdown_code(out, utf8_cut_columns(row->rule, RULE_COLUMNS));
        strbuf_addf(out, " | %zu | %zu |\n", row->causes, row->findings);
    }
    if (shown < table.count)
        strbuf_addf(out, "\nand %zu more rules\n", table.count - shown);
    strbuf_add_text(out, "\n</details>\n");
    rule_table_release(&table);
}

void markdown_tail(struct strbuf *out, const struct gathered_run *run, const struct causes *causes,
                   const struct report_style *style)
{
    add_diagnostics(out, run->findings);
    add_ledger(out, run->findings, style);
    add_rules(out, causes);
    if (causes->count)
        strbuf_addf(out, "\n<code>oasdrift explain %s</code> tells of a rule.\n",
                    rule_info(causes->entries[0].shown->rule)->id);
}
