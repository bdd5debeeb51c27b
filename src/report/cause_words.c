#include "report/cause_words.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "finding/rules.h"
#include "finding/sample.h"
#include "report/cause_places.h"
#include "report/finding_text.h"
#include "report/text_layout.h"

enum { NAMES_SHOWN = 8, OTHERS_SHOWN = 3, OTHERS_MAX = 16 };

uint64_t cause_times(const struct cause_operation *operation)
{
    return operation->exchanges ? operation->exchanges : operation->count;
}

/* ---- members ---- */

struct names {
    struct arena arena;
    struct map names;
};

static void add_name(void *context, const struct finding *finding)
{
    struct names *names = context;
    struct str member = cause_member(finding);

    if (member.text)
        *map_put(&names->names, pointer_token_text(&names->arena, member)) = names;
}

static int compare_names(const void *left, const void *right)
{
    const struct map_entry *a = left, *b = right;

    return str_compare(a->key, b->key);
}

static void names_init(struct names *names, const struct cause_entry *entry)
{
    *names = (struct names){.names = {0}};
    arena_init(&names->arena);
    if (cause_is_of_members(entry))
        cause_each(entry, add_name, names);
    if (names->names.count)
        qsort(names->names.entries, names->names.count, sizeof *names->names.entries,
              compare_names); /* nothing is looked up any more */
}

static void names_release(struct names *names)
{
    map_release(&names->names);
    arena_release(&names->arena);
}

static void add_names(struct strbuf *out, const struct names *names, bool all)
{
    size_t count = names->names.count, shown = all ? count : shown_of(count, NAMES_SHOWN);

    for (size_t i = 0; i < shown; i++) {
        strbuf_add_text(out, i ? ", " : "");
        name_text(out, names->names.entries[i].key);
    }
    if (shown < count)
        strbuf_addf(out, " and %zu more", count - shown);
}

/* ---- paths that are not described ---- */

static bool is_of_paths(const struct cause_entry *entry)
{
    return entry->shown->rule == RULE_ROUTE_PATH_UNDOCUMENTED && !entry->shown->name.length;
}

static struct str common_path(const struct cause_entry *entry)
{
    struct str common = entry->operations[0].name.path;

    for (size_t i = 1; i < entry->operation_count; i++)
        common = cause_shared_begin(common, entry->operations[i].name.path);
    return common;
}

static bool is_path_of_all(const struct cause_entry *entry, struct str path)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        if (!str_equal(entry->operations[i].name.path, path))
            return false;
    return true;
}

/* " (6 GET, 1 POST)"; " (GET, POST)" of one exchange each, " (GET)" of one method alone. */
static void add_methods(struct strbuf *out, const struct cause_entry *entry)
{
    struct map counts = {0};
    bool counted;

    for (size_t i = 0; i < entry->operation_count; i++) {
        void **count = map_put(&counts, entry->operations[i].name.method);

        *count = (void *)((uintptr_t)*count + (uintptr_t)entry->operations[i].count);
    }
    counted = counts.count > 1 && counts.count < entry->count;
    for (size_t i = 0; i < counts.count; i++) {
        strbuf_add_text(out, i ? ", " : " (");
        if (counted)
            strbuf_addf(out, "%" PRIuPTR " ", (uintptr_t)counts.entries[i].value);
        name_text(out, counts.entries[i].key);
    }
    map_release(&counts);
    strbuf_add_char(out, ')');
}

/* ---- what ---- */

/* Of the other gates no two findings have one cause. */
static void add_entries_of_baseline(struct strbuf *out, const struct cause_entry *entry)
{
    bool stale = entry->shown->rule == RULE_GATE_BASELINE_STALE;

    strbuf_addf(out, "%zu entries %s", entry->finding_count,
                stale ? "are not found again (--prune drops them)"
                      : "have expired, and excuse nothing");
}

static bool compares_branches(const struct finding *finding)
{
    return str_is(finding->keyword, "oneOf") || str_is(finding->keyword, "anyOf");
}

/* Of the same value in the same exchange as is shown, which others may differ from. */
static bool is_within_shown(const struct finding *finding, const struct finding *shown)
{
    struct str rest = str_slice(finding->pointer, shown->pointer.length, SIZE_MAX);

    return str_starts_with(finding->pointer, shown->pointer) &&
           (rest.length == 0 || rest.text[0] == '/') &&
           (finding->sample_count > 0) == (shown->sample_count > 0) &&
           (shown->sample_count == 0 ||
            sample_compare(&finding->samples[0], &shown->samples[0]) == 0);
}

