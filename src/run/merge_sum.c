/* What the parts come to: sums of their counts, and their records with the indexes that they have
   in the whole. */
#include "run/merge_state.h"

/* ---- records ---- */

/* The sources whose indexes in the part count from its own first record: name -> struct
   event_source of the merge, with the records that the parts before it have. */
static void list_bases(const struct merge *merge, const struct merge_part *part, struct map *bases)
{
    for (size_t i = 0; i < part->end.source_count; i++) {
        const struct event_source *source = &part->end.sources[i];
        size_t place = source_counts_place(&merge->sources, source->name);

        if (source->relative && place < merge->sources.items.count)
            *map_put(bases, source->name) = &merge->sources.items.items[place];
    }
}

/* What is added to the part's indexes of the source. */
static size_t base_of(const struct map *bases, struct str name)
{
    const struct event_source *before = map_get(bases, name);

    return before ? (size_t)before->records : 0;
}

/* Each shard tells of a recording that cannot be read: that is told once. */
static void keep_diagnostic(struct merge *merge, const struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < merge->diagnostics.count; i++) {
        const struct diagnostic *known = &merge->diagnostics.items[i];

        if (strcmp(known->id, diagnostic->id) == 0 && known->indexed == diagnostic->indexed &&
            known->index == diagnostic->index && str_equal(known->source, diagnostic->source) &&
            str_equal(known->message, diagnostic->message))
            return;
    }
    VEC_ADD(&merge->diagnostics, *diagnostic);
}

/* With the indexes that its samples have in the whole. */
static struct finding in_whole(const struct finding *finding, const struct map *bases)
{
    struct finding moved = *finding;

    for (size_t i = 0; i < moved.sample_count; i++)
        moved.samples[i].index += base_of(bases, moved.samples[i].source);
    return moved;
}

/* Of a part, with the indexes of the whole. The caller frees them. */
static struct findings *all_in_whole(const struct findings *findings, const struct map *bases)
{
    struct findings *moved = findings_new();

    for (size_t i = 0; i < findings_count(findings); i++) {
        struct finding finding = in_whole(findings_at(findings, i), bases);

        findings_add(moved, &finding);
    }
    return moved;
}

static void add_findings(struct merge *merge, const struct merge_part *part,
                         const struct map *bases)
{
    const struct findings *findings = part->findings;
    struct findings *moved = all_in_whole(findings, bases);

    findings_unite(merge->findings, moved);
    findings_free(moved);
    for (size_t i = 0; i < findings_not_checked_count(findings); i++)
        if (findings_not_checked_at(findings, i)->about <= LEDGER_LIMIT &&
            !(part->withheld.count && lack_is_told(findings_not_checked_at(findings, i))))
            findings_add_not_checked(merge->findings, findings_not_checked_at(findings, i));
    for (size_t i = 0; i < findings_diagnostic_count(findings); i++) {
        struct diagnostic diagnostic = *findings_diagnostic_at(findings, i);

        if (diagnostic.indexed)
            diagnostic.index += base_of(bases, diagnostic.source);
        keep_diagnostic(merge, &diagnostic);
    }
}

static void add_withheld(struct merge *merge, const struct merge_part *part,
                         const struct map *bases)
{
    for (size_t i = 0; i < part->withheld.count; i++) {
        struct withheld_left left = part->withheld.items[i];

        left.findings = all_in_whole(left.findings, bases);
        VEC_ADD(&merge->withheld, left);
    }
}

static void add_exchanges(struct merge *merge, const struct merge_part *part,
                          const struct map *bases)
{
    for (size_t i = 0; i < part->exchanges.count; i++) {
        struct event_exchange exchange = part->exchanges.items[i];

        exchange.index += base_of(bases, exchange.source);
        VEC_ADD(&merge->exchanges, exchange);
    }
}

static void add_sources(struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < part->end.source_count; i++) {
        const struct event_source *own = &part->end.sources[i];

        if (!map_get(&merge->foreign, own->name))
            source_counts_add(&merge->sources, &merge->arena,
                              &(struct event_source){
                                  .name = own->name, .records = own->records, .shown = own->shown});
    }
}

/* Sources come last: until then the merge has the records of the parts before this one. */
static void add_records(struct merge *merge, const struct merge_part *part)
{
    struct map bases = {0};

    list_bases(merge, part, &bases);
    add_findings(merge, part, &bases);
    add_withheld(merge, part, &bases);
    add_exchanges(merge, part, &bases);
    map_release(&bases);
    add_sources(merge, part);
}

