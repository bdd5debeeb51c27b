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
#include "run/rules_off.h"

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

/* Rule sets that are given now are in force in all parts (merge_grade). Else the parts tell, but
   for those of earlier versions. */
static const bool *rules_off(struct merge *merge)
{
    const struct rules *rules = merge->settings.rules;

    if (rules && !rules_are_default(rules))
        return rules_off_everywhere(&merge->arena, rules);
    for (size_t i = 0; i < merge->parts.count; i++)
        if (merge->parts.items[i]->start.rules_off)
            return merge->parts.items[i]->start.rules_off;
    return NULL;
}

static bool send_start(struct merge *merge, const struct event_sink *sink, struct error *err)
{
    struct event_start start = merge->parts.items[0]->start;

    start.shard = (struct shard){0};
    start.rules_off = merge->rules_off;
    for (size_t i = 1; i < merge->parts.count; i++)
        if (str_compare(merge->parts.items[i]->start.time, start.time) < 0)
            start.time = merge->parts.items[i]->start.time;
    return sink->event(sink->context, &(struct event){.kind = EVENT_START, .start = &start}, err);
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
        !merge_grade(merge, err) || !merge_add_parts(merge, &end, err))
        return EXIT_CODE_UNUSABLE;
    add_diagnostics(merge);
    conclusion.lacks = !merge_note_missing(merge) || (settings->expected && merge->differing.text);
    conclusion.description = merge->parts.items[0]->start.description_count
                                 ? merge->parts.items[0]->start.descriptions[0].file
                                 : STR_NONE;
    conclusion.folder = path_directory(conclusion.description);
    conclusion.coverage =
        merge_hide_secrets(merge, conclusion.folder, coverage_union_result(merge->coverage));
    if (settings->rules)
        conclusion.coverage =
            coverage_with_rules_off(&merge->arena, conclusion.coverage, settings->rules);
    conclusion.shown_coverage = conclusion.coverage;
    conclusion.rules_off = merge->rules_off = rules_off(merge);
    conclusion.secrets = &merge->secrets;
    conclusion.rules = settings->rules;
    conclusion.baselines = merge->settings.baselines;
    conclusion.baseline_sealing = baseline_sealing(merge);
    conclusion.partial = merge_is_partial(merge) || merge->differing.text;
    conclusion.lint = str_is(merge->parts.items[0]->start.command, "lint");
    conclusion.interrupted = is_interrupted(merge);
    merge_sum_up(merge, conclusion.coverage, &end);
    if (!send_start(merge, sink, err) || !send_exchanges(merge, sink, err))
        return EXIT_CODE_INTERNAL;
    return conclude(&conclusion, sink, err);
}
