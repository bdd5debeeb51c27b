/* The ledger: what should have been judged and could not be. */
#include "base/strbuf.h"
#include "finding/findings_state.h"

const char *ledger_subject_name(enum ledger_subject subject)
{
    static const char *const names[LEDGER_SUBJECTS] = {
        [LEDGER_LIMIT] = "limit", [LEDGER_ASSERTION] = "assertion", [LEDGER_SUCCESS] = "success"};

    return names[subject];
}

/* What two entries must share to be one. Each field has its length before it, so that no two lists
   of fields give the same text. */
static void ledger_key(struct strbuf *key, const struct not_checked *entry)
{
    const struct str fields[] = {
        entry->reason,        entry->operation.method, entry->operation.path,
        entry->operation.api, entry->status_key,       entry->media_type,
        entry->name};

    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        strbuf_addf(key, "%zu:", fields[i].length);
        strbuf_add(key, fields[i]);
    }
    strbuf_add_text(key, part_name(entry->part));
}

/* Keeps the LEDGER_MAX_SOURCES that are first by name, whatever the order of arrival. */
static void add_source(struct findings *findings, struct not_checked *kept, struct str source)
{
    size_t at = 0;

    while (at < kept->source_count && str_compare(kept->sources[at], source) < 0)
        at++;
    if (at < kept->source_count && str_equal(kept->sources[at], source))
        return;
    if (kept->source_count == LEDGER_MAX_SOURCES) {
        kept->more_sources = true;
        if (at == LEDGER_MAX_SOURCES)
            return;
    } else {
        kept->source_count++;
    }
    for (size_t i = kept->source_count - 1; i > at; i--)
        kept->sources[i] = kept->sources[i - 1];
    kept->sources[at] = findings_keep(findings, source);
}

static struct not_checked *add_ledger_entry(struct findings *findings,
                                            const struct not_checked *entry, struct str key)
{
    struct not_checked *kept = ARENA_NEW(&findings->arena, struct not_checked);

    *kept = (struct not_checked){
        .about = entry->about,
        .reason = findings_keep_message(findings, entry->reason),
        .operation = findings_keep_operation(findings, entry->operation),
        .status_key = findings_keep_name(findings, entry->status_key),
        .media_type = findings_keep_name(findings, entry->media_type),
        .part = entry->part,
        .name = findings_keep_name(findings, entry->name),
    };
    memcpy(kept->cause, entry->cause, sizeof kept->cause);
    *map_put(&findings->ledger_by_key, str_copy(&findings->arena, key)) = kept;
    VEC_ADD(&findings->ledger, kept);
    return kept;
}

void findings_add_not_checked(struct findings *findings, const struct not_checked *entry)
{
    struct strbuf key;
    struct not_checked *kept;

    strbuf_init(&key, SIZE_MAX);
    ledger_key(&key, entry);
    kept = map_get(&findings->ledger_by_key, strbuf_str(&key));
    if (!kept && findings->ledger.count == LEDGER_MAX)
        findings->ledger_left_out++;
    else if (!kept)
        kept = add_ledger_entry(findings, entry, strbuf_str(&key));
    strbuf_release(&key);
    if (!kept)
        return;
    kept->count += entry->count ? entry->count : 1;
    kept->more_sources = kept->more_sources || entry->more_sources;
    for (size_t i = 0; i < entry->source_count; i++)
        add_source(findings, kept, entry->sources[i]);
}

size_t findings_not_checked_count(const struct findings *findings)
{
    return findings->ledger.count;
}

const struct not_checked *findings_not_checked_at(const struct findings *findings, size_t index)
{
    return findings->ledger.items[index];
}
