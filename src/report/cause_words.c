#include "report/cause_words.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "finding/rules.h"
#include "report/finding_text.h"

enum { NAMES_SHOWN = 8, EXPLAINED_SHOWN = 3, EXPLAINED_MAX = 16 };

size_t shown_of(size_t count, size_t limit)
{
    return count <= limit + 1 ? count : limit;
}

uint64_t cause_times(const struct cause_operation *operation)
{
    return operation->exchanges ? operation->exchanges : operation->count;
}

typedef void each_finding(void *context, const struct finding *finding);

static void for_each(const struct cause_entry *entry, each_finding *each, void *context)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].telling; k++)
            each(context, entry->operations[i].findings[k]);
}

/* ---- members ---- */

/* Is each of its findings about a member that is null, of whatever object? */
static bool is_of_nulls(const struct cause_entry *entry)
{
    return entry->shown->rule == RULE_RESPONSE_NULLABLE_WITHOUT_TYPE;
}

/* Is each of its findings told by the member's name? Else it is there and should not be, or is not
   described. */
static bool is_of_members(const struct cause_entry *entry)
{
    const struct finding *finding = entry->shown;

    return is_of_nulls(entry) || finding->rule == RULE_RESPONSE_PROPERTY_UNDOCUMENTED ||
           finding->rule == RULE_REQUEST_PROPERTY_UNDOCUMENTED ||
           str_is(finding->keyword, "additionalProperties") ||
           str_is(finding->keyword, "unevaluatedProperties");
}

struct names {
    struct arena arena;
    struct map names;
};

/* As the pointer has it; absent: the finding is about the whole. */
static struct str member_of(const struct finding *finding)
{
    size_t slash = str_find_last(finding->pointer, '/');

    return slash < finding->pointer.length ? str_slice(finding->pointer, slash + 1, SIZE_MAX)
                                           : STR_NONE;
}

static void add_name(void *context, const struct finding *finding)
{
    struct names *names = context;
    struct str member = member_of(finding);

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
    if (is_of_members(entry))
        for_each(entry, add_name, names);
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

/* ---- where ---- */

/* What generalised pointers have in common. */
struct shared_ends {
    struct arena arena;
    struct str begin, end; /* whole tokens */
    bool cut, any;
};

/* The last tokens that both have. */
static struct str shared_end(struct str a, struct str b)
{
    size_t same = 0;

    while (same < a.length && same < b.length &&
           a.text[a.length - 1 - same] == b.text[b.length - 1 - same])
        same++;
    a = str_slice(a, a.length - same, SIZE_MAX);
    return str_slice(a, str_find_char(a, '/'), SIZE_MAX);
}

/* The first segments that both have. */
static struct str shared_begin(struct str a, struct str b)
{
    size_t same = 0, end = 0;

    for (; same <= a.length && same <= b.length; same++) {
        bool ends = same == a.length || a.text[same] == '/';

        if (ends && (same == b.length || b.text[same] == '/'))
            end = same;
        if (same == a.length || same == b.length || a.text[same] != b.text[same])
            break;
    }
    return str_slice(a, 0, end);
}

static void share_ends(void *context, const struct finding *finding)
{
    struct shared_ends *shared = context;
    struct str pointer = pointer_generalise(&shared->arena, finding->pointer);

    if (!shared->any)
        shared->begin = shared->end = pointer;
    shared->any = true;
    shared->cut |= !str_equal(pointer, shared->end);
    shared->begin = shared_begin(shared->begin, pointer);
    if (shared->cut)
        shared->end = shared_end(shared->end, pointer);
}

static void share_ends_of_object(void *context, const struct finding *finding)
{
    struct finding parent = *finding;
    size_t slash = str_find_last(parent.pointer, '/');

    parent.pointer = str_slice(parent.pointer, 0, slash < parent.pointer.length ? slash : 0);
    share_ends(context, &parent);
}

/* " /price/amount", " .../amount", " /price/..."; of members by the object that they are in. */
static void add_pointer(struct strbuf *out, const struct cause_entry *entry, bool of_members)
{
    struct shared_ends shared = {.any = false};

    if (entry->telling == 1) {
        strbuf_add_text(out, entry->shown->pointer.length ? " " : "");
        pointer_text(out, entry->shown->pointer);
        return;
    }
    arena_init(&shared.arena);
    for_each(entry, of_members ? share_ends_of_object : share_ends, &shared);
    strbuf_add_text(out, shared.cut || shared.end.length ? " " : "");
    if (shared.cut && !shared.end.length)
        pointer_text(out, shared.begin);
    if (shared.cut)
        strbuf_add_text(out, shared.begin.length && !shared.end.length ? "/..." : "...");
    pointer_text(out, shared.end);
    arena_release(&shared.arena);
}

/* Members of one object, or of several, that differ in their names. */
struct members {
    struct str first;
    bool differ;
};

static void compare_member(void *context, const struct finding *finding)
{
    struct members *members = context;
    struct str member = member_of(finding);

    members->differ |= members->first.text && member.text && !str_equal(member, members->first);
    members->first = members->first.text ? members->first : member;
}

static bool has_several_members(const struct cause_entry *entry)
{
    struct members members = {.first = STR_NONE};

    if (is_of_members(entry))
        for_each(entry, compare_member, &members);
    return members.differ;
}

/* One name for all findings, or none. */
static bool has_one_name(const struct cause_entry *entry)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].telling; k++)
            if (!str_equal(entry->operations[i].findings[k]->name, entry->shown->name))
                return false;
    return entry->shown->name.length > 0;
}

