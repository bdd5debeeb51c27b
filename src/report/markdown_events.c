/* A run in Markdown, for a comment on GitHub or GitLab and for the summary of a step: what fits in
   there (markdown.h), and what does not is told. */
#include <inttypes.h>

#include "base/strbuf.h"
#include "base/vec.h"
#include "report/cause_words.h"
#include "report/gathered_causes.h"
#include "report/markdown.h"

/* For the lines that tell what was left out. */
enum { LEFT_OUT_BYTES = 600 };

/* Adds the part if it fits into what is left. */
static bool take(struct strbuf *out, const struct strbuf *part, size_t *left)
{
    if (part->length > *left)
        return false;
    *left -= part->length;
    strbuf_add(out, strbuf_str(part));
    return true;
}

/* Rows of the table, as many as fit; returns how many. */
static size_t add_rows(struct strbuf *out, const struct causes *causes, size_t count, size_t *left)
{
    struct strbuf row;
    size_t shown = 0;

    strbuf_init(&row, SIZE_MAX);
    strbuf_add_char(&row, '\n');
    markdown_table_head(&row);
    while (shown < count) {
        markdown_row(&row, &causes->entries[shown]);
        if (!take(out, &row, left))
            break;
        shown++;
        strbuf_clear(&row);
    }
    strbuf_release(&row);
    return shown;
}

static size_t add_details(struct strbuf *out, const struct report *report,
                          const struct causes *causes, size_t count, size_t *left)
{
    struct strbuf details;
    size_t shown = 0;
    bool fits = true;

    strbuf_init(&details, SIZE_MAX);
    while (shown < count && fits) {
        strbuf_clear(&details);
        markdown_details(&details, &causes->entries[shown], &report->style);
        fits = take(out, &details, left);
        shown += fits;
    }
    strbuf_release(&details);
    return shown;
}

/* What the page lacks of the causes. */
struct lack_of_room {
    size_t rows, details; /* causes that are not in the table; that have no details */
    bool tail;
    bool room; /* for want of room, and not by a limit on causes */
};

static void tell_left_out(struct report *report, struct strbuf *out,
                          const struct lack_of_room *lack)
{
    struct strbuf text;

    if (!lack->rows && !lack->details && !lack->tail)
        return;
    strbuf_init(&text, SIZE_MAX);
    if (lack->rows)
        strbuf_add_counted(&text, lack->rows, "more cause", "more causes");
    if (lack->details)
        strbuf_addf(&text, "%sthe details of %zu", text.length ? ", " : "", lack->details);
    if (lack->tail)
        strbuf_addf(&text, "%swhat was not checked, and the rules", text.length ? ", " : "");
    strbuf_add_text(&text, text.length ? " left out: " : "");
    if (lack->room)
        strbuf_addf(&text, "there is room for %zu bytes %s; the json report has all",
                    markdown_room(&report->style),
                    report->style.room ? "in the summary" : "in a comment on GitHub");
    else
        strbuf_addf(&text, "%s; the json report has all",
                    report->style.max_findings ? "beyond --max-findings" : "-v shows them");
    strbuf_addf(out, "\n%.*s.\n", STR_ARGS(strbuf_str(&text)));
    if (lack->room)
        snprintf(report->notice, sizeof report->notice, "%s", text.text);
    strbuf_release(&text);
}

static void add_body(struct report *report, struct strbuf *out, size_t left)
{
    struct gathered_causes *state = report->state;
    size_t limit = report->style.verbosity > 0 ? SIZE_MAX : MARKDOWN_ENTRIES_MAX;
    size_t count = entries_shown(state->causes.count, limit, &report->style), rows, details;
    struct lack_of_room lack = {0};
    struct strbuf tail;

    strbuf_init(&tail, SIZE_MAX);
    markdown_tail(&tail, &state->run, &state->causes, &report->style);
    lack.tail = tail.length > left;
    left -= lack.tail ? 0 : tail.length;
    rows = add_rows(out, &state->causes, count, &left);
    details = add_details(out, report, &state->causes, rows, &left);
    lack.rows = state->causes.count - rows;
    lack.details = rows - details;
    lack.room = rows < count || details < rows || lack.tail;
    tell_left_out(report, out, &lack);
    if (!lack.tail)
        strbuf_add(out, strbuf_str(&tail));
    strbuf_release(&tail);
}

static void end(struct report *report, const struct event_end *end)
{
    struct gathered_causes *state = report->state;
    size_t room = markdown_room(&report->style);
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    if (report->style.room)
        strbuf_add_char(&out, '\n'); /* something may stand before it */
    markdown_head(&out, &state->run, end, state->unobserved, &report->style);
    if (out.length + LEFT_OUT_BYTES <= room) {
        add_body(report, &out, room - out.length - LEFT_OUT_BYTES);
        fwrite(out.text, 1, out.length, report->out);
    } else {
        snprintf(report->notice, sizeof report->notice,
                 "nothing is written: the summary of the step has no room left for it");
    }
    strbuf_release(&out);
}

static void event(struct report *report, const struct event *event)
{
    if (gathered_causes_add(report->state, event, shown_in_short, &report->style))
        end(report, event->end);
}

static void release(struct report *report)
{
    gathered_causes_release(report->state);
}

const struct event_renderer markdown_events = {
    .state = {sizeof(struct gathered_causes), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
};
