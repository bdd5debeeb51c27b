/* A baseline as the text of its file. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "baseline/state.h"
#include "document/json_writer.h"
#include "document/kinds.h"

static int compare_entries(const void *left, const void *right)
{
    const struct baseline_entry *a = *(const struct baseline_entry *const *)left;
    const struct baseline_entry *b = *(const struct baseline_entry *const *)right;
    const struct str pairs[][2] = {
        {a->api, b->api},         {a->path, b->path}, {a->method, b->method},
        {a->status, b->status},   {a->part, b->part}, {a->name, b->name},
        {a->pointer, b->pointer}, {a->rule, b->rule}, {a->media_type, b->media_type},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
        int order = str_compare(pairs[i][0], pairs[i][1]);

        if (order)
            return order;
    }
    return strcmp(a->fingerprint, b->fingerprint);
}

/* Bytes that are no UTF-8 stand as \xff in it. */
static void put_text(struct json_writer *writer, const char *key, struct str text)
{
    struct strbuf escaped;

    strbuf_init(&escaped, SIZE_MAX);
    if (!utf8_is_valid(text)) {
        escape_control_to(&escaped, text);
        text = strbuf_str(&escaped);
    }
    json_writer_key(writer, str_of(key));
    json_writer_string(writer, text);
    strbuf_release(&escaped);
}

static void put_operation(struct json_writer *writer, const struct baseline_entry *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "%.*s %.*s", STR_ARGS(entry->method), STR_ARGS(entry->path));
    put_text(writer, "operation", strbuf_str(&text));
    strbuf_release(&text);
}

static void put_kinds(struct json_writer *writer, unsigned kinds)
{
    unsigned named;
    const char *name;

    json_writer_key(writer, STR("kinds"));
    json_writer_open(writer, '[');
    for (size_t i = 0; (name = kinds_name_at(i, &named)); i++)
        if ((kinds & named) == named) {
            json_writer_element(writer);
            json_writer_string(writer, str_of(name));
        }
    json_writer_close(writer, ']');
}

/* The fields that people added, whose names begin with "x-": whatever JSON can say, digit for
   digit. */
static void put_own_fields(struct json_writer *writer, const struct node *place)
{
    if (!place)
        return;
    for (const struct node *key = node_first(place); key < node_end(place);
         key = node_next_key(key))
        if (str_starts_with(node_string(key), STR("x-"))) {
            json_writer_key(writer, node_string(key));
            node_write_within(node_value(key), writer);
        }
}

static void put_entry(struct json_writer *writer, struct baseline_entry *entry)
{
    json_writer_open(writer, '{');
    put_text(writer, "fingerprint", str_of(entry->fingerprint));
    put_text(writer, "rule", entry->rule);
    if (entry->path.length)
        put_operation(writer, entry);
    if (entry->kinds)
        put_kinds(writer, entry->kinds);
    for (size_t i = 0; i < baseline_field_count; i++) {
        const struct baseline_field *field = &baseline_fields[i];
        struct str value = *baseline_field_of(entry, field);

        if (value.length || field->is_always_written)
            put_text(writer, field->name, value);
    }
    put_own_fields(writer, entry->place);
    json_writer_close(writer, '}');
}

void baseline_write(const struct baseline *baseline, struct strbuf *out)
{
    size_t count = baseline->entries.count;
    struct baseline_entry **sorted = alloc_zeroed(count + 1, sizeof *sorted);
    struct json_writer writer = {
        .out = out, .string_limit = SIZE_MAX, .lines = true, .shown = true};

    for (size_t i = 0; i < count; i++)
        sorted[i] = baseline->entries.items[i];
    qsort(sorted, count, sizeof *sorted, compare_entries);
    json_writer_open(&writer, '{');
    json_writer_key(&writer, STR("version"));
    strbuf_add_char(out, '1');
    put_text(&writer, "about",
             STR("Findings of oasdrift that were accepted. reason, owner, ticket and expires are "
                 "yours to fill in."));
    if (baseline->values != VALUES_REDACTED)
        put_text(&writer, "values", str_of(shown_values_name(baseline->values)));
    json_writer_key(&writer, STR("findings"));
    json_writer_open(&writer, '[');
    for (size_t i = 0; i < count; i++) {
        json_writer_element(&writer);
        put_entry(&writer, sorted[i]);
    }
    json_writer_close(&writer, ']');
    json_writer_close(&writer, '}');
    strbuf_add_char(out, '\n');
    free(sorted);
}