/* What a shard withholds stands where another one has seen that the recording lacks nothing. */
static void settle_withheld(struct merge *merge, const struct withheld_left *left)
{
    size_t place = source_counts_place(&merge->sources, left->source);
    bool shown = place < merge->sources.items.count &&
                 merge->sources.items.items[place].shown & (1u << left->lack);
    struct not_checked entry = lack_entry(left->lack, left->source, 0);

    if (shown) {
        findings_unite(merge->findings, left->findings);
        return;
    }
    for (size_t i = 0; i < findings_count(left->findings); i++)
        entry.count += findings_at(left->findings, i)->count;
    findings_add_not_checked(merge->findings, &entry);
}

/* By files, others than its owner do not know that it is none. */
static void note_foreign(struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < part->end.source_count; i++)
        if (part->end.sources[i].foreign)
            *map_put(&merge->foreign, part->end.sources[i].name) = merge; /* any value */
}

bool merge_add_parts(struct merge *merge, struct event_end *end, struct error *err)
{
    for (size_t i = 0; i < merge->parts.count; i++)
        note_foreign(merge, merge->parts.items[i]);
    for (size_t i = 0; i < merge->parts.count; i++) {
        struct merge_part *part = merge->parts.items[i];

        if (!coverage_union_add(merge->coverage, &part->coverage, err))
            return false;
        arena_release(&part->coverage_arena);
        arena_init(&part->coverage_arena);
        add_records(merge, part);
        end->exchanges += part->end.exchanges;
        end->excluded += part->end.excluded;
        end->excluded_unmatched += part->end.excluded_unmatched;
        end->findings_left_out += part->end.findings_left_out;
        end->judged += part->end.judged;
        end->live = end->live || part->end.live;
        if (part->end.operations_succeeded > end->operations_succeeded)
            end->operations_succeeded = part->end.operations_succeeded;
        if (part->end.duration_ms > end->duration_ms && !merge->settings.reproducible)
            end->duration_ms = part->end.duration_ms;
    }
    for (size_t i = 0; i < merge->withheld.count; i++)
        settle_withheld(merge, &merge->withheld.items[i]);
    return true;
}

/* ---- what only all of them tell ---- */

static bool has_succeeded(const struct event_coverage *coverage, const struct operation_name *name)
{
    const struct coverage_operation *operation = coverage_operation_named(coverage, name);

    return operation && operation->answers.succeeded > 0;
}

/* An operation without a success in one run may have one in another. */
static void add_failures(struct merge *merge, const struct event_coverage *coverage)
{
    for (size_t i = 0; i < merge->parts.count; i++) {
        const struct findings *findings = merge->parts.items[i]->findings;

        for (size_t j = 0; j < findings_not_checked_count(findings); j++) {
            const struct not_checked *entry = findings_not_checked_at(findings, j);

            if (entry->about == LEDGER_SUCCESS && !has_succeeded(coverage, &entry->operation))
                findings_add_not_checked(merge->findings, entry);
        }
    }
}

/* All parts have the same rule sets, and so the same assertions. */
static void add_assertions(struct merge *merge, struct event_end *end)
{
    const struct event_end *first = &merge->parts.items[0]->end;
    struct assertion_tally *sums =
        ARENA_ARRAY(&merge->arena, struct assertion_tally, first->assertion_count + 1);

    for (size_t i = 0; i < first->assertion_count; i++) {
        sums[i] = first->assertions[i];
        for (size_t j = 1; j < merge->parts.count; j++) {
            const struct event_end *other = &merge->parts.items[j]->end;

            if (i < other->assertion_count && str_equal(other->assertions[i].name, sums[i].name))
                assertion_tally_add(&sums[i], &other->assertions[i]);
        }
    }
    end->assertions = sums;
    end->assertion_count = first->assertion_count;
}

static void count_operations(struct event_end *end, const struct event_coverage *coverage)
{
    uint64_t succeeded = 0;

    for (size_t i = 0; i < coverage->operation_count; i++) {
        end->operations_total += coverage->operations[i].selected;
        end->operations_seen += coverage->operations[i].seen > 0;
        succeeded += coverage->operations[i].answers.succeeded > 0;
    }
    if (succeeded > end->operations_succeeded)
        end->operations_succeeded = succeeded;
}

void merge_sum_up(struct merge *merge, const struct event_coverage *coverage, struct event_end *end)
{
    count_operations(end, coverage);
    add_failures(merge, coverage);
    add_assertions(merge, end);
    end->sources = merge->sources.items.items;
    end->source_count = merge->sources.items.count;
}
