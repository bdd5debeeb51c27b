/* What was not checked, what could not be looked at, assertions, and recordings. */
#include <inttypes.h>

#include "report/finding_text.h"
#include "report/html.h"
#include "report/reasons.h"

/* ---- what was not checked ---- */

static void place(struct html_writer *html, const struct reason *reason,
                  const struct not_checked *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    not_checked_place(&text, reason, entry);
    html_open(html, "li", NULL);
    html_leaf(html, "span", "operation", strbuf_str(&text));
    if (entry->count > 1)
        html_sayf(html, " (%" PRIu64 ")", entry->count);
    html_close(html);
    strbuf_release(&text);
}

/* "in a.har, b.har and others" */
static void recordings(struct html_writer *html, const struct not_checked *entry)
{
    if (entry->source_count == 0)
        return;
    html_open(html, "p", "samples");
    for (size_t i = 0; i < entry->source_count; i++) {
        html_say(html, i ? ", " : "in ");
        html_text(html, entry->sources[i]);
    }
    html_say(html, entry->more_sources ? " and others" : "");
    html_close(html);
}

static void places(struct html_writer *html, const struct reason *reason)
{
    size_t count = reason->entries.count;
    size_t shown = count < HTML_OPERATIONS_MAX ? count : HTML_OPERATIONS_MAX;

    html_open(html, "ul", "operations");
    for (size_t i = 0; i < shown; i++)
        place(html, reason, reason->entries.items[i]);
    html_close(html);
    html_more(html, count - shown, "more", "more");
}

static void reason(struct html_writer *html, const struct reason *reason)
{
    const struct not_checked *first = reason->entries.items[0];
    struct str part = reason_part(reason);

    html_open(html, "details", "reason");
    html_open(html, "summary", NULL);
    if (part.text) {
        html_leaf(html, "span", "where", part);
        html_say(html, " ");
    }
    html_shown(html, "span", "what", first->reason, sentence_text);
    html_say(html, " · ");
    html_counted(html, reason->count, "time", "times");
    html_close(html);
    if (not_checked_has_operation(first))
        places(html, reason);
    recordings(html, first);
    html_close(html);
}

static uint64_t occurrences(const struct reasons *reasons)
{
    uint64_t count = 0;

    for (size_t i = 0; i < reasons->items.count; i++)
        count += reasons->items.items[i]->count;
    return count;
}

void html_not_checked(struct html_writer *html, const struct html_page *page)
{
    struct reasons reasons;
    uint64_t count;
    size_t shown;

    if (findings_not_checked_count(page->gathered.run.findings) == 0)
        return;
    reasons_init(&reasons, page->gathered.run.findings);
    shown = reasons.items.count < HTML_REASONS_MAX ? reasons.items.count : HTML_REASONS_MAX;
    count = occurrences(&reasons);
    html_section(html, "not-checked", "Not checked", &count);
    html_leaf(html, "p", "hint",
              STR("What could not be judged, and why: it has neither passed nor failed."));
    for (size_t i = 0; i < shown; i++)
        reason(html, reasons.items.items[i]);
    html_more(html, reasons.items.count - shown, "more reason", "more reasons");
    html_close(html);
    reasons_release(&reasons);
}

/* ---- what could not be looked at ---- */

void html_diagnostics(struct html_writer *html, const struct html_page *page)
{
    uint64_t count = findings_diagnostic_count(page->gathered.run.findings);
    size_t shown = count < HTML_DIAGNOSTICS_MAX ? (size_t)count : HTML_DIAGNOSTICS_MAX;
    struct strbuf text;

    if (count == 0)
        return;
    html_section(html, "errors", "Could not look", &count);
    html_open(html, "ul", "diagnostics");
    for (size_t i = 0; i < shown; i++) {
        const struct diagnostic *error = findings_diagnostic_at(page->gathered.run.findings, i);

        strbuf_init(&text, SIZE_MAX);
        diagnostic_text(&text, error);
        html_open(html, "li", NULL);
        html_text(html, strbuf_str(&text));
        html_say(html, " ");
        html_leaf(html, "code", "id", str_of(error->id));
        html_close(html);
        strbuf_release(&text);
    }
    html_close(html);
    html_more(html, count - shown, "more", "more");
    html_close(html);
}

/* ---- assertions ---- */

void html_assertions(struct html_writer *html, const struct event_end *end)
{
    static const char *const names[] = {"assertion", "true", "false", "not applicable", NULL};
    uint64_t count = end->assertion_count;

    if (count == 0)
        return;
    html_section(html, "assertions", "Assertions", &count);
    html_table(html, "Assertions", names);
    for (size_t i = 0; i < end->assertion_count; i++) {
        const struct assertion_tally *tally = &end->assertions[i];

        html_row(html, tally->name);
        html_cell(html, tally->held, NULL);
        html_cell(html, tally->failed, tally->failed ? "bad" : NULL);
        html_cell(html, tally->not_applicable, NULL);
        html_close(html);
    }
    html_table_end(html);
    html_close(html);
}

/* ---- recordings ---- */

void html_sources(struct html_writer *html, const struct event_end *end)
{
    static const char *const names[] = {"recording", "records", NULL};
    uint64_t count = end->source_count;
    size_t shown = count < HTML_SOURCES_MAX ? (size_t)count : HTML_SOURCES_MAX;

    if (count == 0)
        return;
    html_section(html, "sources", "Recordings", &count);
    html_table(html, "Recordings", names);
    for (size_t i = 0; i < shown; i++) {
        html_row(html, end->sources[i].name);
        html_cell(html, end->sources[i].records, NULL);
        html_close(html);
    }
    html_table_end(html);
    html_more(html, count - shown, "more recording", "more recordings");
    html_close(html);
}
