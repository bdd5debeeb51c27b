#include "run/run.h"

#include <stdlib.h>
#include <time.h>

#include "base/duration.h"
#include "base/sha256.h"
#include "document/held_names.h"
#include "lint/lint.h"
#include "openapi/filter.h"
#include "run/run_state.h"

static void init_sealing(struct run *run)
{
    run->held = held_names_new(run->apis[0]->documents);
    for (size_t i = 1; i < run->api_count; i++)
        held_names_add(run->held, run->apis[i]->documents);
    run->sealing = (struct sealing){.redaction = run->redaction,
                                    .values = run->settings.values,
                                    .holds = held_names_have,
                                    .holds_segment = held_names_have_segment,
                                    .context = run->held,
                                    .folder = run->apis[0]->folder};
}

/* For a merge, which reads coverage as well. --values none lets nothing out, not even these. */
static void keep_digests(struct run *run)
{
    struct arena arena;
    struct str *names;

    arena_init(&arena);
    names = ARENA_ARRAY(&arena, struct str, run->api_count);
    for (size_t i = 0; i < run->api_count; i++)
        names[i] = str_of(run->apis[i]->sha256);
    redaction_keep_digests(run->redaction, secret_digest_key(&arena, names, run->api_count));
    arena_release(&arena);
}

static enum shown_contents wanted_contents(const struct run *run)
{
    if (!run->sink.wants_contents)
        return CONTENTS_UNWANTED;
    return run->settings.values == VALUES_NONE ? CONTENTS_BARE : CONTENTS_WHOLE;
}

static void init_judges(struct run *run)
{
    const struct run_settings *settings = &run->settings;
    enum shown_contents contents = wanted_contents(run);
    bool values = !settings->no_coverage;

    run->judges = alloc_zeroed(run->api_count, sizeof *run->judges);
    run->current = run->judges;
    for (size_t i = 0; i < run->api_count; i++) {
        struct run_api *judge = &run->judges[i];

        judge->api = run->apis[i];
        exchange_worker_init(&judge->worker, judge->api, run->rules, run->redaction, values);
        judge->workers =
            worker_pool_new(judge->api, run->rules, run->redaction, &settings->listener,
                            settings->each_exchange, contents, values);
        exchange_worker_show(&judge->worker, contents);
        answers_init(&judge->answers, judge->api);
    }
}

static void release_judges(struct run *run)
{
    for (size_t i = 0; i < run->api_count; i++) {
        worker_pool_free(run->judges[i].workers);
        exchange_worker_release(&run->judges[i].worker);
    }
    free(run->judges);
}

struct run *run_new(struct api *const *apis, size_t api_count, const struct rules *rules,
                    struct redaction *redaction, const struct run_settings *settings,
                    const struct event_sink *sink)
{
    struct run *run = alloc_zeroed(1, sizeof *run);

    run->apis = apis;
    run->api_count = api_count;
    run->rules = rules;
    run->redaction = redaction;
    run->settings = *settings;
    run->sink = *sink;
    init_sealing(run);
    if (sink->wants_coverage && settings->values != VALUES_NONE)
        keep_digests(run);
    init_judges(run);
    run->joined = coverage_union_new();
    counted_schemas_init(&run->counted);
    run->findings = findings_new();
    withheld_init(&run->withheld);
    run->withheld.keeps_left = settings->shard.count > 0;
    arena_init(&run->exchange_arena);
    arena_init(&run->arena);
    run->rules_off = rules_off_everywhere(&run->arena, rules);
    run->started_ms = duration_clock_ms();
    return run;
}

void run_free(struct run *run)
{
    if (!run)
        return;
    source_counts_release(&run->sources);
    release_judges(run);
    coverage_union_free(run->joined);
    counted_schemas_release(&run->counted);
    findings_free(run->findings);
    held_names_free(run->held);
    withheld_release(&run->withheld);
    spool_release(&run->spool);
    arena_release(&run->exchange_arena);
    arena_release(&run->arena);
    free(run);
}

static bool send(struct run *run, const struct event *event, struct error *err)
{
    return run->sink.event(run->sink.context, event, err);
}

