#include "report/causes.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "finding/place.h"

/* ---- collecting ---- */

struct group_of_operation {
    struct operation_name name;
    VEC(const struct finding *) shown;
    size_t hidden; /* its findings of the cause that are not among them */
};

struct group {
    bool is_excused;
    VEC(struct group_of_operation *) operations;
    struct map by_name; /* "GET /pets" to struct group_of_operation */
};

struct grouping {
    struct arena *arena;
    struct map by_cause; /* id, and whether it is excused, to struct group */
    VEC(struct group *) groups;
};

static struct group *group_of(struct grouping *grouping, const char *cause, bool is_excused)
{
    struct str key = str_format(grouping->arena, "%s%s", cause, is_excused ? " excused" : "");
    void **slot = map_put(&grouping->by_cause, key);
    struct group *group;

    if (*slot)
        return *slot;
    group = ARENA_NEW(grouping->arena, struct group);
    group->is_excused = is_excused;
    *slot = group;
    VEC_ADD(&grouping->groups, group);
    return group;
}

static struct group_of_operation *operation_of(struct grouping *grouping,
                                               const struct finding *finding, bool is_excused)
{
    struct group *group = group_of(grouping, finding->cause, is_excused);
    struct operation_name name = finding_operation(grouping->arena, finding);
    struct str key = str_format(grouping->arena, "%.*s %.*s %.*s", STR_ARGS(name.method),
                                STR_ARGS(name.path), STR_ARGS(name.api));
    void **slot = map_put(&group->by_name, key);
    struct group_of_operation *operation;

    if (*slot)
        return *slot;
    operation = ARENA_NEW(grouping->arena, struct group_of_operation);
    operation->name = name;
    *slot = operation;
    VEC_ADD(&group->operations, operation);
    return operation;
}

static void add_finding(struct grouping *grouping, const struct finding *finding, bool is_shown)
{
    bool is_excused = finding_is_excused(finding);
    struct group_of_operation *operation = operation_of(grouping, finding, is_excused);

    if (is_shown)
        VEC_ADD(&operation->shown, finding);
    else
        operation->hidden++;
    if (finding->baseline != BASELINE_NONE)
        operation_of(grouping, finding, !is_excused)->hidden++;
}

/* ---- entries ---- */

static int compare_counts(uint64_t a, uint64_t b)
{
    return (a < b) - (a > b);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = (int)a->part - (int)b->part;

    if (!order)
        order = str_compare(a->name, b->name);
    if (!order)
        order = str_compare(a->pointer, b->pointer);
    if (!order && a->part == PART_DESCRIPTION)
        order = place_compare(&a->description, &b->description);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

static int compare_others(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = (int)b->severity - (int)a->severity;

    return order ? order : compare_findings(left, right);
}

static bool shows_more(const struct finding *a, const struct finding *b)
{
    if (a->severity != b->severity)
        return a->severity > b->severity;
    if (a->exchanges != b->exchanges)
        return a->exchanges > b->exchanges;
    return a->part == PART_DESCRIPTION && place_compare(&a->description, &b->description) < 0;
}

/* Has it the cause of another one? */
static bool is_explained(const struct finding *finding)
{
    return finding->explained.cause[0] != '\0';
}

/* The cause that it would have alone. */
static const char *own_cause(const struct finding *finding)
{
    return is_explained(finding) ? finding->explained.cause : finding->cause;
}

/* Where all that is shown of a group is explained by what is not: the one that tells its cause,
   with others of its own cause. NULL: what nothing explains does. */
static const struct finding *find_teller(const struct group *group)
{
    const struct finding *teller = NULL;

    for (size_t i = 0; i < group->operations.count; i++)
        for (size_t k = 0; k < group->operations.items[i]->shown.count; k++) {
            const struct finding *finding = group->operations.items[i]->shown.items[k];

            if (!is_explained(finding))
                return NULL;
            if (!teller || shows_more(finding, teller))
                teller = finding;
        }
    return teller;
}

static bool tells(const struct finding *finding, const struct finding *teller)
{
    return teller ? strcmp(own_cause(finding), own_cause(teller)) == 0 : !is_explained(finding);
}

/* Where findings are left out, the exchanges of the cause are more than those of what is shown. */
static uint64_t exchanges_of(const struct group_of_operation *operation)
{
    uint64_t most = 0;

    if (operation->hidden == 0)
        return operation->shown.items[0]->cause_exchanges;
    for (size_t i = 0; i < operation->shown.count; i++)
        if (most < operation->shown.items[i]->exchanges)
            most = operation->shown.items[i]->exchanges;
    return most;
}

/* Puts those that tell first; returns how many they are, or all, if none tells. */
static size_t put_in_order(const struct finding **findings,
                           const struct group_of_operation *operation, const struct finding *teller)
{
    size_t count = operation->shown.count, telling = 0, others = count;

    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = operation->shown.items[i];

        findings[tells(finding, teller) ? telling++ : --others] = finding;
    }
    if (telling == 0)
        telling = count;
    qsort(findings, telling, sizeof(const struct finding *), compare_findings);
    if (telling < count)
        qsort(findings + telling, count - telling, sizeof(const struct finding *), compare_others);
    return telling;
}

