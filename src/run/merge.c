/* How parts become the whole. Each part is a shard of one run, or a whole run of its own. Shards
   lie in the order of their numbers, whole runs in that of their digests, so that the order of the
   files does not matter; a part that comes again has the digest of the first and counts once. A
   whole run with the id of the shards is what they come to: it stands for them all.

   A record is known by its source and byte offset. Where a shard saw only its own part of a
   recording, its indexes count from its own first record: what the shards before it counted is
   added to them. */
#include "run/merge.h"

#include <stdlib.h>

#include "base/file.h"
#include "observe/coverage_union.h"
#include "run/merge_part.h"

struct merge {
    struct merge_settings settings;
    struct arena arena;
    VEC(struct merge_part *) parts;      /* finished */
    VEC(struct merge_part *) unfinished; /* or without anything */
    VEC(struct str) repeated;            /* what to say of parts that came again */
    bool resolved;
    struct findings *findings;
    struct coverage_union *coverage;
    VEC(struct event_source) sources;
    VEC(struct event_exchange) exchanges;
    VEC(struct diagnostic) diagnostics; /* texts are the parts' */
};

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
    VEC_RELEASE(&merge->sources);
    VEC_RELEASE(&merge->exchanges);
    VEC_RELEASE(&merge->diagnostics);
    coverage_union_free(merge->coverage);
    findings_free(merge->findings);
    arena_release(&merge->arena);
    free(merge);
}

/* ---- which parts belong together ---- */

static bool is_shard(const struct merge_part *part)
{
    return part->start.shard.count > 0;
}

static bool is_same_description(const struct event_start *a, const struct event_start *b)
{
    if (a->description_count != b->description_count)
        return false;
    for (size_t i = 0; i < a->description_count; i++)
        if (!str_equal(a->descriptions[i].sha256, b->descriptions[i].sha256))
            return false;
    return true;
}

static bool fits(const struct merge_part *first, const struct merge_part *part, struct error *err)
{
    const struct event_start *a = &first->start, *b = &part->start;
    const char *differs = NULL;

    if (!is_same_description(a, b))
        differs = "the description is another";
    else if (!str_equal(a->rules_sha256, b->rules_sha256))
        differs = "the rule sets are others";
    else if (!str_equal(a->command, b->command))
        differs = "the command is another";
    else if ((is_shard(first) || is_shard(part)) && !str_equal(a->run, b->run))
        differs = "it is of another run";
    else if (is_shard(first) && is_shard(part) && a->shard.count != b->shard.count)
        differs = "the number of shards is another";
    return !differs || error_raise(err, "%.*s does not belong to %.*s: %s", STR_ARGS(part->file),
                                   STR_ARGS(first->file), differs);
}

/* The same shard, or the same whole run; NULL. */
static const struct merge_part *find_twin(const struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < merge->parts.count; i++) {
        const struct merge_part *other = merge->parts.items[i];
        bool same = is_shard(part) ? other->start.shard.index == part->start.shard.index &&
                                         other->start.shard.count == part->start.shard.count
                                   : !is_shard(other) && strcmp(other->digest, part->digest) == 0;

        if (same)
            return other;
    }
    return NULL;
}

static struct str repeated_text(struct merge *merge, const struct merge_part *twin,
                                const struct merge_part *part)
{
    struct str what = STR("run");

    if (is_shard(part))
        what = str_format(&merge->arena, "shard %zu of %zu", part->start.shard.index,
                          part->start.shard.count);
    return str_format(&merge->arena, "%.*s: the same %.*s as in %.*s, which counts once",
                      STR_ARGS(part->file), STR_ARGS(what), STR_ARGS(twin->file));
}

static bool add_part(struct merge *merge, struct merge_part *part, struct error *err)
{
    const struct merge_part *twin = find_twin(merge, part);

    for (size_t i = 0; i < merge->parts.count; i++)
        if (!fits(merge->parts.items[i], part, err))
            return false;
    if (!twin) {
        VEC_ADD(&merge->parts, part);
        return true;
    }
    if (strcmp(twin->digest, part->digest) != 0)
        return error_raise(err, "%.*s and %.*s are both shard %zu of %zu, with different content",
                           STR_ARGS(twin->file), STR_ARGS(part->file), part->start.shard.index,
                           part->start.shard.count);
    VEC_ADD(&merge->repeated, repeated_text(merge, twin, part));
    merge_part_free(part);
    return true;
}

struct str merge_repeated_at(const struct merge *merge, size_t index)
{
    return index < merge->repeated.count ? merge->repeated.items[index] : STR_NONE;
}

bool merge_add(struct merge *merge, const char *path, struct error *err)
{
    const struct merge_part_wants wants = {merge->settings.exchanges, merge->settings.lines};
    struct event_reader *reader = event_reader_open(path, err);
    enum merge_part_outcome outcome = PART_BROKEN;
    struct merge_part *part;

    while (reader && (outcome = merge_part_read(reader, path, &wants, &part, err)) == PART_READ)
        if (!add_part(merge, part, err)) {
            merge_part_free(part);
            outcome = PART_BROKEN;
            break;
        }
    if (outcome == PART_UNFINISHED)
        VEC_ADD(&merge->unfinished, part);
    event_reader_close(reader);
    return outcome != PART_BROKEN;
}

