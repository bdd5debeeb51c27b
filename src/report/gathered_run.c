#include "report/gathered_run.h"

#include "base/strbuf.h"

void gathered_run_init(struct gathered_run *run)
{
    *run = (struct gathered_run){.findings = findings_new()};
    arena_init(&run->arena);
}

void gathered_run_release(struct gathered_run *run)
{
    findings_free(run->findings);
    arena_release(&run->arena);
}

/* "users, billing" */
static struct str list_apis(struct arena *arena, const struct event_start *start)
{
    struct str names;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < start->description_count; i++) {
        strbuf_add_text(&out, i ? ", " : "");
        strbuf_add(&out, start->descriptions[i].api);
    }
    names = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return names;
}

static void keep_descriptions(struct gathered_run *run, const struct event_start *start)
{
    struct arena *arena = &run->arena;
    struct description_info *kept =
        ARENA_ARRAY(arena, struct description_info, start->description_count + 1);

    for (size_t i = 0; i < start->description_count; i++) {
        const struct description_info *from = &start->descriptions[i];

        kept[i] = (struct description_info){
            .file = str_copy(arena, from->file),
            .title = str_copy(arena, from->title),
            .version = str_copy(arena, from->version),
            .openapi = str_copy(arena, from->openapi),
            .sha256 = str_copy(arena, from->sha256),
            .api = str_copy(arena, from->api),
            .target = str_copy(arena, from->target),
        };
    }
    run->descriptions = kept;
    run->description_count = start->description_count;
}

struct str run_title(struct arena *arena, const struct event_start *start)
{
    if (start->description_count > 1 && start->descriptions[0].api.length)
        return list_apis(arena, start);
    return start->description_count ? str_copy(arena, start->descriptions[0].title) : STR_NONE;
}

static void keep_start(struct gathered_run *run, const struct event_start *start)
{
    run->command = str_copy(&run->arena, start->command);
    run->run = str_copy(&run->arena, start->run);
    run->time = str_copy(&run->arena, start->time);
    run->target = str_copy(&run->arena, start->target);
    run->rules_off = rules_off_copy(&run->arena, start->rules_off);
    keep_descriptions(run, start);
    run->title = run_title(&run->arena, start);
    if (start->description_count == 1 ||
        (start->description_count && !start->descriptions[0].api.length)) {
        run->version = run->descriptions[0].version;
        run->sha256 = run->descriptions[0].sha256;
    }
}

static struct place keep_place(struct gathered_run *run, const struct place *place)
{
    return (struct place){.file = str_copy(&run->arena, place->file), .line = place->line};
}

static const struct coverage_slot *keep_slots(struct gathered_run *run,
                                              const struct coverage_operation *operation)
{
    struct coverage_slot *slots =
        ARENA_ARRAY(&run->arena, struct coverage_slot, operation->slot_count + 1);

    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        slots[i] = (struct coverage_slot){
            .kind = slot->kind,
            .name = str_copy(&run->arena, slot->name),
            .detail = str_copy(&run->arena, slot->detail),
            .media_type = str_copy(&run->arena, slot->media_type),
            .seen = slot->seen,
            .judged = slot->judged,
            .read = slot->read,
            .valued = slot->valued,
            .rules_off = rules_off_copy(&run->arena, slot->rules_off),
            .place = keep_place(run, &slot->place),
        };
    }
    return slots;
}

static const struct str *keep_tags(struct gathered_run *run,
                                   const struct coverage_operation *operation)
{
    struct str *tags = ARENA_ARRAY(&run->arena, struct str, operation->tag_count + 1);

    for (size_t i = 0; i < operation->tag_count; i++)
        tags[i] = str_copy(&run->arena, operation->tags[i]);
    return tags;
}

static void keep_coverage(struct gathered_run *run, const struct event_coverage *coverage)
{
    struct coverage_operation *operations =
        ARENA_ARRAY(&run->arena, struct coverage_operation, coverage->operation_count + 1);
    struct event_coverage *copy = ARENA_NEW(&run->arena, struct event_coverage);

    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *from = &coverage->operations[i];

        operations[i] = (struct coverage_operation){
            .name = operation_name_copy(&run->arena, &from->name),
            .place = keep_place(run, &from->place),
            .seen = from->seen,
            .tags = keep_tags(run, from),
            .tag_count = from->tag_count,
            .answers = from->answers,
            .selected = from->selected,
            .rules_off = rules_off_copy(&run->arena, from->rules_off),
            .slots = keep_slots(run, from),
            .slot_count = from->slot_count,
        };
    }
    *copy = (struct event_coverage){.operations = operations,
                                    .operation_count = coverage->operation_count};
    run->coverage = copy;
}

void gathered_run_add(struct gathered_run *run, const struct event *event)
{
    switch (event->kind) {
    case EVENT_START:
        keep_start(run, event->start);
        break;
    case EVENT_FINDING:
        findings_add(run->findings, event->finding);
        break;
    case EVENT_NOT_CHECKED:
        findings_add_not_checked(run->findings, event->not_checked);
        break;
    case EVENT_ERROR:
        findings_add_diagnostic(run->findings, event->error);
        break;
    case EVENT_COVERAGE:
        keep_coverage(run, event->coverage);
        break;
    case EVENT_END:
        run->excluded_unmatched = event->end->excluded_unmatched;
        run->findings_left_out = event->end->findings_left_out;
        break;
    case EVENT_EXCHANGE:
    case EVENT_WITHHELD:
    case EVENT_SECRETS:
        break;
    }
}
