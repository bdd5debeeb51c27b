#include "run/run.h"

#include <stdlib.h>
#include <time.h>

#include "base/duration.h"
#include "base/sha256.h"
#include "base/vec.h"
#include "document/held_names.h"
#include "lint/lint.h"
#include "observe/coverage_union.h"
#include "observe/drift.h"
#include "openapi/filter.h"
#include "redact/known_secrets.h"
#include "run/answers.h"
#include "run/exchange_spool.h"
#include "run/recording_run.h"
#include "run/shown_coverage.h"
#include "run/source_counts.h"
#include "run/withheld.h"

/* What a run has for each of its apis. */
struct run_api {
    struct api *api;
    struct exchange_worker worker; /* of live exchanges; what it observes is the run's */
    struct worker_pool *workers;   /* of recorded ones */
    struct answers answers;        /* of a live run */
    uint64_t judged;               /* exchanges, or the description */
};

struct run {
    struct api *const *apis;
    size_t api_count;
    struct run_api *judges;  /* as many */
    struct run_api *current; /* judges now */
    const struct rules *rules;
    struct redaction *redaction;
    struct run_settings settings;
    struct sealing sealing;
    struct held_names *held; /* of all apis */
    struct event_sink sink;
    struct withheld withheld;    /* of the recording at hand */
    struct exchange_spool spool; /* of a sink that does not want exchanges at once */
    struct findings *findings;
    struct arena exchange_arena; /* emptied before each event */
    struct arena arena;          /* the run's: what the start event and diagnostics hold */
    uint64_t exchanges;          /* seen */
    uint64_t excluded;           /* of them: left out by filters */
    uint64_t judged;             /* of them: were looked at, if only their request */
    struct source_counts sources;
    struct coverage_union *joined;  /* coverage of several apis */
    struct counted_schemas counted; /* of them */
    bool live, compared;
    uint64_t started_ms; /* by duration_clock_ms */
};

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
    exchange_spool_release(&run->spool);
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

static bool shows_values(const struct run *run)
{
    return run->settings.values != VALUES_NONE;
}

/* Without its secrets; absent where there is none, or nothing is shown. */
static struct str shown_target(struct run *run, size_t api)
{
    const struct run_target *targets = run->settings.targets;

    return targets && shows_values(run) ? redact_url(run->redaction, &run->arena, targets[api].url)
                                        : STR_NONE;
}