struct str run_time(struct arena *arena, bool reproducible)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds = 0;
    time_t now = time(NULL);
    struct tm utc;
    char text[32];

    if (epoch && str_to_unsigned(str_of(epoch), &seconds))
        now = (time_t)seconds;
    else if (reproducible)
        now = 0;
    gmtime_r(&now, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return str_copy(arena, str_of(text));
}

struct str run_date(struct arena *arena, bool reproducible)
{
    return str_slice(run_time(arena, reproducible), 0, strlen("2026-11-23"));
}

static struct str rules_digest(struct run *run)
{
    char hex[SHA256_HEX_LENGTH + 1];

    rules_sha256(run->rules, hex);
    return str_copy(&run->arena, str_of(hex));
}

/* Without its secrets; absent where there is none, or nothing is shown. */
static struct str shown_target(struct run *run, size_t api)
{
    const struct run_target *targets = run->settings.targets;

    return targets && run_shows_values(run)
               ? redact_url(run->redaction, &run->arena, targets[api].url)
               : STR_NONE;
}

bool run_start(struct run *run, struct error *err)
{
    struct description_info *descriptions =
        ARENA_ARRAY(&run->arena, struct description_info, run->api_count);
    const struct event_start start = {.descriptions = descriptions,
                                      .description_count = run->api_count,
                                      .run = run->settings.run,
                                      .shard = run->settings.shard,
                                      .rules_sha256 = rules_digest(run),
                                      .rules_off = run->rules_off,
                                      .command = run->settings.command,
                                      .target =
                                          run->api_count == 1 ? shown_target(run, 0) : STR_NONE,
                                      .values = run->settings.values,
                                      .time = run_time(&run->arena, run->settings.reproducible)};

    for (size_t i = 0; i < run->api_count; i++) {
        const struct api *api = run->apis[i];

        descriptions[i] = (struct description_info){.file = api->document->file,
                                                    .title = api->title,
                                                    .version = api->api_version,
                                                    .openapi = api->version_text,
                                                    .sha256 = str_of(api->sha256),
                                                    .api = api->name};
        if (run->api_count > 1)
            descriptions[i].target = shown_target(run, i);
    }
    return send(run, &(struct event){.kind = EVENT_START, .start = &start}, err);
}

void run_diagnose(struct run *run, const char *id, struct str message, struct str source)
{
    const struct diagnostic diagnostic = {.id = id, .message = message, .source = source};

    findings_add_diagnostic(run->findings, &diagnostic);
}

void run_lacks_description(struct run *run, struct str message)
{
    run_diagnose(run, "run.description-unusable", message, STR_NONE);
    run->unusable = true;
}

void run_compare(struct run *run, struct comparison *comparison)
{
    const struct settler settler = {run->rules, run->apis[0]->folder};

    comparison_find(comparison, &settler, run->findings);
    run->compared = true;
}

void run_note(struct run *run, const struct not_checked *entry)
{
    findings_add_not_checked(run->findings, entry);
}

/* Without values its source, its index and its operation tell which one it is. */
static struct event_exchange shown_exchange(struct run *run, const struct event_exchange *told)
{
    static const struct sealing nothing_held = {.values = VALUES_NONE};
    struct event_exchange shown = *told;

    shown.aside = !run->settings.each_exchange;
    if (!run_shows_values(run)) {
        shown.url = STR_NONE;
        shown.method = seal_name(&nothing_held, &run->exchange_arena, told->method);
    }
    return shown;
}

static bool send_exchanges(struct run *run, bool ended, struct error *err)
{
    const struct event_exchange *told;

    while ((told = withheld_next(&run->withheld, ended))) {
        const struct event_exchange shown = shown_exchange(run, told);

        /* What it was noted for did not come true. */
        if (shown.aside && !shown.rule_count)
            continue;
        if (!(run->sink.at_once && !run->sink.wants_contents
                  ? send(run, &(struct event){.kind = EVENT_EXCHANGE, .exchange = &shown}, err)
                  : exchange_spool_add(&run->spool, &shown, err)))
            return false;
    }
    return true;
}

/* secrets_beside: the run knows secrets that the worker of this part did not, so that its texts are
   redacted once more. */
static bool tell_part(struct run *run, const struct run_part *part, bool secrets_beside,
                      struct error *err)
{
    const struct redaction *redaction = secrets_beside ? run->redaction : NULL;

