#include "report/ledger_text.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "report/cause_text.h"
#include "report/cause_words.h"

enum { PLACES_SHOWN = 3, REASONS_SHOWN = 20, INDENT = 4 };

/* Entries of one reason. */
struct reason {
    VEC(const struct not_checked *) entries;
    uint64_t count;
};

struct reasons {
    struct arena arena;
    struct map by_key;
    VEC(struct reason *) items;
};

static bool has_operation(const struct not_checked *entry)
{
    return entry->operation.path.length > 0;
}

/* Is it about a file or a record, and so about no part of an exchange? */
static bool is_of_file(const struct not_checked *entry)
{
    return !has_operation(entry) && entry->part == PART_RESPONSE_STATUS;
}

static void add_entry(struct reasons *reasons, const struct not_checked *entry)
{
    struct str key = str_format(&reasons->arena, "%d %d %d %.*s", (int)entry->about,
                                (int)entry->part, has_operation(entry), STR_ARGS(entry->reason));
    void **slot = map_put(&reasons->by_key, key);
    struct reason *reason = *slot;

    if (!reason) {
        reason = *slot = ARENA_NEW(&reasons->arena, struct reason);
        VEC_ADD(&reasons->items, reason);
    }
    reason->count += entry->count;
    VEC_ADD(&reason->entries, entry);
}

static int compare_reasons(const void *left, const void *right)
{
    const struct reason *a = *(const struct reason *const *)left;
    const struct reason *b = *(const struct reason *const *)right;

    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return str_compare(a->entries.items[0]->reason, b->entries.items[0]->reason);
}

/* ---- words ---- */

/* "GET /pets 200 image/png" */
static void add_place(struct strbuf *out, const struct not_checked *entry)
{
    operation_text(out, &entry->operation);
    if (entry->status_key.length) {
        strbuf_add_char(out, ' ');
        escape_control_to(out, entry->status_key);
    }
    if (entry->media_type.length) {
        strbuf_add_char(out, ' ');
        escape_control_to(out, entry->media_type);
    }
}

/* "GET /pets 200 image/png (4)" */
static struct str place_word(struct strbuf *word, const struct not_checked *entry, bool is_last)
{
    strbuf_clear(word);
    add_place(word, entry);
    if (entry->count > 1)
        strbuf_addf(word, " (%" PRIu64 ")", entry->count);
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
    size_t shown = style->verbosity > 0 || count <= PLACES_SHOWN + 1 ? count : PLACES_SHOWN;
    struct strbuf word;

    strbuf_init(&word, SIZE_MAX);
    strbuf_addf(out, "%*s", INDENT, "");
    for (size_t i = 0; i < shown; i++) {
        text_fill_add(&fill, place_word(&word, reason->entries.items[i], i + 1 == count));
        if (style->verbosity > 0 && i + 1 < count)
            fill.at = style->columns; /* each in a line of its own */
    }
    add_more(&fill, &word, count - shown);
    strbuf_add_char(out, '\n');
    strbuf_release(&word);
}

/* "    in a.har, b.har and others" */
static void add_sources(struct strbuf *out, const struct not_checked *entry)
{
    if (entry->source_count == 0)
        return;
    strbuf_addf(out, "%*sin ", INDENT, "");
    for (size_t i = 0; i < entry->source_count; i++) {
        strbuf_add_text(out, i ? ", " : "");
        escape_control_to(out, entry->sources[i]);
    }
    strbuf_add_text(out, entry->more_sources ? " and others\n" : "\n");
}

/* The recordings are told where there is no operation to find it by, and with -v. */
static bool tells_sources(const struct not_checked *entry, const struct report_style *style)
{
    bool alone = entry->source_count == 1 && !entry->more_sources;

    if (style->verbosity > 0)
        return true;
    return !has_operation(entry) && !(alone && str_starts_with(entry->reason, entry->sources[0]));
}

static void add_reason(struct strbuf *out, const struct reason *reason,
                       const struct report_style *style)
{
    const struct not_checked *first = reason->entries.items[0];
    bool is_alone = has_operation(first) && reason->entries.count == 1;

    strbuf_add_text(out, "  ");
    if (is_alone)
        add_place(out, first);
    strbuf_add_text(out, is_alone ? " " : "");
    if (!is_of_file(first))
        strbuf_addf(out, "%s: ",
                    first->part == PART_DESCRIPTION ? "description"
                                                    : part_text(first->part, false));
    escape_control_to(out, first->reason);
    if (reason->count > 1)
        strbuf_addf(out, " (%" PRIu64 " times)", reason->count);
    strbuf_add_char(out, '\n');
    if (has_operation(first) && !is_alone)
        add_places(out, reason, style);
    for (size_t i = 0; i < reason->entries.count; i++)
        if (tells_sources(reason->entries.items[i], style))
            add_sources(out, reason->entries.items[i]);
}

/* ---- all ---- */

static void collect(struct reasons *reasons, const struct findings *findings)
{
    *reasons = (struct reasons){.by_key = {0}};
    arena_init(&reasons->arena);
    for (size_t i = 0; i < findings_not_checked_count(findings); i++)
        add_entry(reasons, findings_not_checked_at(findings, i));
    if (reasons->items.count)
        qsort(reasons->items.items, reasons->items.count, sizeof *reasons->items.items,
              compare_reasons);
}

static void release(struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->items.count; i++)
        VEC_RELEASE(&reasons->items.items[i]->entries);
    VEC_RELEASE(&reasons->items);
    map_release(&reasons->by_key);
    arena_release(&reasons->arena);
}

void ledger_text(struct strbuf *out, const struct findings *findings,
                 const struct report_style *style)
{
    struct reasons reasons;
    size_t shown;

    collect(&reasons, findings);
    shown = style->verbosity > 0 || reasons.items.count <= REASONS_SHOWN + 1 ? reasons.items.count
                                                                             : REASONS_SHOWN;
    if (reasons.items.count)
        strbuf_add_text(out, "not checked:\n");
    for (size_t i = 0; i < shown; i++)
        add_reason(out, reasons.items.items[i], style);
    if (shown < reasons.items.count)
        strbuf_addf(out, "  and %zu more reasons (-v lists them)\n", reasons.items.count - shown);
    release(&reasons);
}
