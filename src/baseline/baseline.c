#include "baseline/baseline.h"

#include <stddef.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/near_miss.h"
#include "baseline/state.h"
#include "document/kinds.h"

#define FIELD(name) offsetof(struct baseline_entry, name)

/* Two texts of a finding and what stands between them: "GET /pets", "api.yaml#/paths". */
enum { ENTRY_TEXT_MAX = 2 * FINDING_TEXT_MAX + 1 };

const struct baseline_field baseline_fields[] = {
    {"api", FIELD(api), false, false},
    {"status", FIELD(status), false, false},
    {"media_type", FIELD(media_type), false, false},
    {"part", FIELD(part), false, false},
    {"name", FIELD(name), false, false},
    {"pointer", FIELD(pointer), false, false},
    {"description", FIELD(description), false, false},
    {"message", FIELD(message), false, false},
    {"reason", FIELD(accepted.reason), false, true},
    {"owner", FIELD(accepted.owner), false, true},
    {"ticket", FIELD(accepted.ticket), false, true},
    {"expires", FIELD(accepted.expires), true, true},
    {"first_seen", FIELD(accepted.first_seen), true, false},
    {"last_seen", FIELD(last_seen), true, false},
};
const size_t baseline_field_count = ARRAY_LENGTH(baseline_fields);

struct baseline *baseline_new(void)
{
    struct baseline *baseline = alloc_zeroed(1, sizeof *baseline);

    arena_init(&baseline->arena);
    return baseline;
}

void baseline_free(struct baseline *baseline)
{
    if (!baseline)
        return;
    VEC_RELEASE(&baseline->entries);
    map_release(&baseline->by_fingerprint);
    arena_release(&baseline->arena);
    free(baseline);
}

size_t baseline_count(const struct baseline *baseline)
{
    return baseline->entries.count;
}

const struct baseline_entry *baseline_at(const struct baseline *baseline, size_t index)
{
    return baseline->entries.items[index];
}

/* ---- reading ---- */

static bool read_text(const struct node *value, struct str *text, struct error *err)
{
    *text = node_string(value);
    if (!text->text)
        return error_raise_node(err, value, "a text is needed here");
    return text->length <= ENTRY_TEXT_MAX ||
           error_raise_node(err, value, "the text is longer than %d bytes", ENTRY_TEXT_MAX);
}

/* "GET /pets" */
static bool read_operation(const struct node *value, struct baseline_entry *entry,
                           struct error *err)
{
    struct str text;

    if (!read_text(value, &text, err))
        return false;
    entry->method = str_cut(&text, ' ');
    entry->path = text;
    return (entry->method.length && entry->path.length) ||
           error_raise_node(err, value, "an operation such as \"GET /pets\" is needed here");
}

static bool read_fingerprint(const struct node *value, struct baseline_entry *entry,
                             struct error *err)
{
    struct str text = node_string(value);
    bool sound = text.length == FINGERPRINT_LENGTH;

    for (size_t i = 0; i < text.length && sound; i++)
        sound = ascii_is_digit(text.text[i]) || (text.text[i] >= 'a' && text.text[i] <= 'f');
    if (!sound)
        return error_raise_node(err, value, "a fingerprint of %d digits 0-9 and a-f is needed here",
                                FINGERPRINT_LENGTH);
    memcpy(entry->fingerprint, text.text, FINGERPRINT_LENGTH);
    return true;
}

/* ["integer", "null"] */
static bool read_kinds(const struct node *value, struct baseline_entry *entry, struct error *err)
{
    if (!node_is(value, NODE_ARRAY) || value->length == 0)
        return error_raise_node(err, value, "a list of JSON types is needed here");
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item)) {
        unsigned kinds = kinds_named(node_string(item));

        if (!kinds)
            return error_raise_node(err, item, "a JSON type such as \"integer\" is needed here");
        entry->kinds |= kinds;
    }
    return true;
}

static bool unknown_field(const struct node *key, struct error *err)
{
    struct near_miss miss = near_miss_of(node_string(key));

    for (size_t i = 0; i < baseline_field_count; i++)
        near_miss_try(&miss, str_of(baseline_fields[i].name));
    return error_raise_node(
        err, key,
        "unknown field \"%.*s\" of an entry%s (your own begin with x-; a later oasdrift "
        "may have others)",
        STR_ARGS(node_string(key)), near_miss_hint(&miss));
}

