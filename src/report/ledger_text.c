#include "report/ledger_text.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "report/finding_text.h"
#include "report/reasons.h"
#include "report/text_layout.h"

enum { PLACES_SHOWN = 3, REASONS_SHOWN = 20, INDENT = 4 };

/* ---- words ---- */

/* "GET /pets 200 image/png (4)"; with -v its own reason, where that has another place. */
static struct str place_word(struct strbuf *word, const struct reason *reason, size_t index,
                             const struct report_style *style)
{
    const struct not_checked *entry = reason->entries.items[index];
    bool is_last = index + 1 == reason->entries.count;

    strbuf_clear(word);
    not_checked_place(word, reason, entry);
    if (entry->count > 1)
        strbuf_addf(word, " (%" PRIu64 ")", entry->count);
    if (style->verbosity > 0 && !str_equal(entry->reason, reason->entries.items[0]->reason)) {
        strbuf_add_text(word, ": ");
        sentence_text(word, entry->reason);
    }
    strbuf_add_text(word, is_last ? "" : ",");
    return strbuf_str(word);
}

static void add_more(struct text_fill *fill, struct strbuf *word, size_t more)
{
    if (more == 0)
        return;
    strbuf_clear(word);
    strbuf_addf(word, "and %zu more (-v lists them)", more);
    text_fill_add(fill, strbuf_str(word));
}

static void add_places(struct strbuf *out, const struct reason *reason,
                       const struct report_style *style)
{
    struct text_fill fill = {out, INDENT, INDENT, style->columns};
    size_t count = reason->entries.count;
    size_t shown = style->verbosity > 0 ? count : shown_of(count, PLACES_SHOWN);
    struct strbuf word;

    strbuf_init(&word, SIZE_MAX);
    strbuf_addf(out, "%*s", INDENT, "");
    for (size_t i = 0; i < shown; i++) {
        text_fill_add(&fill, place_word(&word, reason, i, style));
        if (style->verbosity > 0 && i + 1 < count)
            fill.at = style->columns; /* each in a line of its own */
    }
    add_more(&fill, &word, count - shown);
    strbuf_add_char(out, '\n');
    strbuf_release(&word);
}

/* "    in a.har, b.har and others" */
static void add_sources(struct strbuf *out, const struct not_checked *entry,
                        const struct report_style *style)
{
    const size_t indent = INDENT + strlen("in ");
    struct text_fill fill = {out, indent, indent, style->columns};
    /* Of many the first one is enough for an example. */
    bool one = entry->more_sources && style->verbosity <= 0;
    size_t shown = one ? 1 : entry->source_count;
    struct strbuf word;

    if (entry->source_count == 0)
        return;
    strbuf_init(&word, SIZE_MAX);
    strbuf_addf(out, "%*sin ", INDENT, "");
    for (size_t i = 0; i < shown; i++) {
        strbuf_clear(&word);
        escape_control_to(&word, entry->sources[i]);
        strbuf_add_text(&word, i + 1 < shown ? "," : "");
        text_fill_add(&fill, strbuf_str(&word));
    }
    if (entry->more_sources)
        text_fill_add(&fill, STR("and others"));
    strbuf_add_char(out, '\n');
    strbuf_release(&word);
}

/* The recordings are told where there is no operation to find it by, and with -v. */
static bool tells_sources(const struct not_checked *entry, const struct report_style *style)
{
    bool alone = entry->source_count == 1 && !entry->more_sources;

    if (style->verbosity > 0)
        return true;
    return !not_checked_has_operation(entry) &&
           !(alone && str_starts_with(entry->reason, entry->sources[0]));
}

static void add_reason(struct strbuf *out, const struct reason *reason,
                       const struct report_style *style)
{
    const struct not_checked *first = reason->entries.items[0];
    bool is_alone = not_checked_has_operation(first) && reason->entries.count == 1;
    struct str part = reason_part(reason);

    strbuf_add_text(out, "  ");
    if (is_alone)
        not_checked_place(out, reason, first);
    strbuf_add_text(out, is_alone ? " " : "");
    if (part.text)
        strbuf_addf(out, "%.*s: ", STR_ARGS(part));
    sentence_text(out, first->reason);
    if (reason->count > 1)
        strbuf_addf(out, " (%" PRIu64 " times)", reason->count);
    strbuf_add_char(out, '\n');
    if (not_checked_has_operation(first) && !is_alone)
        add_places(out, reason, style);
    for (size_t i = 0; i < reason->entries.count; i++)
        if (tells_sources(reason->entries.items[i], style))
            add_sources(out, reason->entries.items[i], style);
}

/* ---- all ---- */

void ledger_text(struct strbuf *out, const struct findings *findings,
                 const struct report_style *style)
{
    struct reasons reasons;
    size_t shown;

    reasons_init(&reasons, findings);
    shown =
        style->verbosity > 0 ? reasons.items.count : shown_of(reasons.items.count, REASONS_SHOWN);
    if (reasons.items.count)
        strbuf_add_text(out, "not checked:\n");
    for (size_t i = 0; i < shown; i++)
        add_reason(out, reasons.items.items[i], style);
    if (shown < reasons.items.count)
        strbuf_addf(out, "  and %zu more reasons (-v lists them)\n", reasons.items.count - shown);
    reasons_release(&reasons);
}
