/* A cause in Markdown: a row of the table, and what unfolds. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "report/cause_text.h"
#include "report/cause_words.h"
#include "report/finding_text.h"
#include "report/markdown.h"
#include "report/markdown_text.h"
#include "report/text_layout.h"

enum { ROW_COLUMNS = 200, SUMMARY_COLUMNS = 1000, OPERATIONS_SHOWN = 10 };

static void add_cut(struct strbuf *out, const struct strbuf *text, size_t columns)
{
    struct str whole = strbuf_str(text), shown = utf8_cut_columns(whole, columns);

    markdown_text(out, shown);
    strbuf_add_text(out, shown.length < whole.length ? "..." : "");
}

static void add_sentence(struct strbuf *out, const struct cause_entry *entry, size_t columns)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    cause_sentence(&text, entry);
    add_cut(out, &text, columns);
    strbuf_release(&text);
}

/* "`GET /pets`, 3 exchanges", "40 operations, 120 exchanges"; nothing for the description. */
static void add_reach(struct strbuf *out, const char *before, const struct cause_entry *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    cause_operation_name(&text, entry);
    if (text.length) {
        strbuf_add_text(out, before);
        markdown_code(out, utf8_cut_columns(strbuf_str(&text), ROW_COLUMNS));
        before = ", ";
    }
    strbuf_clear(&text);
    cause_reach(&text, entry);
    strbuf_add_text(out, text.length ? before : "");
    markdown_text(out, strbuf_str(&text));
    strbuf_release(&text);
}

static void add_standing(struct strbuf *out, const struct cause_entry *entry)
{
    if (entry->is_new)
        strbuf_add_text(out, " (new)");
    else if (entry->is_excused)
        strbuf_addf(out, " (%s)", baseline_state_name(entry->shown->baseline));
}

/* "`openapi.yaml:42:11`", or the recording where the finding has no place in the description. */
static void add_place(struct strbuf *out, const char *before, const struct finding *finding)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    finding_text_place(&text, finding);
    if (text.length) {
        strbuf_add_text(out, before);
        markdown_code(out, strbuf_str(&text));
    }
    strbuf_release(&text);
}

void markdown_table_head(struct strbuf *out)
{
    strbuf_add_text(out, "| severity | cause | where |\n| --- | --- | --- |\n");
}

void markdown_row(struct strbuf *out, const struct cause_entry *entry)
{
    size_t before;

    strbuf_addf(out, "| %s", severity_name(entry->severity));
    add_standing(out, entry);
    strbuf_add_text(out, " | ");
    add_sentence(out, entry, ROW_COLUMNS);
    strbuf_add_text(out, " |");
    before = out->length;
    if (entry->shown->part == PART_DESCRIPTION)
        add_place(out, " ", entry->shown);
    else
        add_reach(out, " ", entry);
    if (out->length == before && entry->exchanges)
        strbuf_add_text(out, " 1 exchange"); /* that hit no operation */
    strbuf_add_text(out, " |\n");
}

/* ---- what unfolds ---- */

/* The rule, the place in the description, and why it was accepted. */
static void add_rule(struct strbuf *out, const struct cause_entry *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    cause_rule(&text, entry);
    strbuf_add_text(out, "Rule ");
    markdown_code(out, strbuf_str(&text));
    add_place(out, entry->shown->description.file.length ? ", described in " : ", in ",
              entry->shown);
    strbuf_clear(&text);
    finding_text_acceptance(&text, entry->shown);
    markdown_text(out, strbuf_str(&text));
    strbuf_add_char(out, '\n');
    strbuf_release(&text);
}

static void add_evidence(struct strbuf *out, const char *before, struct str text)
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, text);
    strbuf_add_text(out, before);
    markdown_code(out, strbuf_str(&shown));
    strbuf_release(&shown);
}

static void add_comparison(struct strbuf *out, const struct finding *finding)
{
    if (finding->expected.length)
        add_evidence(out, "\nExpected ", finding->expected);
    if (finding->found.length)
        add_evidence(out, finding->expected.length ? ", found " : "\nFound ", finding->found);
    if (finding->expected.length || finding->found.length)
        strbuf_add_text(out, ".\n");
}

/* A block behind an empty line. */
static void add_block(struct strbuf *out, const struct strbuf *lines)
{
    if (lines->length)
        strbuf_add_char(out, '\n');
    markdown_block(out, strbuf_str(lines));
}

static void add_excerpts(struct strbuf *out, const struct finding *finding,
                         const struct report_style *style)
{
    struct report_style plain = *style;
    struct strbuf text;

    plain.colour = false;
    strbuf_init(&text, SIZE_MAX);
    finding_text_excerpt(&text, finding, palette_of(false));
    add_block(out, &text);
    strbuf_clear(&text);
    cause_text_exchange(&text, finding, &plain);
    add_block(out, &text);
    strbuf_release(&text);
}

