/* How findings and coverage went over the earlier runs and this one: a picture, and the same as a
   table. */
#include <inttypes.h>

#include "base/vec.h"
#include "report/html.h"

enum { WIDTH = 600, HEIGHT = 120, MARGIN = 6 };

/* What a line of the picture shows of a run. */
typedef uint64_t value_fn(const struct past_run *run);

static uint64_t errors_of(const struct past_run *run)
{
    return run->findings[SEVERITY_ERROR];
}

static uint64_t warnings_of(const struct past_run *run)
{
    return run->findings[SEVERITY_WARNING];
}

static uint64_t coverage_of(const struct past_run *run)
{
    return run->operations_total ? run->operations_seen * 100 / run->operations_total : 100;
}

static void line(struct html_writer *html, const char *class, const struct past_run *runs,
                 size_t count, value_fn *value, uint64_t most)
{
    struct strbuf points;

    strbuf_init(&points, SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        double share = most ? (double)value(&runs[i]) / (double)most : 0;

        strbuf_addf(&points, "%s%zu,%d", i ? " " : "",
                    MARGIN + i * (WIDTH - 2 * MARGIN) / (count - 1),
                    HEIGHT - MARGIN - (int)(share * (HEIGHT - 2 * MARGIN)));
    }
    html_open(html, "polyline", class);
    html_attribute(html, "points", strbuf_str(&points));
    html_close(html);
    strbuf_release(&points);
}

static void picture_begin(struct html_writer *html, const char *title, const char *label)
{
    html_open(html, "figure", "trend");
    html_leaf(html, "figcaption", NULL, str_of(title));
    html_open(html, "svg", NULL);
    html_attribute(html, "viewBox", STR("0 0 600 120"));
    html_attribute(html, "role", STR("img"));
    html_attribute(html, "aria-label", str_of(label));
}

static void pictures(struct html_writer *html, const struct past_run *runs, size_t count)
{
    uint64_t most = 1;

    for (size_t i = 0; i < count; i++) {
        most = errors_of(&runs[i]) > most ? errors_of(&runs[i]) : most;
        most = warnings_of(&runs[i]) > most ? warnings_of(&runs[i]) : most;
    }
    html_open(html, "div", "evidence");
    picture_begin(html, "errors (solid) and warnings (dashed)",
                  "errors and warnings by run: the table below has the numbers");
    line(html, "errors", runs, count, errors_of, most);
    line(html, "warnings", runs, count, warnings_of, most);
    html_close(html);
    html_close(html);
    picture_begin(html, "operations exercised, of all",
                  "operations exercised by run: the table below has the numbers");
    line(html, "exercised", runs, count, coverage_of, 100);
    html_close(html);
    html_close(html);
    html_close(html);
}

static void table(struct html_writer *html, const struct past_run *runs, size_t count)
{
    static const char *const names[] = {"run",       "errors",     "warnings", "info",
                                        "exchanges", "operations", NULL};

    html_table(html, "Runs", names);
    for (size_t i = count; i-- > 0;) {
        html_row(html, runs[i].time);
        html_cell(html, runs[i].findings[SEVERITY_ERROR], NULL);
        html_cell(html, runs[i].findings[SEVERITY_WARNING], NULL);
        html_cell(html, runs[i].findings[SEVERITY_INFO], NULL);
        html_cell(html, runs[i].exchanges, NULL);
        html_open(html, "td", NULL);
        html_sayf(html, "%" PRIu64 " of %" PRIu64, runs[i].operations_seen,
                  runs[i].operations_total);
        html_close(html);
        html_close(html);
    }
    html_table_end(html);
}

/* What the picture lacks. */
static void left_out(struct html_writer *html, const struct history *history)
{
    if (history->older) {
        html_open(html, "p", "more");
        html_counted(html, history->older, "older run is", "older runs are");
        html_say(html, " not shown");
        html_close(html);
    }
    if (history->not_taken == 0)
        return;
    html_open(html, "details", NULL);
    html_open(html, "summary", NULL);
    html_sayf(html, "%zu not taken", history->not_taken);
    html_close(html);
    html_leaf(html, "pre", NULL, str_trim(strbuf_str(&history->problems)));
    html_close(html);
}

void html_trend(struct html_writer *html, const struct html_page *page, const struct event_end *end)
{
    const struct history *history = page->history;
    VEC(struct past_run) runs = {0};
    uint64_t count;

    if (!history)
        return;
    for (size_t i = 0; i < history->runs.count; i++)
        VEC_ADD(&runs, history->runs.items[i]);
    VEC_ADD(&runs, ((struct past_run){.time = page->gathered.run.time,
                                      .exchanges = end->exchanges,
                                      .operations_seen = end->operations_seen,
                                      .operations_total = end->operations_total}));
    memcpy(runs.items[runs.count - 1].findings, end->findings, sizeof end->findings);
    count = runs.count;
    html_section(html, "trend", "Trend", &count);
    if (count > 1)
        pictures(html, runs.items, runs.count);
    table(html, runs.items, runs.count);
    left_out(html, history);
    html_close(html);
    VEC_RELEASE(&runs);
}

bool html_is_fresh(const struct html_page *page, const struct cause_entry *entry)
{
    if (!page->history || page->history->runs.count == 0)
        return false;
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].finding_count; k++)
            if (!map_get(&page->history->fingerprints,
                         str_of(entry->operations[i].findings[k]->fingerprint)))
                return true;
    return false;
}