    run->exchanges += part->exchanges;
    run->excluded += part->excluded;
    run->excluded_unmatched += part->excluded_unmatched;
    run->judged += part->judged;
    run->current->judged += part->judged;
    findings_unite(run->findings, part->findings);
    withheld_add(&run->withheld, part, redaction);
    return send_exchanges(run, false, err);
}

/* ---- recordings ---- */

static bool tell_recorded(void *context, const struct run_part *part, struct error *err)
{
    struct run *run = context;
    bool beside = redaction_learn_values(run->redaction, part->secrets, part->secret_count);

    if (part->secrets_full)
        redaction_fill(run->redaction);
    for (size_t i = 0; i < part->digest_count; i++)
        secret_digests_add(redaction_digests(run->redaction), &part->digests[i]);
    return tell_part(run, part, beside, err);
}

static bool judge_recording(struct run *run, struct source *source, struct error *err)
{
    const struct run_settings *settings = &run->settings;
    const struct recording_run recording = {.pool = run->current->workers,
                                            .source = source,
                                            .threads =
                                                settings->listener.judged ? 1 : settings->threads,
                                            .interrupted = settings->interrupted,
                                            .tell = tell_recorded,
                                            .context = run};

    bool judged;

    withheld_begin(&run->withheld);
    judged = recording_run(&recording, err);
    withheld_end(&run->withheld, str_copy(&run->arena, source->name), run->findings);
    return judged && send_exchanges(run, true, err);
}

/* ---- live ---- */

/* Each exchange is told at once: the next one may take a while. */
static bool judge_live(struct run *run, struct source *source, struct error *err)
{
    struct exchange_worker *worker = &run->current->worker;
    bool more = true, told = true;
    struct run_part part;

    exchange_worker_listen(worker, &run->settings.listener);
    worker->each_exchange = run->settings.each_exchange;
    worker->live = run->live = true;
    run_part_init(&part);
    while (more && told && !run_is_interrupted(run)) {
        struct exchange exchange = {0};
        struct error problem = {0};
        enum source_step step;

        run_part_clear(&part);
        arena_clear(&worker->arena);
        arena_clear(source->arena);
        step = source_next(source, &exchange, &problem);
        more = step == SOURCE_GOT || step == SOURCE_SKIPPED;
        if (step == SOURCE_GOT) {
            exchange_worker_take(worker, &exchange, &part);
            answers_note(&run->current->answers, &exchange);
        } else if (step == SOURCE_SKIPPED)
            exchange_worker_skip(worker, &exchange, &problem, &part);
        else if (step == SOURCE_FAILED)
            exchange_worker_fail(worker, &problem, source->name, &part);
        told = tell_part(run, &part, false, err);
    }
    run_part_release(&part);
    return told;
}

bool run_source(struct run *run, struct source *source, struct error *err)
{
    return source->input ? judge_recording(run, source, err) : judge_live(run, source, err);
}

void run_turn_to(struct run *run, size_t api)
{
    run->current = &run->judges[api];
}

uint64_t run_exchanges(const struct run *run)
{
    return run->exchanges;
}

void run_count_records(struct run *run, const struct event_source *source)
{
    struct event_source counted = *source;

    counted.shown = run->withheld.shown;
    source_counts_add(&run->sources, &run->arena, &counted);
}

/* ---- descriptions ---- */

/* Keeps what lint says, but of operations that a filter leaves out. */
static void keep_description(struct run *run, const struct api *api,
                             const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];

        if (!filter_excludes(api, finding->operation.method, finding->operation.path))
            findings_add(run->findings, finding);
    }
    for (size_t i = 0; i < judgement->not_checked_count; i++) {
        const struct not_checked *entry = &judgement->not_checked[i];

        if (!filter_excludes(api, entry->operation.method, entry->operation.path))
            findings_add_not_checked(run->findings, entry);
    }
}

void run_descriptions(struct run *run)
{
    for (size_t i = 0; i < run->api_count && !run_is_interrupted(run); i++) {
        struct checker *checker = checker_new(run->apis[i], run->rules, run->redaction);
        struct judgement judgement = {0};

        lint_description(checker, &judgement);
        run->judged++;
        run->judges[i].judged++;
        keep_description(run, run->apis[i], &judgement);
        checker_free(checker);
    }
}