static struct cause_operation operation_entry(struct arena *arena,
                                              const struct group_of_operation *operation,
                                              const struct finding *teller)
{
    size_t count = operation->shown.count;
    struct cause_operation entry = {.name = operation->name,
                                    .findings = ARENA_ARRAY(arena, const struct finding *, count),
                                    .finding_count = count,
                                    .exchanges = exchanges_of(operation),
                                    .at_least = operation->hidden && count > 1};

    entry.telling = put_in_order(entry.findings, operation, teller);
    for (size_t i = 0; i < entry.telling; i++)
        entry.count += entry.findings[i]->count;
    return entry;
}

static int compare_operations(const void *left, const void *right)
{
    const struct cause_operation *a = left, *b = right;
    int order = compare_counts(a->exchanges, b->exchanges);

    if (!order)
        order = compare_counts(a->count, b->count);
    if (!order)
        order = str_compare(a->name.path, b->name.path);
    if (!order)
        order = str_compare(a->name.method, b->name.method);
    return order ? order : str_compare(a->name.api, b->name.api);
}

static void sum_up(struct cause_entry *entry)
{
    for (size_t i = 0; i < entry->operation_count; i++) {
        const struct cause_operation *operation = &entry->operations[i];

        entry->finding_count += operation->finding_count;
        entry->by_places |= operation->name.path.length == 0;
        entry->telling += operation->telling;
        entry->exchanges += operation->exchanges;
        entry->at_least |= operation->at_least;
        entry->count += operation->count;
        for (size_t k = 0; k < operation->finding_count; k++) {
            const struct finding *finding = operation->findings[k];

            if (k < operation->telling && (!entry->shown || shows_more(finding, entry->shown)))
                entry->shown = finding;
            entry->is_new |= finding->baseline == BASELINE_NEW;
        }
    }
    entry->severity = entry->shown->severity;
    entry->by_places &= entry->shown->part == PART_DESCRIPTION && entry->finding_count > 1;
}

/* Nothing of it may be shown: then it has no operations. */
static struct cause_entry entry_of(struct arena *arena, const struct group *group)
{
    struct cause_entry entry = {.is_excused = group->is_excused};
    const struct finding *teller = find_teller(group);

    entry.operations = ARENA_ARRAY(arena, struct cause_operation, group->operations.count);
    for (size_t i = 0; i < group->operations.count; i++)
        if (group->operations.items[i]->shown.count)
            entry.operations[entry.operation_count++] =
                operation_entry(arena, group->operations.items[i], teller);
    if (entry.operation_count == 0)
        return entry;
    qsort(entry.operations, entry.operation_count, sizeof *entry.operations, compare_operations);
    sum_up(&entry);
    return entry;
}

