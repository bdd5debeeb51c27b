#include "run/merge_part.h"

#include <stdlib.h>

#include "run/merge.h"

static struct merge_part *part_new(const char *path)
{
    struct merge_part *part = alloc_zeroed(1, sizeof *part);

    arena_init(&part->arena);
    arena_init(&part->coverage_arena);
    part->file = str_copy(&part->arena, str_of(path));
    part->findings = findings_new();
    return part;
}

void merge_part_free(struct merge_part *part)
{
    if (!part)
        return;
    findings_free(part->findings);
    for (size_t i = 0; i < part->withheld.count; i++)
        findings_free(part->withheld.items[i].findings);
    VEC_RELEASE(&part->withheld);
    VEC_RELEASE(&part->exchanges);
    VEC_RELEASE(&part->lines);
    arena_release(&part->coverage_arena);
    arena_release(&part->arena);
    free(part);
}

static struct str keep(struct merge_part *part, struct str text)
{
    return text.text ? str_copy(&part->arena, text) : STR_NONE;
}

/* ---- copies of what outlives its line ---- */

static void keep_start(struct merge_part *part, const struct event_start *start)
{
    struct description_info *infos =
        ARENA_ARRAY(&part->arena, struct description_info, start->description_count + 1);

    part->start = *start;
    part->start.descriptions = infos;
    part->start.run = keep(part, start->run);
    part->start.rules_sha256 = keep(part, start->rules_sha256);
    part->start.rules_off = rules_off_copy(&part->arena, start->rules_off);
    part->start.command = keep(part, start->command);
    part->start.target = keep(part, start->target);
    part->start.time = keep(part, start->time);
    for (size_t i = 0; i < start->description_count; i++) {
        const struct description_info *info = &start->descriptions[i];

        infos[i] = (struct description_info){keep(part, info->file),    keep(part, info->title),
                                             keep(part, info->version), keep(part, info->openapi),
                                             keep(part, info->sha256),  keep(part, info->api),
                                             keep(part, info->target)};
    }
}

static void keep_assertions(struct merge_part *part, const struct event_end *end)
{
    struct assertion_tally *tallies =
        ARENA_ARRAY(&part->arena, struct assertion_tally, end->assertion_count + 1);

    part->end.assertions = tallies;
    for (size_t i = 0; i < end->assertion_count; i++) {
        tallies[i] = end->assertions[i];
        tallies[i].name = keep(part, tallies[i].name);
        tallies[i].operation = operation_name_copy(&part->arena, &tallies[i].operation);
    }
}

static void keep_end(struct merge_part *part, const struct event_end *end)
{
    struct event_source *sources =
        ARENA_ARRAY(&part->arena, struct event_source, end->source_count + 1);

    part->end = *end;
    part->end.sources = sources;
    for (size_t i = 0; i < end->source_count; i++) {
        sources[i] = end->sources[i];
        sources[i].name = keep(part, sources[i].name);
    }
    keep_assertions(part, end);
}

static bool keep_exchange(struct merge_part *part, const struct event_exchange *exchange,
                          struct error *err)
{
    struct event_exchange kept = *exchange;
    struct str *rules = ARENA_ARRAY(&part->arena, struct str, exchange->rule_count + 1);

    if (part->exchanges.count == MERGE_MAX_EXCHANGES)
        return error_raise(err,
                           "%.*s: more than %d exchanges cannot be merged; without "
                           "--each-exchange there is no such limit",
                           STR_ARGS(part->file), MERGE_MAX_EXCHANGES);
    kept.source = keep(part, exchange->source);
    kept.method = keep(part, exchange->method);
    kept.url = keep(part, exchange->url);
    kept.operation = operation_name_copy(&part->arena, &exchange->operation);
    kept.rules = rules;
    for (size_t i = 0; i < exchange->rule_count; i++)
        rules[i] = keep(part, exchange->rules[i]);
    VEC_ADD(&part->exchanges, kept);
    return true;
}

/* Is it something that only the whole can tell? The merge finds it again. */
static bool is_of_the_whole(const struct finding *finding)
{
    return finding->class == CLASS_GATE || finding->observations;
}

