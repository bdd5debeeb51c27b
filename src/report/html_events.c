/* A run as a page (html.h): its sections in the order in which they are read. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "report/cause_words.h"
#include "report/finding_text.h"
#include "report/html.h"

enum { FLUSH_BYTES = 256 * 1024 };

/* The page has room for all, and a filter. */
static bool is_shown(const struct finding *finding, const struct report_style *style)
{
    (void)finding;
    (void)style;
    return true;
}

/* ---- causes ---- */

static void flush(struct report *report, struct strbuf *out, size_t limit)
{
    if (out->length < limit)
        return;
    fwrite(strbuf_str(out).text, 1, out->length, report->out);
    strbuf_clear(out);
}

static void most_entry(struct html_writer *html, const struct cause_entry *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    cause_headline(&text, entry);
    html_open(html, "li", NULL);
    html_leaf(html, "span", severity_name(entry->severity), str_of(severity_name(entry->severity)));
    html_say(html, " ");
    html_open(html, "a", NULL);
    html_link_cause(html, entry);
    html_text(html, strbuf_str(&text));
    html_close(html);
    html_say(html, " ");
    html_counted(html, entry->exchanges, "exchange", "exchanges");
    html_close(html);
    strbuf_release(&text);
}

/* Those that touch most traffic, above all others. */
static void most(struct html_writer *html, const struct html_page *page)
{
    const struct cause_entry *entries[HTML_MOST_SHOWN];
    size_t count = causes_most(&page->gathered.causes, entries, HTML_MOST_SHOWN);

    if (count == 0 || page->gathered.causes.count <= HTML_MOST_SHOWN || entries[0]->exchanges == 0)
        return;
    html_section(html, "most", "What most exchanges show", NULL);
    html_open(html, "ol", "most");
    for (size_t i = 0; i < count; i++)
        most_entry(html, entries[i]);
    html_close(html);
    html_close(html);
}

/* What was left out, and by which limit. */
static void left_out(struct html_writer *html, const struct html_page *page, size_t shown)
{
    const struct causes *causes = &page->gathered.causes;

    if (shown > HTML_CAUSES_IN_FULL) {
        html_open(html, "p", "more");
        html_say(html, "of the last ");
        html_counted(html, shown - HTML_CAUSES_IN_FULL, "cause", "causes");
        html_say(html, " the first lines are shown: the json and ndjson reports have all");
        html_close(html);
    }
    if (shown < causes->count) {
        html_open(html, "p", "more");
        html_say(html, "and ");
        html_counted(html, causes->count - shown, "more cause", "more causes");
        html_say(html, ": beyond --max-findings");
        html_close(html);
    }
}

static void causes(struct report *report, struct html_writer *html)
{
    const struct html_page *page = report->state;
    uint64_t count = page->gathered.causes.count;
    size_t shown = entries_shown(page->gathered.causes.count, SIZE_MAX, &report->style);

    html_section(html, "causes", "Causes", &count);
    html_filter(html);
    if (count == 0)
        html_leaf(html, "p", "hint", STR("No findings."));
    html_open(html, "div", "list");
    for (size_t i = 0; i < shown; i++) {
        if (i % HTML_BATCH == 0)
            html_open(html, "div", i < HTML_CAUSES_IN_FULL ? "batch" : "batch short");
        html_cause(html, page, &page->gathered.causes.entries[i], i < HTML_CAUSES_IN_FULL);
        if ((i + 1) % HTML_BATCH == 0 || i + 1 == shown)
            html_close(html);
        flush(report, html->out, FLUSH_BYTES);
    }
    html_close(html);
    left_out(html, page, shown);
    html_close(html);
}

/* ---- events ---- */

static struct str first_line(const struct strbuf *lines)
{
    struct str rest = strbuf_str(lines);

    return str_cut(&rest, '\n');
}

static void start(struct report *report, const struct event_start *start)
{
    struct html_page *page = report->state;

    page->style = &report->style;
    strbuf_init(&page->coverage, SIZE_MAX);
    if (!report->style.history)
        return;
    page->history = alloc_zeroed(1, sizeof *page->history);
    history_init(page->history, report->style.history, start);
    if (page->history->not_taken)
        snprintf(report->notice, sizeof report->notice,
                 "history: %zu not taken, as the page tells: %.*s", page->history->not_taken,
                 STR_ARGS(utf8_cut(first_line(&page->history->problems), 160)));
}

/* Its sections are made at once, for the event does not stay. */
static void coverage(struct html_page *page, const struct event_coverage *coverage)
{
    struct html_writer html;
    size_t before;

    if (coverage->operation_count == 0)
        return;
    html_init(&html, &page->coverage);
    html_measures(&html, coverage);
    html_grid(&html, page, coverage);
    before = page->coverage.length;
    html_schemas(&html, coverage);
    page->has_schemas = page->coverage.length > before;
}

static void end(struct report *report, const struct event_end *end)
{
    struct html_page *page = report->state;
    struct html_writer html;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    html_init(&html, &out);
    html_head(&html, page);
    html_open(&html, "body", NULL);
    html_header(&html, page, end);
    html_navigation(&html, page, end);
    html_open(&html, "main", NULL);
    most(&html, page);
    causes(report, &html);
    html_not_checked(&html, page);
    html_diagnostics(&html, page);
    html_assertions(&html, end);
    html_trend(&html, page, end);
    flush(report, &out, 0);
    fwrite(strbuf_str(&page->coverage).text, 1, page->coverage.length, report->out);
    html_rules(&html, page);
    html_sources(&html, end);
    html_close(&html);
    html_footer(&html);
    html_close(&html);
    html_close(&html);
    strbuf_add_char(&out, '\n');
    flush(report, &out, 0);
    strbuf_release(&out);
}

static void event(struct report *report, const struct event *event)
{
    struct html_page *page = report->state;

    if (event->kind == EVENT_START)
        start(report, event->start);
    if (event->kind == EVENT_COVERAGE)
        coverage(page, event->coverage);
    else if (gathered_causes_add(&page->gathered, event, is_shown, &report->style))
        end(report, event->end);
}

static void release(struct report *report)
{
    struct html_page *page = report->state;

    if (!page->style) /* nothing started */
        return;
    if (page->history) {
        history_release(page->history);
        free(page->history);
    }
    strbuf_release(&page->coverage);
    gathered_causes_release(&page->gathered);
}

const struct event_renderer html_events = {
    .state = {sizeof(struct html_page), release},
    .event = event,
};
