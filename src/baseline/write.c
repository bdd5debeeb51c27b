#include <stdlib.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/strbuf.h"
#include "baseline/state.h"
#include "finding/json_text.h"

/* ---- what a run brings in ---- */

static struct str description_of(struct arena *arena, const struct finding *finding,
                                 struct str folder)
{
    const struct place *place = &finding->description;

    if (place->file.length == 0)
        return STR_NONE;
    return str_format(arena, "%.*s#%.*s", STR_ARGS(path_relative(arena, place->file, folder)),
                      STR_ARGS(place->pointer));
}

static void add_entry(struct baseline *baseline, const struct finding *finding,
                      const struct baseline_question *question)
{
    struct str today = question->today;
    struct arena *arena = &baseline->arena;
    struct baseline_entry *entry = ARENA_NEW(arena, struct baseline_entry);
    struct operation_name operation = finding_operation(arena, finding);

    *entry = (struct baseline_entry){
        .rule = str_copy(arena, finding_rule_text(arena, finding)),
        .method = str_copy(arena, operation.method),
        .path = str_copy(arena, operation.path),
        .status = str_copy(arena, finding->status_key),
        .media_type = str_copy(arena, finding->media_type),
        .part = str_of(part_name(finding->part)),
        .name = str_copy(arena, finding->name),
        .pointer = str_copy(arena, pointer_generalise(arena, finding->pointer)),
        .description = description_of(arena, finding, question->folder),
        .message = str_copy(arena, finding->message),
        .accepted.first_seen = str_copy(arena, today),
        .last_seen = str_copy(arena, today),
        .outcome = BASELINE_FOUND,
    };
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

/* A file that is written again tonight should be a small diff: the date is renewed once it is so
   old that it might be taken for that of something gone. */
static bool is_stale_date(struct str seen, struct str today)
{
    int64_t then, now;

    return !moment_take_date(&seen, &then) || !moment_take_date(&today, &now) || then > now ||
           now - then > BASELINE_RENEW_DAYS;
}

struct baseline_change baseline_update(struct baseline *baseline,
                                       const struct baseline_question *question, bool prune)
{
    struct baseline_change change = {0};

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

        if (!baseline_takes(finding) ||
            map_get(&baseline->by_fingerprint, str_of(finding->fingerprint)))
            continue;
        add_entry(baseline, finding, question);
        change.added++;
    }
    return change;
}

/* ---- the file ---- */

static int compare_entries(const void *left, const void *right)
{
    const struct baseline_entry *a = *(const struct baseline_entry *const *)left;
    const struct baseline_entry *b = *(const struct baseline_entry *const *)right;
    const struct str pairs[][2] = {
        {a->path, b->path},     {a->method, b->method},
        {a->status, b->status}, {a->part, b->part},
        {a->name, b->name},     {a->pointer, b->pointer},
        {a->rule, b->rule},     {a->media_type, b->media_type},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
        int order = str_compare(pairs[i][0], pairs[i][1]);

        if (order)
            return order;
    }
    return strcmp(a->fingerprint, b->fingerprint);
}

/* What people added under names of their own. */
static void add_own_fields(json_t *json, const struct node *place)
{
    struct strbuf text;

    if (!place)
        return;
    strbuf_init(&text, SIZE_MAX);
    for (const struct node *key = node_first(place); key < node_end(place);
         key = node_next_key(key)) {
        struct str name = node_string(key);

        if (!str_starts_with(name, STR("x-")))
            continue;
        strbuf_clear(&text);
        node_write(node_value(key), &text);
        json_object_setn_new(json, name.text, name.length,
                             json_loadb(text.text, text.length, JSON_DECODE_ANY, NULL));
    }
    strbuf_release(&text);
}

static json_t *entry_to_json(struct baseline_entry *entry)
{
    json_t *json = json_object();

    json_set_str(json, "fingerprint", str_of(entry->fingerprint));
    json_set_str(json, "rule", entry->rule);
    if (entry->path.length) {
        struct strbuf text;

        strbuf_init(&text, SIZE_MAX);
        strbuf_addf(&text, "%.*s %.*s", STR_ARGS(entry->method), STR_ARGS(entry->path));
        json_set_str(json, "operation", strbuf_str(&text));
        strbuf_release(&text);
    }
    for (size_t i = 0; i < baseline_field_count; i++) {
        const struct baseline_field *field = &baseline_fields[i];
        struct str value = *baseline_field_of(entry, field);

        if (value.length || field->is_always_written)
            json_object_set_new(json, field->name, json_from_str(value));
    }
    add_own_fields(json, entry->place);
    return json;
}

void baseline_write(const struct baseline *baseline, struct strbuf *out)
{
    size_t count = baseline->entries.count;
    struct baseline_entry **sorted = alloc_zeroed(count + 1, sizeof *sorted);
    json_t *json = json_object(), *findings = json_array();

    for (size_t i = 0; i < count; i++)
        sorted[i] = baseline->entries.items[i];
    qsort(sorted, count, sizeof *sorted, compare_entries);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(findings, entry_to_json(sorted[i]));
    json_object_set_new(json, "version", json_integer(1));
    json_object_set_new(json, "about",
                        json_string("Findings of oasdrift that were accepted. reason, owner, "
                                    "ticket and expires are yours to fill in."));
    json_object_set_new(json, "findings", findings);
    json_write(out, json, JSON_LINES);
    strbuf_add_char(out, '\n');
    json_decref(json);
    free(sorted);
}
