/* What the places of a cause have in common. */
#include "report/cause_places.h"

#include "base/escape.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "finding/rules.h"
#include "report/cause_words.h"
#include "report/finding_text.h"

/* ---- members ---- */

bool cause_is_of_nulls(const struct cause_entry *entry)
{
    return entry->shown->rule == RULE_RESPONSE_NULLABLE_WITHOUT_TYPE;
}

bool cause_is_of_members(const struct cause_entry *entry)
{
    const struct finding *finding = entry->shown;

    return cause_is_of_nulls(entry) || finding->rule == RULE_RESPONSE_PROPERTY_UNDOCUMENTED ||
           finding->rule == RULE_REQUEST_PROPERTY_UNDOCUMENTED ||
           str_is(finding->keyword, "additionalProperties") ||
           str_is(finding->keyword, "unevaluatedProperties");
}

struct str cause_member(const struct finding *finding)
{
    size_t slash = str_find_last(finding->pointer, '/');

    return slash < finding->pointer.length ? str_slice(finding->pointer, slash + 1, SIZE_MAX)
                                           : STR_NONE;
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

struct str cause_shared_begin(struct str a, struct str b)
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
    shared->begin = cause_shared_begin(shared->begin, pointer);
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
    cause_each(entry, of_members ? share_ends_of_object : share_ends, &shared);
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
    struct str member = cause_member(finding);

    members->differ |= members->first.text && member.text && !str_equal(member, members->first);
    members->first = members->first.text ? members->first : member;
}

static bool has_several_members(const struct cause_entry *entry)
{
    struct members members = {.first = STR_NONE};

    if (cause_is_of_members(entry))
        cause_each(entry, compare_member, &members);
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
