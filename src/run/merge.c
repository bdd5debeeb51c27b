/* How parts become the whole. Each part is a shard of one run, or a whole run of its own. Shards
   are put in the order of their numbers, whole runs in the order of their digests, so that the
   order of the files does not matter. A part that comes again has the digest of the first and
   counts once. A whole run with the id of the shards is the result of merging them: it stands for
   them all.

   A record is known by its source and byte offset. The indexes of a shard that saw only a part of a
   recording count from the first record of that part: the number of records in the parts before it
   is added to them. */
#include "run/merge.h"

#include <stdlib.h>

#include "base/path.h"
#include "run/merge_state.h"

struct merge *merge_new(const struct merge_settings *settings)
{
    struct merge *merge = alloc_zeroed(1, sizeof *merge);

    merge->settings = *settings;
    merge->findings = findings_new();
    merge->coverage = coverage_union_new();
    arena_init(&merge->arena);
    return merge;
}

void merge_free(struct merge *merge)
{
    if (!merge)
        return;
    for (size_t i = 0; i < merge->parts.count; i++)
        merge_part_free(merge->parts.items[i]);
    for (size_t i = 0; i < merge->unfinished.count; i++)
        merge_part_free(merge->unfinished.items[i]);
    VEC_RELEASE(&merge->parts);
    VEC_RELEASE(&merge->unfinished);
    VEC_RELEASE(&merge->repeated);
    for (size_t i = 0; i < merge->withheld.count; i++)
        findings_free(merge->withheld.items[i].findings);
    VEC_RELEASE(&merge->withheld);
    source_counts_release(&merge->sources);
    map_release(&merge->foreign);
    VEC_RELEASE(&merge->exchanges);
    VEC_RELEASE(&merge->diagnostics);
    secret_digests_release(&merge->secrets);
    coverage_union_free(merge->coverage);
    findings_free(merge->findings);
    arena_release(&merge->arena);
    free(merge);
}

void merge_diagnose(struct merge *merge, const char *id, struct str message)
{
    findings_add_diagnostic(merge->findings, &(struct diagnostic){.id = id, .message = message});
}

/* ---- what the parts come to ---- */

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
        if (findings_not_checked_at(findings, i)->about == LEDGER_EXCHANGE &&
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

static bool has_succeeded(const struct event_coverage *coverage, const struct operation_name *name)
{
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (str_equal(operation->name.method, name->method) &&
            str_equal(operation->name.path, name->path) &&
            str_equal(operation->name.api, name->api))
            return operation->answers.succeeded > 0;
    }
    return false;
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

/* ---- the events of the whole ---- */

struct ordered_diagnostic {
    size_t position, index;
};

static int compare_diagnostics(const void *left, const void *right)
{
    const struct ordered_diagnostic *a = left, *b = right;

    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* In the order of the recordings. */
static void add_diagnostics(struct merge *merge)
{
    size_t count = merge->diagnostics.count;
    struct ordered_diagnostic *ordered = alloc_zeroed(count + 1, sizeof *ordered);

    for (size_t i = 0; i < count; i++)
        ordered[i] = (struct ordered_diagnostic){
            source_counts_place(&merge->sources, merge->diagnostics.items[i].source), i};
    qsort(ordered, count, sizeof *ordered, compare_diagnostics);
    for (size_t i = 0; i < count; i++)
        findings_add_diagnostic(merge->findings, &merge->diagnostics.items[ordered[i].index]);
    free(ordered);
}

struct ordered_exchange {
    size_t position;
    const struct event_exchange *exchange;
};

static int compare_exchanges(const void *left, const void *right)
{
    const struct ordered_exchange *a = left, *b = right;

    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    if (a->exchange->index != b->exchange->index)
        return a->exchange->index < b->exchange->index ? -1 : 1;
    return a->exchange < b->exchange ? -1 : 1;
}

static bool send_exchanges(struct merge *merge, const struct event_sink *sink, struct error *err)
{
    size_t count = merge->exchanges.count;
    struct ordered_exchange *ordered = alloc_zeroed(count + 1, sizeof *ordered);
    bool sent = true;

    for (size_t i = 0; i < count; i++)
        ordered[i] = (struct ordered_exchange){
            source_counts_place(&merge->sources, merge->exchanges.items[i].source),
            &merge->exchanges.items[i]};
    qsort(ordered, count, sizeof *ordered, compare_exchanges);
    for (size_t i = 0; i < count && sent; i++)
        sent = sink->event(sink->context,
                           &(struct event){.kind = EVENT_EXCHANGE, .exchange = ordered[i].exchange},
                           err);
    free(ordered);
    return sent;
}

static bool send_start(struct merge *merge, const struct event_sink *sink, struct error *err)
{
    struct event_start start = merge->parts.items[0]->start;

    start.shard = (struct shard){0};
    for (size_t i = 1; i < merge->parts.count; i++)
        if (str_compare(merge->parts.items[i]->start.time, start.time) < 0)
            start.time = merge->parts.items[i]->start.time;
    return sink->event(sink->context, &(struct event){.kind = EVENT_START, .start = &start}, err);
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

static bool add_parts(struct merge *merge, struct event_end *end, struct error *err)
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

static bool is_interrupted(const struct merge *merge)
{
    return merge->settings.interrupted && *merge->settings.interrupted;
}

/* The texts of parts are sealed, and no description is read. */
static const struct sealing *baseline_sealing(const struct merge *merge)
{
    static const struct sealing nothing_held = {.values = VALUES_NONE};

    return merge->settings.values == VALUES_NONE ? &nothing_held : NULL;
}

int merge_conclude(struct merge *merge, const struct event_sink *sink, struct error *err)
{
    const struct merge_settings *settings = &merge->settings;
    struct event_end end = {0};
    struct conclusion conclusion = {
        .demands = &merge->settings.demands, .findings = merge->findings, .end = &end};

    merge_resolve(merge);
    if (merge->parts.count == 0) {
        error_raise(err, "no event file was finished: there is nothing to report");
        return EXIT_CODE_INCOMPLETE;
    }
    if (!merge_is_as_expected(merge, err) || !merge_compare_inputs(merge, err) ||
        !merge_grade(merge, err) || !add_parts(merge, &end, err))
        return EXIT_CODE_UNUSABLE;
    add_diagnostics(merge);
    conclusion.lacks = !merge_note_missing(merge) || (settings->expected && merge->differing.text);
    conclusion.description = merge->parts.items[0]->start.description_count
                                 ? merge->parts.items[0]->start.descriptions[0].file
                                 : STR_NONE;
    conclusion.folder = path_directory(conclusion.description);
    conclusion.coverage =
        merge_hide_secrets(merge, conclusion.folder, coverage_union_result(merge->coverage));
    conclusion.shown_coverage = conclusion.coverage;
    conclusion.secrets = &merge->secrets;
    conclusion.rules = settings->rules;
    conclusion.baselines = merge->settings.baselines;
    conclusion.baseline_sealing = baseline_sealing(merge);
    conclusion.partial = merge_is_partial(merge) || merge->differing.text;
    conclusion.lint = str_is(merge->parts.items[0]->start.command, "lint");
    conclusion.interrupted = is_interrupted(merge);
    count_operations(&end, conclusion.coverage);
    add_failures(merge, conclusion.coverage);
    add_assertions(merge, &end);
    end.sources = merge->sources.items.items;
    end.source_count = merge->sources.items.count;
    if (!send_start(merge, sink, err) || !send_exchanges(merge, sink, err))
        return EXIT_CODE_INTERNAL;
    return conclude(&conclusion, sink, err);
}
