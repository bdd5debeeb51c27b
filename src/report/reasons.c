#include "report/reasons.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "report/finding_text.h"

bool not_checked_has_operation(const struct not_checked *entry)
{
    return entry->operation.path.length > 0;
}

bool not_checked_is_of_file(const struct not_checked *entry)
{
    return !not_checked_has_operation(entry) && entry->part == PART_RESPONSE_STATUS;
}

static struct str key_of(struct reasons *reasons, const struct not_checked *entry)
{
    bool has_operation = not_checked_has_operation(entry);

    if (entry->cause[0])
        return str_format(&reasons->arena, "%d %s", has_operation, entry->cause);
    return str_format(&reasons->arena, "%d %d %d %.*s", (int)entry->about, (int)entry->part,
                      has_operation, STR_ARGS(entry->reason));
}

static void add_entry(struct reasons *reasons, const struct not_checked *entry)
{
    struct str key = key_of(reasons, entry);
    void **slot = map_put(&reasons->by_key, key);
    struct reason *reason = *slot;

    if (!reason) {
        reason = *slot = ARENA_NEW(&reasons->arena, struct reason);
        VEC_ADD(&reasons->items, reason);
    }
    reason->count += entry->count;
    if (reason->entries.count)
        reason->several_parts |= entry->part != reason->entries.items[0]->part;
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

void reasons_init(struct reasons *reasons, const struct findings *findings)
{
    *reasons = (struct reasons){.by_key = {0}};
    arena_init(&reasons->arena);
    for (size_t i = 0; i < findings_not_checked_count(findings); i++)
        add_entry(reasons, findings_not_checked_at(findings, i));
    if (reasons->items.count)
        qsort(reasons->items.items, reasons->items.count, sizeof *reasons->items.items,
              compare_reasons);
}

void reasons_release(struct reasons *reasons)
{
    for (size_t i = 0; i < reasons->items.count; i++)
        VEC_RELEASE(&reasons->items.items[i]->entries);
    VEC_RELEASE(&reasons->items);
    map_release(&reasons->by_key);
    arena_release(&reasons->arena);
}

static struct str part_word(enum part part)
{
    return str_of(part == PART_DESCRIPTION ? "description" : part_text(part, false));
}

struct str reason_part(const struct reason *reason)
{
    const struct not_checked *first = reason->entries.items[0];

    if (reason->several_parts || not_checked_is_of_file(first))
        return STR_NONE;
    return part_word(first->part);
}

void not_checked_place(struct strbuf *out, const struct reason *reason,
                       const struct not_checked *entry)
{
    operation_text(out, &entry->operation);
    if (entry->status_key.length) {
        strbuf_add_char(out, ' ');
        name_text(out, entry->status_key);
    }
    if (entry->media_type.length) {
        strbuf_add_char(out, ' ');
        name_text(out, entry->media_type);
    }
    if (reason->several_parts) {
        strbuf_add_char(out, ' ');
        strbuf_add(out, part_word(entry->part));
    }
}