static bool read_field(const struct node *key, struct baseline_entry *entry, struct error *err)
{
    struct str name = node_string(key);
    const struct node *value = node_value(key);

    if (str_starts_with(name, STR("x-")))
        return true;
    if (str_is(name, "fingerprint"))
        return read_fingerprint(value, entry, err);
    if (str_is(name, "kinds"))
        return read_kinds(value, entry, err);
    if (str_is(name, "rule"))
        return read_text(value, &entry->rule, err);
    if (str_is(name, "operation"))
        return read_operation(value, entry, err);
    for (size_t i = 0; i < baseline_field_count; i++) {
        const struct baseline_field *field = &baseline_fields[i];
        struct str *text = baseline_field_of(entry, field);

        if (!str_is(name, field->name))
            continue;
        if (!read_text(value, text, err))
            return false;
        return !field->is_date || text->length == 0 || moment_is_date(*text) ||
               error_raise_node(err, value, "a date such as 2026-12-31 is needed here");
    }
    return unknown_field(key, err);
}

static bool read_entry(struct baseline *baseline, const struct node *item, struct error *err)
{
    struct baseline_entry *entry = ARENA_NEW(&baseline->arena, struct baseline_entry);
    const struct baseline_entry *earlier;

    *entry = (struct baseline_entry){.place = item};
    if (!node_is(item, NODE_OBJECT))
        return error_raise_node(err, item, "an entry is an object with a fingerprint and a rule");
    for (const struct node *key = node_first(item); key < node_end(item); key = node_next_key(key))
        if (!read_field(key, entry, err))
            return false;
    if (!entry->fingerprint[0] || entry->rule.length == 0)
        return error_raise_node(err, item, "an entry needs a fingerprint and a rule");
    earlier = map_get(&baseline->by_fingerprint, str_of(entry->fingerprint));
    if (earlier)
        return error_raise_node(err, item, "the fingerprint %s stands in line %zu already",
                                entry->fingerprint, node_position(earlier->place).line);
    if (baseline->entries.count == BASELINE_MAX_ENTRIES)
        return error_raise_node(err, item, "there are more than %d entries", BASELINE_MAX_ENTRIES);
    *map_put(&baseline->by_fingerprint, str_of(entry->fingerprint)) = entry;
    VEC_ADD(&baseline->entries, entry);
    return true;
}

static bool read_root(const struct node *root, const struct node **findings, struct error *err)
{
    const struct node *version = node_member(root, STR("version"));

    *findings = node_member(root, STR("findings"));
    if (!node_is(root, NODE_OBJECT) || !version || !*findings)
        return error_raise_node(err, root,
                                "no baseline: an object with version and findings is "
                                "needed");
    if (!str_is(node_text(version), "1"))
        return error_raise_node(err, version,
                                "a baseline of version 1 is needed; this one may be "
                                "written by a later oasdrift");
    for (const struct node *key = node_first(root); key < node_end(root);
         key = node_next_key(key)) {
        struct str name = node_string(key);

        if (!str_is(name, "version") && !str_is(name, "about") && !str_is(name, "findings") &&
            !str_is(name, "values"))
            return error_raise_node(err, key, "unknown field \"%.*s\" of a baseline",
                                    STR_ARGS(name));
    }
    return node_is(*findings, NODE_ARRAY) ||
           error_raise_node(err, *findings, "a list of entries is needed here");
}

/* Without the member: what a run shows that shows values. */
static bool read_values(const struct node *root, enum shown_values *values, struct error *err)
{
    const struct node *member = node_member(root, STR("values"));

    return !member || shown_values_parse(node_string(member), values) ||
           error_raise_node(err, member, "redacted or none is needed here");
}

bool baseline_read(struct baseline *baseline, const char *path, struct error *err)
{
    struct read_failure failure;
    struct duplicate_key twice;
    const struct document *document;
    const struct node *findings;
    struct str text;

    baseline->file = str_copy(&baseline->arena, str_of(path));
    if (!file_read(&baseline->arena, path, BASELINE_MAX_BYTES, &text, err))
        return false;
    document = json_read(&baseline->arena, baseline->file, text, &failure);
    if (!document)
        return error_raise_at(err, baseline->file, failure.line, failure.column, "%s",
                              failure.message);
    if (document_find_duplicate_key(document, &twice))
        return error_raise_node(err, twice.again, "the key \"%.*s\" stands twice",
                                STR_ARGS(node_string(twice.again)));
    if (!read_root(document->root, &findings, err) ||
        !read_values(document->root, &baseline->values, err))
        return false;
    for (const struct node *item = node_first(findings); item < node_end(findings);
         item = node_next(item))
        if (!read_entry(baseline, item, err))
            return false;
    return true;
}
