/* What a run brings into a baseline, and what it drops from it. */
#include "base/moment.h"
#include "base/path.h"
#include "baseline/state.h"

static struct str description_of(struct arena *arena, const struct finding *finding,
                                 struct str folder)
{
    const struct place *place = &finding->description;

    if (place->file.length == 0)
        return STR_NONE;
    return str_format(arena, "%.*s#%.*s", STR_ARGS(path_relative(arena, place->file, folder)),
                      STR_ARGS(place->pointer));
}

static void take_texts(struct baseline_entry *entry, struct arena *arena,
                       const struct finding *finding)
{
    struct operation_name operation = finding_operation(arena, finding);

    entry->method = str_copy(arena, operation.method);
    entry->path = str_copy(arena, operation.path);
    entry->api = str_copy(arena, operation.api);
    entry->media_type = str_copy(arena, finding->media_type);
    entry->name = str_copy(arena, finding->name);
    entry->pointer = str_copy(arena, pointer_generalise(arena, finding->pointer));
    entry->message = str_copy(
        arena, str_slice(finding->message, 0, finding->message.length - finding->message_added));
}

static void add_entry(struct baseline *baseline, const struct finding *finding,
                      const struct baseline_question *question)
{
    struct str today = question->today;
    struct arena *arena = &baseline->arena;
    struct baseline_entry *entry = ARENA_NEW(arena, struct baseline_entry);

    *entry = (struct baseline_entry){
        .rule = str_copy(arena, finding_rule_text(arena, finding)),
        .status = str_copy(arena, finding->status_key),
        .part = str_of(part_name(finding->part)),
        .description = description_of(arena, finding, question->folder),
        .kinds = finding->kinds,
        .accepted.first_seen = str_copy(arena, today),
        .last_seen = str_copy(arena, today),
        .outcome = BASELINE_FOUND,
    };
    take_texts(entry, arena, finding);
    memcpy(entry->fingerprint, finding->fingerprint, sizeof entry->fingerprint);
    *map_put(&baseline->by_fingerprint, str_of(entry->fingerprint)) = entry;
    VEC_ADD(&baseline->entries, entry);
}

static void drop_gone(struct baseline *baseline)
{
    size_t kept = 0;

    for (size_t i = 0; i < baseline->entries.count; i++) {
        if (baseline->entries.items[i]->outcome != BASELINE_GONE)
            baseline->entries.items[kept++] = baseline->entries.items[i];
    }
    baseline->entries.count = kept;
}

/* Is the date so old that the entry might be taken for one that is gone? Younger dates stay, so
   that a file that is written every night changes little. */
static bool is_stale_date(struct str seen, struct str today)
{
    int64_t then, now;

    return !moment_take_date(&seen, &then) || !moment_take_date(&today, &now) || then > now ||
           now - then > BASELINE_RENEW_DAYS;
}

/* Accepts values of further kinds. An entry without kinds accepts any already. */
static bool widen(struct baseline_entry *entry, const struct finding *finding)
{
    unsigned before = entry->kinds;

    if (before)
        entry->kinds |= finding->kinds;
    return entry->kinds != before;
}

struct baseline_change baseline_update(struct baseline *baseline,
                                       const struct baseline_question *question, bool prune)
{
    struct baseline_change change = {0};

    baseline_seal(baseline, question);
    baseline->values = question->sealing ? question->sealing->values : VALUES_REDACTED;
    baseline_compare(baseline, question);
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct baseline_entry *entry = baseline->entries.items[i];

        if (entry->outcome == BASELINE_FOUND && is_stale_date(entry->last_seen, question->today))
            entry->last_seen = str_copy(&baseline->arena, question->today);
        change.gone += entry->outcome == BASELINE_GONE;
    }
    if (prune) {
        change.removed = change.gone;
        change.gone = 0;
        drop_gone(baseline);
    }
    change.kept = baseline->entries.count;
    for (size_t i = 0; i < findings_count(question->findings); i++) {
        const struct finding *finding = findings_at(question->findings, i);
        struct baseline_entry *entry;

        if (!baseline_takes(finding))
            continue;
        entry = map_get(&baseline->by_fingerprint, str_of(finding->fingerprint));
        if (entry) {
            change.widened += widen(entry, finding);
            if (entry->sealed)
                take_texts(entry, &baseline->arena, finding);
            continue;
        }
        add_entry(baseline, finding, question);
        change.added++;
    }
    return change;
}
