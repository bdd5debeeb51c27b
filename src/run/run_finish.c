/* The end of a run: what all of its exchanges have shown together, and the exit code. */
#include "base/duration.h"
#include "observe/drift.h"
#include "openapi/filter.h"
#include "redact/known_secrets.h"
#include "run/rules_off.h"
#include "run/run_state.h"
#include "run/shown_coverage.h"

/* Those that waited, without what was learned since they were judged. */
static bool send_spooled(struct run *run, struct error *err)
{
    struct event_exchange exchange;
    struct exchange_shown shown;

    spool_go(&run->spool, 0);
    findings_settle_causes(run->findings);
    for (;;) {
        arena_clear(&run->exchange_arena);
        if (!exchange_spool_next(&run->spool, &run->exchange_arena, &exchange, err))
            return !err->raised;
        exchange.url = redact_text(run->redaction, &run->exchange_arena, exchange.url);
        exchange.aside = !run->settings.each_exchange;
        if (exchange.content &&
            !content_spool_read(&run->withheld.contents, exchange.content, &run->sealing,
                                run->findings, &run->exchange_arena, &exchange, &shown, err))
            return false;
        exchange.shown = exchange.content ? &shown : NULL;
        if (!run->sink.event(run->sink.context,
                             &(struct event){.kind = EVENT_EXCHANGE, .exchange = &exchange}, err))
            return false;
    }
}

/* ---- what was seen ---- */

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

static bool is_one_of_several(const struct run *run)
{
    return run->apis[0]->name.length > 0;
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

    if (!run->live || run->settings.demands.allow_empty || run_is_interrupted(run))
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
        run_is_interrupted(run))
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
                            .excluded_unmatched = run->excluded_unmatched,
                            .judged = run->judged,
                            .sources = run->sources.items.items,
                            .source_count = run->sources.items.count,
                            .live = run->live,
                            .duration_ms =
                                settings->reproducible ? 0 : duration_clock_ms() - run->started_ms};
    struct conclusion conclusion = {
        .demands = &settings->demands,
        .findings = run->findings,
        .description = run->apis[0]->document->file,
        .partial = settings->shard.count > 0,
        .withheld = run->withheld.left.items,
        .withheld_count = run->withheld.left.count,
        .unusable = run->unusable,
        .interrupted = run_is_interrupted(run),
        .baselines = settings->baselines,
        .rules = run->rules,
        .rules_off = run->rules_off,
        .lint = str_is(settings->command, "lint"),
        .compared = run->compared,
        .folder = run->apis[0]->folder,
        .sealing = &run->sealing,
        .baseline_sealing = &run->sealing,
        /* nothing is shown that a merge would take out */
        .secrets = run_shows_values(run) ? redaction_digests(run->redaction) : NULL,
        .end = &end};

    unite_observed(run);
    count_operations(run, &end);
    conclusion.coverage = coverage_with_rules_off(&run->arena, coverage_of(run), run->rules);
    conclusion.shown_coverage = run_shows_values(run) || !conclusion.coverage
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