static bool is_one_of_several(const struct run *run)
{
    return run->apis[0]->name.length > 0;
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
    if (!shows_values(run)) {
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

/* Those that waited, without what was learned since they were judged. */
static bool send_spooled(struct run *run, struct error *err)
{
    struct event_exchange exchange;
    struct exchange_shown shown;

    exchange_spool_rewind(&run->spool);
    for (;;) {
        arena_clear(&run->exchange_arena);
        if (!exchange_spool_next(&run->spool, &run->exchange_arena, &exchange, err))
            return !err->raised;
        exchange.url = redact_text(run->redaction, &run->exchange_arena, exchange.url);
        exchange.aside = !run->settings.each_exchange;
        if (exchange.content &&
            !content_spool_read(&run->withheld.contents, exchange.content, &run->sealing,
                                &run->exchange_arena, &exchange, &shown, err))
            return false;
        exchange.shown = exchange.content ? &shown : NULL;
        if (!send(run, &(struct event){.kind = EVENT_EXCHANGE, .exchange = &exchange}, err))
            return false;
    }
}

/* secrets_beside: the run knows secrets that the worker of this part did not, so that its texts are
   redacted once more. */
static bool tell_part(struct run *run, const struct run_part *part, bool secrets_beside,
                      struct error *err)
{
    const struct redaction *redaction = secrets_beside ? run->redaction : NULL;

    run->exchanges += part->exchanges;
    run->excluded += part->excluded;
    run->judged += part->judged;
    run->current->judged += part->judged;
    findings_unite(run->findings, part->findings);
    withheld_add(&run->withheld, part, redaction);
    return send_exchanges(run, false, err);
}

static bool is_interrupted(const struct run *run)
{
    return run->settings.interrupted && *run->settings.interrupted;
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
    while (more && told && !is_interrupted(run)) {
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
    for (size_t i = 0; i < run->api_count && !is_interrupted(run); i++) {
        struct checker *checker = checker_new(run->apis[i], run->rules, run->redaction);
        struct judgement judgement = {0};

        lint_description(checker, &judgement);
        run->judged++;
        run->judges[i].judged++;
        keep_description(run, run->apis[i], &judgement);
        checker_free(checker);
    }
}

/* ---- the end ---- */

/* What all threads have observed. The workers are gone afterwards. */
static void unite_observed(struct run *run)
{
    for (size_t i = 0; i < run->api_count; i++) {
        struct run_api *judge = &run->judges[i];

        worker_pool_unite(judge->workers, judge->worker.observation);
        worker_pool_free(judge->workers);
        judge->workers = NULL;
    }
}

/* Totals, which need every schema compiled, are made only for those who ask for them. */
static const struct event_coverage *coverage_of(struct run *run)
{
    const struct event_coverage *coverage = NULL;
    bool totals = run->sink.wants_coverage || run->settings.demands.coverage.given ||
                  (run->rules && rules_thresholds(run->rules)->coverage_count);

    if (!totals && run->settings.no_coverage && !run->settings.baselines && !run->live)
        return NULL;
    for (size_t i = 0; i < run->api_count; i++) {
        if (run->api_count > 1)
            observation_count_once(run->judges[i].worker.observation, &run->counted);
        coverage = observation_coverage(
            run->judges[i].worker.observation, run->settings.changed ? changed_selects : NULL,
            run->settings.changed, totals, drift_least(run->settings.demands.drift_after));
        if (run->api_count > 1)
            coverage_union_join(run->joined, coverage);
    }
    if (run->api_count > 1)
        coverage = coverage_union_result(run->joined);
    return coverage_redacted(run->redaction, &run->arena, coverage);
}

/* Does a filter leave it out wherever it may be? */
static bool leaves_out(const struct run *run, const struct assertion *assertion)
{
    for (size_t i = 0; i < run->api_count && assertion->operation; i++)
        if (!filter_excludes(run->apis[i], assertion->method, assertion->path))
            return false;
    return assertion->operation != NULL;
}

/* Those that were asked, of operations that no filter leaves out. */
static void list_assertions(struct run *run, struct event_end *end)
{
    size_t count = run->rules ? rules_assertion_count(run->rules) : 0;
    struct assertion_tally *tallies = ARENA_ARRAY(&run->arena, struct assertion_tally, count + 1);

    end->assertions = tallies;
    for (size_t i = 0; i < count && !str_is(run->settings.command, "lint"); i++) {
        const struct assertion *assertion = rules_assertion_at(run->rules, i);
        struct assertion_tally *tally = &tallies[end->assertion_count];

        if (!assertion_is_on(run->rules, assertion) || leaves_out(run, assertion))
            continue;
        for (size_t j = 0; j < run->api_count; j++) {
            const struct assertion_tally seen =
                observation_assertion(run->judges[j].worker.observation, i);

            assertion_tally_add(tally, &seen);
        }
        tally->name = assertion->name;
        tally->operation =
            (struct operation_name){.method = assertion->method, .path = assertion->path};
        end->assertion_count++;
    }
}

/* What there is to doubt of the operation's requests; may be absent. */
static struct str doubts_of(struct run *run, const struct operation_name *name)
{
    for (size_t i = 0; i < run->api_count; i++) {
        struct api *api = run->apis[i];

        for (size_t j = 0; j < api->operation_count && str_equal(api->name, name->api); j++)
            if (str_equal(api->operations[j].method, name->method) &&
                str_equal(api->operations[j].path, name->path))
                return generate_doubts(api, run->settings.targets[i].requests, &run->arena,
                                       &api->operations[j]);
    }
    return STR_NONE;
}

/* An operation that no request has reached with a success has shown nothing but its errors. */
static void note_failures(struct run *run, const struct event_coverage *coverage)
{
    if (!run->settings.targets || !coverage)
        return;
    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];
        struct not_checked entry = {
            .about = LEDGER_SUCCESS, .part = PART_RESPONSE_STATUS, .operation = operation->name};

        if (!operation->selected || !operation->seen || operation->answers.succeeded)
            continue;
        entry.reason = answers_without_success(&run->arena, &operation->answers,
                                               doubts_of(run, &operation->name));
        findings_add_not_checked(run->findings, &entry);
    }
}

/* "users: " where it is one of several. */
static struct str api_prefix(struct run *run, const struct api *api)
{
    return is_one_of_several(run) ? str_format(&run->arena, "%.*s: ", STR_ARGS(api->name))
                                  : STR("");
}

/* A run in which every request failed has not shown that the API is as described. */
static void require_success(struct run *run)
{
    struct arena *arena = &run->arena;

    if (!run->live || run->settings.demands.allow_empty || is_interrupted(run))
        return;
    for (size_t i = 0; i < run->api_count; i++) {
        const struct answers *answers = &run->judges[i].answers;

        if (answers_are_all_failures(answers))
            run_diagnose(
                run, "run.no-success",
                str_format(arena, "%.*s%.*s", STR_ARGS(api_prefix(run, run->apis[i])),
                           STR_ARGS(answers_complaint(
                               answers, arena,
                               redact_url(run->redaction, arena, run->settings.targets[i].url)))),
                STR_NONE);
    }
}

/* Of several APIs each must have been judged; that of all nothing was, the conclusion tells. */
static void require_each(struct run *run)
{
    if (!run->judged || run->settings.demands.allow_empty || run->settings.shard.count ||
        is_interrupted(run))
        return;
    for (size_t i = 0; i < run->api_count; i++)
        if (!run->judges[i].judged)
            run_diagnose(run, "run.empty",
                         str_format(&run->arena, "%.*snothing was judged",
                                    STR_ARGS(api_prefix(run, run->apis[i]))),
                         STR_NONE);
}

/* Then every recorded text is taken for a secret. */
static void tell_full(struct run *run)
{
    const struct diagnostic diagnostic = {
        .id = "run.limit",
        .message = str_format(&run->arena,
                              "the limit of %d MiB of secrets is met; no recorded text is shown",
                              KNOWN_SECRETS_MAX_BYTES / (1024 * 1024))};

    if (redaction_is_full(run->redaction))
        findings_add_diagnostic(run->findings, &diagnostic);
}

/* Sums over the apis. */
static void count_operations(const struct run *run, struct event_end *end)
{
    for (size_t i = 0; i < run->api_count; i++) {
        const struct observation *observation = run->judges[i].worker.observation;

        end->operations_seen += observation_operations_seen(observation);
        end->operations_succeeded += observation_operations_succeeded(observation);
        end->operations_total += filter_operation_count(run->apis[i]);
    }
}

int run_finish(struct run *run, struct error *err)
{
    const struct run_settings *settings = &run->settings;
    struct event_end end = {.exchanges = run->exchanges,
                            .excluded = run->excluded,
                            .judged = run->judged,
                            .sources = run->sources.items.items,
                            .source_count = run->sources.items.count,
                            .live = run->live,
                            .duration_ms =
                                settings->reproducible ? 0 : duration_clock_ms() - run->started_ms};
    struct conclusion conclusion = {.demands = &settings->demands,
                                    .findings = run->findings,
                                    .description = run->apis[0]->document->file,
                                    .partial = settings->shard.count > 0,
                                    .withheld = run->withheld.left.items,
                                    .withheld_count = run->withheld.left.count,
                                    .interrupted = is_interrupted(run),
                                    .baselines = settings->baselines,
                                    .rules = run->rules,
                                    .lint = str_is(settings->command, "lint"),
                                    .compared = run->compared,
                                    .folder = run->apis[0]->folder,
                                    .sealing = &run->sealing,
                                    .baseline_sealing = &run->sealing,
                                    /* nothing is shown that a merge would take out */
                                    .secrets = shows_values(run) ? redaction_digests(run->redaction)
                                                                 : NULL,
                                    .end = &end};

    unite_observed(run);
    count_operations(run, &end);
    conclusion.coverage = coverage_of(run);
    conclusion.shown_coverage = shows_values(run) || !conclusion.coverage
                                    ? conclusion.coverage
                                    : coverage_without_names(&run->arena, conclusion.coverage);
    list_assertions(run, &end);
    if (!conclusion.interrupted)
        note_failures(run, conclusion.coverage);
    require_success(run);
    require_each(run);
    tell_full(run);
    redaction_digests(run->redaction)->left_out |= redaction_is_full(run->redaction);
    if (!send_spooled(run, err))
        return EXIT_CODE_INTERNAL;
    return conclude(&conclusion, &run->sink, err);
}