/* ---- what the parts come to ---- */

static int compare_parts(const void *left, const void *right)
{
    const struct merge_part *a = *(struct merge_part *const *)left;
    const struct merge_part *b = *(struct merge_part *const *)right;

    if (a->start.shard.index != b->start.shard.index)
        return a->start.shard.index < b->start.shard.index ? -1 : 1;
    return strcmp(a->digest, b->digest);
}

/* A whole run stands for its shards. */
static void drop_shards(struct merge *merge)
{
    bool whole = false;
    size_t kept = 0;

    for (size_t i = 0; i < merge->parts.count; i++)
        whole = whole || !is_shard(merge->parts.items[i]);
    for (size_t i = 0; i < merge->parts.count; i++) {
        struct merge_part *part = merge->parts.items[i];

        if (whole && is_shard(part))
            merge_part_free(part);
        else
            merge->parts.items[kept++] = part;
    }
    merge->parts.count = kept;
}

/* NULL: no part before had it. */
static struct event_source *source_of(const struct merge *merge, struct str name)
{
    for (size_t i = 0; i < merge->sources.count; i++)
        if (str_equal(merge->sources.items[i].name, name))
            return &merge->sources.items[i];
    return NULL;
}

/* How many records of the source the shards before the part have: what the part's indexes lack. */
static size_t base_of(const struct merge *merge, const struct merge_part *part, struct str name)
{
    const struct event_source *before = source_of(merge, name);

    for (size_t i = 0; before && i < part->end.source_count; i++)
        if (str_equal(part->end.sources[i].name, name))
            return part->end.sources[i].relative ? (size_t)before->records : 0;
    return 0;
}

/* Once: each shard tells of a recording that it cannot read. */
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

static void add_findings(struct merge *merge, const struct merge_part *part)
{
    const struct findings *findings = part->findings;

    for (size_t i = 0; i < findings_count(findings); i++) {
        struct finding finding = *findings_at(findings, i);

        for (size_t j = 0; j < finding.sample_count; j++)
            finding.samples[j].index += base_of(merge, part, finding.samples[j].source);
        findings_add(merge->findings, &finding);
    }
    for (size_t i = 0; i < findings_not_checked_count(findings); i++)
        findings_add_not_checked(merge->findings, findings_not_checked_at(findings, i));
    for (size_t i = 0; i < findings_diagnostic_count(findings); i++) {
        struct diagnostic diagnostic = *findings_diagnostic_at(findings, i);

        if (diagnostic.indexed)
            diagnostic.index += base_of(merge, part, diagnostic.source);
        keep_diagnostic(merge, &diagnostic);
    }
}

static void add_exchanges(struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < part->exchanges.count; i++) {
        struct event_exchange exchange = part->exchanges.items[i];

        exchange.index += base_of(merge, part, exchange.source);
        VEC_ADD(&merge->exchanges, exchange);
    }
}

/* After everything that asks base_of. */
static void add_sources(struct merge *merge, const struct merge_part *part)
{
    for (size_t i = 0; i < part->end.source_count; i++) {
        struct event_source added = part->end.sources[i];
        struct event_source *kept = source_of(merge, added.name);

        added.relative = false;
        if (kept)
            kept->records += added.records;
        else
            VEC_ADD(&merge->sources, added);
    }
}

static void add_missing(struct merge *merge, const char *format, size_t index, size_t count)
    __attribute__((format(printf, 2, 0)));

static void add_missing(struct merge *merge, const char *format, size_t index, size_t count)
{
    const struct diagnostic missing = {.id = "run.shard-missing",
                                       .message = str_format(&merge->arena, format, index, count)};

    findings_add_diagnostic(merge->findings, &missing);
}

static size_t shard_count(const struct merge *merge)
{
    return merge->parts.count ? merge->parts.items[0]->start.shard.count : 0;
}

static bool has_shard(const struct merge *merge, size_t index)
{
    for (size_t i = 0; i < merge->parts.count; i++)
        if (merge->parts.items[i]->start.shard.index == index)
            return true;
    return false;
}

/* A retry may have finished what this file did not: then nothing is missing. */
static void note_unfinished(struct merge *merge)
{
    for (size_t i = 0; i < merge->unfinished.count; i++) {
        const struct merge_part *part = merge->unfinished.items[i];
        const struct diagnostic missing = {
            .id = "run.shard-missing",
            .message = str_format(&merge->arena, "%.*s has no trailer: the run did not finish",
                                  STR_ARGS(part->file))};

        if (!is_shard(part) || part->start.shard.count != shard_count(merge) ||
            !has_shard(merge, part->start.shard.index))
            findings_add_diagnostic(merge->findings, &missing);
    }
}

