/* How much of what the description offers was exercised, measure by measure. */
#include <inttypes.h>

#include "observe/measure.h"
#include "report/html.h"

void html_measures(struct html_writer *html, const struct event_coverage *coverage)
{
    static const char *const names[] = {"measure", "seen", "of", "share", NULL};
    struct tally tallies[MEASURE_COUNT];

    coverage_measure(coverage, tallies);
    html_section(html, "coverage", "Coverage", NULL);
    html_table(html, "Coverage by measure", names);
    for (int i = 0; i < MEASURE_COUNT; i++) {
        if (tallies[i].total == 0)
            continue;
        html_row(html, str_of(measure_title((enum measure)i)));
        html_cell(html, tallies[i].seen, NULL);
        html_cell(html, tallies[i].total, NULL);
        html_open(html, "td", "share");
        html_open(html, "span", NULL);
        html_sayf(html, "%" PRIu64 " %%", tally_share(&tallies[i]) / 100);
        html_close(html);
        html_bar(html, tallies[i].seen, tallies[i].total);
        html_close(html);
        html_close(html);
    }
    html_table_end(html);
    html_close(html);
}