/* Those of one recording, and of one lack, come one after the other. */
static void keep_withheld(struct merge_part *part, const struct event_withheld *withheld)
{
    size_t count = part->withheld.count;
    const struct withheld_left *last = count ? &part->withheld.items[count - 1] : NULL;
    enum lack lack = withheld->finding->lack;

    if (!last || last->lack != lack || !str_equal(last->source, withheld->source)) {
        VEC_ADD(&part->withheld,
                ((struct withheld_left){keep(part, withheld->source), lack, findings_new()}));
        last = &part->withheld.items[count];
    }
    findings_add(last->findings, withheld->finding);
}

static void keep_secrets(struct merge_part *part, const struct secret_digests *secrets)
{
    size_t count = secrets->items.count;

    part->secrets.left_out = secrets->left_out;
    part->secrets.items.count = count;
    part->secrets.items.items = ARENA_ARRAY(&part->arena, struct secret_digest, count + 1);
    if (count)
        memcpy(part->secrets.items.items, secrets->items.items,
               count * sizeof *secrets->items.items);
}

static bool keep_event(struct merge_part *part, const struct event *event, bool exchanges,
                       struct error *err)
{
    switch (event->kind) {
    case EVENT_START:
        keep_start(part, event->start);
        break;
    case EVENT_EXCHANGE:
        return !exchanges || keep_exchange(part, event->exchange, err);
    case EVENT_FINDING:
        if (!is_of_the_whole(event->finding))
            findings_add(part->findings, event->finding);
        break;
    case EVENT_WITHHELD:
        keep_withheld(part, event->withheld);
        break;
    case EVENT_NOT_CHECKED:
        if (event->not_checked->about != LEDGER_ASSERTION) /* found again in the whole */
            findings_add_not_checked(part->findings, event->not_checked);
        break;
    case EVENT_ERROR:
        findings_add_diagnostic(part->findings, event->error);
        break;
    case EVENT_COVERAGE:
        part->coverage = *event->coverage;
        break;
    case EVENT_SECRETS:
        keep_secrets(part, event->secrets);
        break;
    case EVENT_END:
        keep_end(part, event->end);
        break;
    }
    return true;
}

/* ---- reading ---- */

/* Coverage is large: the part takes the arena it was read into, rather than a copy. */
static void take_coverage(struct merge_part *part, struct arena *scratch)
{
    struct arena taken = *scratch;

    *scratch = part->coverage_arena;
    part->coverage_arena = taken;
}

/* Reads one event. false: it was the trailer, or *step is not EVENT_READ. */
static bool read_event(struct event_reader *reader, struct merge_part *part, struct arena *scratch,
                       const struct merge_part_wants *wants, enum event_step *step,
                       struct error *err)
{
    struct event event = {0};

    arena_clear(scratch);
    *step = event_reader_next(reader, scratch, &event, err);
    if (*step != EVENT_READ)
        return false;
    if (wants->lines)
        VEC_ADD(&part->lines, keep(part, event_reader_line(reader)));
    if (!keep_event(part, &event, wants->exchanges, err)) {
        *step = EVENT_BROKEN;
        return false;
    }
    if (event.kind == EVENT_COVERAGE)
        take_coverage(part, scratch);
    return event.kind != EVENT_END;
}

static enum merge_part_outcome read_part(struct event_reader *reader, struct merge_part *part,
                                         const struct merge_part_wants *wants, struct error *err)
{
    struct arena scratch;
    enum event_step step;

    arena_init(&scratch);
    while (read_event(reader, part, &scratch, wants, &step, err))
        continue;
    arena_release(&scratch);
    switch (step) {
    case EVENT_READ:
        memcpy(part->digest, event_reader_digest(reader), sizeof part->digest);
        return PART_READ;
    case EVENT_UNFINISHED:
        return PART_UNFINISHED;
    case EVENT_FILE_END:
        return PART_NONE;
    case EVENT_BROKEN:
        break;
    }
    return PART_BROKEN;
}

enum merge_part_outcome merge_part_read(struct event_reader *reader, const char *path,
                                        const struct merge_part_wants *wants,
                                        struct merge_part **part, struct error *err)
{
    struct merge_part *made = part_new(path);
    enum merge_part_outcome outcome = read_part(reader, made, wants, err);

    if (outcome == PART_READ || outcome == PART_UNFINISHED) {
        *part = made;
        return outcome;
    }
    merge_part_free(made);
    return outcome;
}
