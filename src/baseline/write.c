/* A baseline as the text of its file. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "baseline/state.h"
#include "finding/json_output.h"

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

/* The fields that people added, whose names begin with "x-". */
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
    json_set_kinds(json, "kinds", entry->kinds);
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
    json_set_count(json, "version", 1);
    json_set_text(json, "about",
                  "Findings of oasdrift that were accepted. reason, owner, ticket and expires are "
                  "yours to fill in.");
    json_object_set_new(json, "findings", findings);
    json_write(out, json, JSON_LINES);
    strbuf_add_char(out, '\n');
    json_decref(json);
    free(sorted);
}