/* "12 exchanges, as in session.har entry 118" */
static void add_exchanges(struct strbuf *out, const struct cause_operation *operation)
{
    const struct finding *finding = operation->findings[0];
    uint64_t times = cause_times(operation);
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_counted(&text, times, "exchange", "exchanges");
    strbuf_add_text(&text, times > 1 ? ", as in " : ", ");
    sample_text(&text, &finding->samples[0]);
    markdown_text(out, strbuf_str(&text));
    strbuf_release(&text);
}

/* "- `GET /pets/{petId}`: 12 exchanges, as in session.har entry 118" */
static void add_operation(struct strbuf *out, const struct cause_operation *operation)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    operation_text(&text, &operation->name);
    strbuf_add_text(out, "- ");
    markdown_code(out, strbuf_str(&text));
    if (operation->findings[0]->sample_count) {
        strbuf_add_text(out, ": ");
        add_exchanges(out, operation);
    }
    strbuf_add_char(out, '\n');
    strbuf_release(&text);
}

/* Of one operation, which the summary names: "Seen in 12 exchanges, as in session.har entry 118,
   where the answer was 200 application/json." */
static void add_only_operation(struct strbuf *out, const struct cause_operation *operation)
{
    const struct finding *finding = operation->findings[0];
    struct strbuf text;

    if (finding->sample_count == 0)
        return;
    strbuf_init(&text, SIZE_MAX);
    if (finding->samples[0].status > 0)
        strbuf_addf(&text, "%d", finding->samples[0].status);
    if (finding->media_type.length) {
        strbuf_add_text(&text, text.length ? " " : "");
        name_text(&text, finding->media_type);
    }
    strbuf_add_text(out, "\nSeen in ");
    add_exchanges(out, operation);
    if (text.length) {
        strbuf_add_text(out, ", answered with ");
        markdown_code(out, strbuf_str(&text));
    }
    strbuf_add_text(out, ".\n");
    strbuf_release(&text);
}

/* With -v. */
static void add_findings(struct strbuf *out, const struct cause_operation *operation)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < operation->finding_count; i++) {
        strbuf_clear(&text);
        finding_text_what(&text, operation->findings[i]);
        strbuf_add_text(out, "  - ");
        markdown_text(out, strbuf_str(&text));
        strbuf_add_char(out, '\n');
    }
    strbuf_release(&text);
}

static void add_operations(struct strbuf *out, const struct cause_entry *entry,
                           const struct report_style *style)
{
    size_t count = entry->operation_count;
    size_t shown = style->verbosity > 0 ? count : shown_of(count, OPERATIONS_SHOWN);

    if (entry->shown->part == PART_DESCRIPTION)
        return;
    if (count == 1 && style->verbosity <= 0) {
        add_only_operation(out, &entry->operations[0]);
        return;
    }
    strbuf_add_char(out, '\n');
    for (size_t i = 0; i < shown; i++) {
        add_operation(out, &entry->operations[i]);
        if (style->verbosity > 0)
            add_findings(out, &entry->operations[i]);
    }
    if (shown < count)
        strbuf_addf(out, "- and %zu more operations\n", count - shown);
}

static void add_request(struct strbuf *out, const struct finding *finding)
{
    struct strbuf text;

    if (finding->sample_count == 0 || !finding->samples[0].curl.length)
        return;
    strbuf_init(&text, SIZE_MAX);
    escape_control_to(&text, finding->samples[0].curl);
    strbuf_add_text(out, "\nTo ask again:\n");
    add_block(out, &text);
    strbuf_release(&text);
}

static void add_with_it(struct strbuf *out, const struct cause_entry *entry)
{
    struct strbuf lines;
    struct str rest;

    strbuf_init(&lines, SIZE_MAX);
    cause_with_it(&lines, entry, "");
    rest = strbuf_str(&lines);
    strbuf_add_text(out, rest.length ? "\n" : "");
    while (rest.length) {
        strbuf_add_text(out, "- ");
        markdown_text(out, str_cut(&rest, '\n'));
        strbuf_add_char(out, '\n');
    }
    strbuf_release(&lines);
}

void markdown_details(struct strbuf *out, const struct cause_entry *entry,
                      const struct report_style *style)
{
    strbuf_addf(out, "\n<details><summary><b>%s</b>", severity_name(entry->severity));
    add_standing(out, entry);
    strbuf_add_text(out, ": ");
    add_sentence(out, entry, SUMMARY_COLUMNS);
    add_reach(out, " · ", entry);
    strbuf_add_text(out, "</summary>\n\n");
    add_rule(out, entry);
    add_comparison(out, entry->shown);
    add_excerpts(out, entry->shown, style);
    add_with_it(out, entry);
    add_operations(out, entry, style);
    add_request(out, entry->shown);
    strbuf_add_text(out, "\n</details>\n");
}