/* What breaks the branch that comes nearest: ": /kind: "b" is not "a"". */
static void add_nearest(struct strbuf *out, const struct cause_entry *entry)
{
    const struct finding *others[OTHERS_MAX], *shown = entry->shown;
    size_t count = compares_branches(shown) ? cause_others(entry, others, OTHERS_MAX) : 0;

    for (size_t i = 0; i < count && i < OTHERS_MAX; i++) {
        const struct finding *finding = others[i];
        struct str pointer = str_slice(finding->pointer, shown->pointer.length, SIZE_MAX);

        if (finding->rule != shown->rule || compares_branches(finding) ||
            !is_within_shown(finding, shown))
            continue;
        strbuf_add_text(out, ": ");
        pointer_text(out, pointer);
        strbuf_add_text(out, pointer.length ? ": " : "");
        sentence_text(out, finding->message);
        return;
    }
}

void cause_with_it(struct strbuf *out, const struct cause_entry *entry, const char *indent)
{
    const struct finding *others[OTHERS_SHOWN + 1];
    size_t count = cause_others(entry, others, OTHERS_SHOWN + 1);
    size_t shown = shown_of(count, OTHERS_SHOWN);

    for (size_t i = 0; i < shown; i++) {
        strbuf_addf(out, "%swith it: ", indent);
        finding_text_begin(out, others[i]);
        finding_text_what(out, others[i]);
        strbuf_add_char(out, '\n');
    }
    if (shown < count)
        strbuf_addf(out, "%swith it: %zu more\n", indent, count - shown);
}

void cause_what(struct strbuf *out, const struct cause_entry *entry, bool all)
{
    struct names names;

    if (is_of_paths(entry) && entry->operation_count > 1) {
        struct str common = common_path(entry);

        strbuf_add_text(out, "no path of the description matches ");
        name_text(out, common);
        strbuf_add_text(out, is_path_of_all(entry, common) ? "" : "/...");
        return;
    }
    if (entry->shown->class == CLASS_GATE && entry->finding_count > 1) {
        add_entries_of_baseline(out, entry);
        return;
    }
    names_init(&names, entry);
    if (names.names.count > 1 && cause_is_of_nulls(entry)) {
        sentence_text(out, entry->shown->message);
        strbuf_addf(out, ": %zu properties (", names.names.count);
        add_names(out, &names, all);
        strbuf_add_char(out, ')');
    } else if (names.names.count > 1) {
        strbuf_addf(out,
                    entry->shown->keyword.length
                        ? "these %zu properties are not described, and others are not allowed: "
                        : "no schema describes these %zu properties: ",
                    names.names.count);
        add_names(out, &names, all);
    } else {
        sentence_text(out, entry->shown->message);
        add_nearest(out, entry);
    }
    names_release(&names);
}

void cause_reach(struct strbuf *out, const struct cause_entry *entry)
{
    if (is_of_paths(entry) && entry->operation_count > 1) {
        strbuf_add_counted(out, entry->count, "exchange", "exchanges");
        add_methods(out, entry);
        return;
    }
    if (entry->by_places) {
        strbuf_add_counted(out, entry->finding_count, "place", "places");
        return;
    }
    if (entry->operation_count > 1)
        strbuf_add_counted(out, entry->operation_count, "operation", "operations");
    if (entry->operation_count > 1 && entry->exchanges)
        strbuf_add_text(out, ", ");
    if (entry->exchanges && entry->at_least)
        strbuf_add_text(out, "at least ");
    if (entry->exchanges > 1 ||
        (entry->exchanges && (entry->operation_count > 1 || entry->at_least)))
        strbuf_add_counted(out, entry->exchanges, "exchange", "exchanges");
}

void cause_operation_name(struct strbuf *out, const struct cause_entry *entry)
{
    if (entry->operation_count == 1 && entry->shown->part != PART_DESCRIPTION &&
        entry->shown->operation.path.length)
        operation_text(out, &entry->operations[0].name);
}

void cause_sentence(struct strbuf *out, const struct cause_entry *entry)
{
    size_t before = out->length;

    cause_where(out, entry);
    strbuf_add_text(out, out->length > before ? ": " : "");
    cause_what(out, entry, false);
}

void cause_headline(struct strbuf *out, const struct cause_entry *entry)
{
    size_t before = out->length;

    cause_operation_name(out, entry);
    strbuf_add_text(out, out->length > before ? ": " : "");
    cause_sentence(out, entry);
}

void cause_reach_behind(struct strbuf *out, const struct cause_entry *entry)
{
    struct strbuf reach;

    strbuf_init(&reach, SIZE_MAX);
    cause_reach(&reach, entry);
    strbuf_add_text(out, reach.length ? " · " : "");
    strbuf_add(out, strbuf_str(&reach));
    strbuf_release(&reach);
}

void cause_rule(struct strbuf *out, const struct cause_entry *entry)
{
    strbuf_add_text(out, rule_info(entry->shown->rule)->id);
    if (!entry->shown->keyword.length)
        return;
    strbuf_add_char(out, '.');
    escape_control_to(out, entry->shown->keyword);
}