static void note_missing(struct merge *merge)
{
    note_unfinished(merge);
    for (size_t index = 1; index <= shard_count(merge); index++)
        if (!has_shard(merge, index))
            add_missing(merge, "shard %zu of %zu is missing", index, shard_count(merge));
    for (size_t i = 0; i < merge->parts.count; i++)
        if (merge->parts.items[i]->end.exit_code == EXIT_CODE_INTERRUPTED)
            add_missing(merge, "shard %zu of %zu was interrupted",
                        merge->parts.items[i]->start.shard.index, shard_count(merge));
}

/* Parts in their order, once. */
static void resolve(struct merge *merge)
{
    if (merge->resolved)
        return;
    merge->resolved = true;
    drop_shards(merge);
    if (merge->parts.count)
        qsort(merge->parts.items, merge->parts.count, sizeof *merge->parts.items, compare_parts);
}

bool merge_is_partial(struct merge *merge)
{
    resolve(merge);
    return merge->parts.count < shard_count(merge);
}

bool merge_lines(struct merge *merge, bool (*line)(void *context, struct str line), void *context)
{
    resolve(merge);
    for (size_t i = 0; i < merge->parts.count; i++)
        for (size_t j = 0; j < merge->parts.items[i]->lines.count; j++)
            if (!line(context, merge->parts.items[i]->lines.items[j]))
                return false;
    return true;
}

/* ---- the events of the whole ---- */

static size_t position_of(const struct merge *merge, struct str source)
{
    size_t at = 0;

    while (at < merge->sources.count && !str_equal(merge->sources.items[at].name, source))
        at++;
    return at;
}

/* In the order of the recordings. */
static void add_diagnostics(struct merge *merge)
{
    for (size_t at = 0; at <= merge->sources.count; at++)
        for (size_t i = 0; i < merge->diagnostics.count; i++)
            if (position_of(merge, merge->diagnostics.items[i].source) == at)
                findings_add_diagnostic(merge->findings, &merge->diagnostics.items[i]);
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
        ordered[i] = (struct ordered_exchange){position_of(merge, merge->exchanges.items[i].source),
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

static bool add_parts(struct merge *merge, struct event_end *end, struct error *err)
{
    for (size_t i = 0; i < merge->parts.count; i++) {
        struct merge_part *part = merge->parts.items[i];

        if (!coverage_union_add(merge->coverage, &part->coverage, err))
            return false;
        arena_release(&part->coverage_arena);
        arena_init(&part->coverage_arena);
        add_findings(merge, part);
        add_exchanges(merge, part);
        add_sources(merge, part);
        end->exchanges += part->end.exchanges;
        end->excluded += part->end.excluded;
        end->judged += part->end.judged;
        end->live = end->live || part->end.live;
        if (part->end.operations_succeeded > end->operations_succeeded)
            end->operations_succeeded = part->end.operations_succeeded;
        if (part->end.duration_ms > end->duration_ms && !merge->settings.reproducible)
            end->duration_ms = part->end.duration_ms;
    }
    return true;
}

static void count_operations(struct event_end *end, const struct event_coverage *coverage)
{
    for (size_t i = 0; i < coverage->operation_count; i++) {
        end->operations_total += coverage->operations[i].selected;
        end->operations_seen += coverage->operations[i].seen > 0;
    }
}

static bool is_interrupted(const struct merge *merge)
{
    return merge->settings.interrupted && *merge->settings.interrupted;
}

int merge_conclude(struct merge *merge, const struct event_sink *sink, struct error *err)
{
    struct event_end end = {0};
    struct conclusion conclusion = {
        .demands = &merge->settings.demands, .findings = merge->findings, .end = &end};

    resolve(merge);
    if (merge->parts.count == 0) {
        error_raise(err, "no event file was finished: there is nothing to report");
        return EXIT_CODE_INCOMPLETE;
    }
    if (!add_parts(merge, &end, err))
        return EXIT_CODE_UNUSABLE;
    add_diagnostics(merge);
    note_missing(merge);
    conclusion.coverage = coverage_union_result(merge->coverage);
    conclusion.description = merge->parts.items[0]->start.description_count
                                 ? merge->parts.items[0]->start.descriptions[0].file
                                 : STR_NONE;
    conclusion.folder = path_directory(conclusion.description);
    conclusion.rules = merge->settings.rules;
    conclusion.baselines = merge->settings.baselines;
    conclusion.partial = merge_is_partial(merge);
    conclusion.lint = str_is(merge->parts.items[0]->start.command, "lint");
    conclusion.interrupted = is_interrupted(merge);
    count_operations(&end, conclusion.coverage);
    end.sources = merge->sources.items;
    end.source_count = merge->sources.count;
    if (!send_start(merge, sink, err) || !send_exchanges(merge, sink, err))
        return EXIT_CODE_INTERNAL;
    return conclude(&conclusion, sink, err);
}