static int compare_traffic(const struct cause_entry *a, const struct cause_entry *b)
{
    int order = compare_counts(a->exchanges, b->exchanges);

    if (!order)
        order = compare_counts(a->operation_count, b->operation_count);
    if (!order)
        order = compare_counts(a->count, b->count);
    if (!order)
        order = place_compare(&a->shown->description, &b->shown->description);
    return order ? order : strcmp(a->shown->cause, b->shown->cause);
}

static int compare_entries(const void *left, const void *right)
{
    const struct cause_entry *a = left, *b = right;

    if (a->is_excused != b->is_excused)
        return a->is_excused ? 1 : -1;
    if (a->is_new != b->is_new)
        return a->is_new ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    return compare_traffic(a, b);
}

static void release_grouping(struct grouping *grouping)
{
    for (size_t i = 0; i < grouping->groups.count; i++) {
        struct group *group = grouping->groups.items[i];

        for (size_t k = 0; k < group->operations.count; k++)
            VEC_RELEASE(&group->operations.items[k]->shown);
        VEC_RELEASE(&group->operations);
        map_release(&group->by_name);
    }
    VEC_RELEASE(&grouping->groups);
    map_release(&grouping->by_cause);
}

void causes_init(struct causes *causes, struct findings *findings, causes_filter *filter,
                 const void *context)
{
    struct grouping grouping = {.arena = &causes->arena};

    *causes = (struct causes){.count = 0};
    arena_init(&causes->arena);
    findings_settle_causes(findings);
    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);

        add_finding(&grouping, finding, filter(context, finding));
    }
    causes->entries = ARENA_ARRAY(&causes->arena, struct cause_entry, grouping.groups.count + 1);
    for (size_t i = 0; i < grouping.groups.count; i++) {
        struct cause_entry entry = entry_of(&causes->arena, grouping.groups.items[i]);

        if (entry.operation_count)
            causes->entries[causes->count++] = entry;
    }
    if (causes->count)
        qsort(causes->entries, causes->count, sizeof *causes->entries, compare_entries);
    release_grouping(&grouping);
}

void causes_release(struct causes *causes)
{
    arena_release(&causes->arena);
}

void cause_each(const struct cause_entry *entry, cause_finding_fn *each, void *context)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].finding_count; k++)
            each(context, entry->operations[i].findings[k]);
}

size_t causes_most(const struct causes *causes, const struct cause_entry **most, size_t limit)
{
    enum severity highest = causes->count ? causes->entries[0].severity : SEVERITY_OFF;
    size_t count = 0;

    for (size_t i = 0; i < causes->count; i++) {
        const struct cause_entry *entry = &causes->entries[i];
        size_t at = count;

        if (entry->severity == SEVERITY_INFO && highest > SEVERITY_INFO)
            continue;
        while (at > 0 && compare_traffic(entry, most[at - 1]) < 0)
            at--;
        if (at == limit)
            continue;
        if (count < limit)
            count++;
        for (size_t k = count - 1; k > at; k--)
            most[k] = most[k - 1];
        most[at] = entry;
    }
    return count;
}

static const struct cause_operation *operation_of_shown(const struct cause_entry *entry)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].telling; k++)
            if (entry->operations[i].findings[k] == entry->shown)
                return &entry->operations[i];
    return &entry->operations[0];
}

size_t cause_others(const struct cause_entry *entry, const struct finding **others, size_t limit)
{
    const struct cause_operation *operation = operation_of_shown(entry);
    struct map seen = {0};
    size_t count;

    for (size_t i = operation->telling; i < operation->finding_count; i++) {
        const struct finding *finding = operation->findings[i];
        void **known = map_put(&seen, str_of(own_cause(finding)));

        if (!*known && seen.count <= limit)
            others[seen.count - 1] = finding;
        *known = &seen;
    }
    count = seen.count;
    map_release(&seen);
    return count;
}