void cause_where(struct strbuf *out, const struct cause_entry *entry)
{
    const struct finding *finding = entry->shown;
    bool named = has_one_name(entry);

    if (finding->part == PART_DESCRIPTION || finding->part == PART_RESPONSE_STATUS)
        return;
    strbuf_add_text(out, part_text(finding->part, named && finding->operation.path.length > 0));
    if (named) {
        strbuf_add_char(out, ' ');
        name_text(out, finding->name);
    }
    add_pointer(out, entry, has_several_members(entry));
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
        common = shared_begin(common, entry->operations[i].name.path);
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

/* What breaks the branch that comes nearest: ": /kind: "b" is not "a"". */
static void add_nearest(struct strbuf *out, const struct cause_entry *entry)
{
    const struct finding *explained[EXPLAINED_MAX], *shown = entry->shown;
    size_t count = compares_branches(shown) ? cause_explained(entry, explained, EXPLAINED_MAX) : 0;

    for (size_t i = 0; i < count && i < EXPLAINED_MAX; i++) {
        const struct finding *finding = explained[i];
        struct str pointer = finding->pointer;

        if (finding->rule != shown->rule || compares_branches(finding))
            continue;
        if (str_starts_with(pointer, shown->pointer))
            pointer = str_slice(pointer, shown->pointer.length, SIZE_MAX);
        strbuf_add_text(out, ": ");
        pointer_text(out, pointer);
        strbuf_add_text(out, pointer.length ? ": " : "");
        sentence_text(out, finding->message);
        return;
    }
}

void cause_with_it(struct strbuf *out, const struct cause_entry *entry, const char *indent)
{
    const struct finding *explained[EXPLAINED_SHOWN + 1];
    size_t count = cause_explained(entry, explained, EXPLAINED_SHOWN + 1);
    size_t shown = shown_of(count, EXPLAINED_SHOWN);

    for (size_t i = 0; i < shown; i++) {
        strbuf_addf(out, "%swith it: ", indent);
        finding_text_begin(out, explained[i]);
        finding_text_what(out, explained[i]);
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
    if (names.names.count > 1 && is_of_nulls(entry)) {
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

void cause_sentence(struct strbuf *out, const struct cause_entry *entry, bool all)
{
    size_t before = out->length;

    cause_where(out, entry);
    strbuf_add_text(out, out->length > before ? ": " : "");
    cause_what(out, entry, all);
}

void cause_rule(struct strbuf *out, const struct cause_entry *entry)
{
    strbuf_add_text(out, rule_info(entry->shown->rule)->id);
    if (!entry->shown->keyword.length)
        return;
    strbuf_add_char(out, '.');
    escape_control_to(out, entry->shown->keyword);
}
