#include "run/run.h"

#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "observe/observe.h"

struct run {
    struct api *const *apis; /* the first one is judged against */
    size_t api_count;
    const struct rules *rules;
    struct redaction *redaction;
    struct run_settings settings;
    struct event_sink sink;
    struct checker *checker;
    struct findings *findings;
    struct observation *observation;
    struct arena exchange_arena; /* emptied before each exchange */
    struct arena arena;          /* the run's: what the start event and diagnostics hold */
    uint64_t exchanges;          /* seen */
    uint64_t judged;             /* of them: had a response that was looked at */
    struct timespec started;
};

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
    run->checker = checker_new(apis[0], rules, redaction);
    run->findings = findings_new();
    run->observation = observation_new(apis[0]);
    arena_init(&run->exchange_arena);
    arena_init(&run->arena);
    clock_gettime(CLOCK_MONOTONIC, &run->started);
    return run;
}

void run_free(struct run *run)
{
    if (!run)
        return;
    observation_free(run->observation);
    findings_free(run->findings);
    checker_free(run->checker);
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

bool run_start(struct run *run, struct error *err)
{
    struct description_info *descriptions =
        ARENA_ARRAY(&run->arena, struct description_info, run->api_count);
    const struct event_start start = {
        .descriptions = descriptions,
        .description_count = run->api_count,
        .command = run->settings.command,
        .target = redact_url(run->redaction, &run->arena, run->settings.target),
        .time = run_time(&run->arena, run->settings.reproducible)};

    for (size_t i = 0; i < run->api_count; i++) {
        const struct api *api = run->apis[i];

        descriptions[i] = (struct description_info){.file = api->document->file,
                                                    .title = api->title,
                                                    .version = api->api_version,
                                                    .openapi = api->version_text,
                                                    .sha256 = str_of(api->sha256)};
    }
    return send(run, &(struct event){.kind = EVENT_START, .start = &start}, err);
}

void run_diagnose(struct run *run, const char *id, struct str message, struct str source)
{
    const struct diagnostic diagnostic = {
        .id = id,
        .message = redact_text(run->redaction, &run->exchange_arena, message),
        .source = source};

    findings_add_diagnostic(run->findings, &diagnostic);
}

void run_find(struct run *run, const struct finding *finding)
{
    findings_add(run->findings, finding);
}

void run_note(struct run *run, const struct not_checked *entry)
{
    findings_add_not_checked(run->findings, entry);
}

static struct operation_name name_of(const struct operation *operation)
{
    if (!operation)
        return (struct operation_name){0};
    return (struct operation_name){operation->method, operation->path, operation->id};
}

static void note_unanswered(struct run *run, const struct source *source,
                            const struct exchange *exchange)
{
    struct arena *arena = &run->exchange_arena;
    struct str url = redact_url(run->redaction, arena, exchange->request.url);
    struct str cause = redact_text(run->redaction, arena, exchange->failure);

    if (source->input) {
        const struct not_checked entry = {
            .reason = str_format(arena, "no response was recorded: %.*s", STR_ARGS(cause)),
            .part = PART_RESPONSE_STATUS,
            .count = 1};

        findings_add_not_checked(run->findings, &entry);
        return;
    }
    findings_add_diagnostic(
        run->findings,
        &(struct diagnostic){.id = "run.transport-error",
                             .message = str_format(arena, "%.*s %.*s: %.*s",
                                                   STR_ARGS(exchange->request.method),
                                                   STR_ARGS(url), STR_ARGS(cause)),
                             .source = exchange->source,
                             .index = exchange->index,
                             .indexed = true});
}

static bool contains(const struct str *texts, size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(texts[i], text))
            return true;
    return false;
}

static bool tell_exchange(struct run *run, const struct exchange *exchange,
                          const struct judgement *judgement, struct error *err)
{
    struct arena *arena = &run->exchange_arena;
    struct str *rules = ARENA_ARRAY(arena, struct str, judgement->finding_count);
    struct event_exchange told = {.source = exchange->source,
                                  .index = exchange->index,
                                  .method = exchange->request.method,
                                  .url = redact_url(run->redaction, arena, exchange->request.url),
                                  .status = exchange->response.status,
                                  .operation = name_of(judgement->exercised.operation),
                                  .verdict = judgement->verdict,
                                  .rules = rules};

    for (size_t i = 0; i < judgement->finding_count; i++) {
        struct str rule = finding_rule_text(arena, &judgement->findings[i]);

        if (!contains(rules, told.rule_count, rule))
            rules[told.rule_count++] = rule;
    }
    return send(run, &(struct event){.kind = EVENT_EXCHANGE, .exchange = &told}, err);
}

static void keep(struct run *run, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->finding_count; i++)
        findings_add(run->findings, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->not_checked_count; i++)
        findings_add_not_checked(run->findings, &judgement->not_checked[i]);
}

static bool judge(struct run *run, const struct source *source, const struct exchange *exchange,
                  struct error *err)
{
    struct judgement judgement = {.verdict = VERDICT_NOT_CHECKED};

    run->exchanges++;
    if (exchange->failure.text) {
        note_unanswered(run, source, exchange);
    } else {
        redaction_learn(run->redaction, exchange);
        check_exchange(run->checker, exchange, &judgement);
        run->judged++;
        keep(run, &judgement);
        observe_exchange(run->observation, &judgement.exercised);
        if (run->settings.listener.judged)
            run->settings.listener.judged(run->settings.listener.context, exchange, &judgement);
    }
    return !run->settings.each_exchange || tell_exchange(run, exchange, &judgement, err);
}

/* A record that is no exchange, or cannot be read: counted, and reading goes on. */
static void note_skipped(struct run *run, const struct exchange *exchange,
                         const struct error *reason)
{
    const struct not_checked entry = {.reason = reason->raised ? str_of(reason->message)
                                                               : exchange->failure,
                                      .part = PART_RESPONSE_STATUS,
                                      .count = 1};

    findings_add_not_checked(run->findings, &entry);
}

static bool is_interrupted(const struct run *run)
{
    return run->settings.interrupted && *run->settings.interrupted;
}

bool run_source(struct run *run, struct source *source, struct error *err)
{
    while (!is_interrupted(run)) {
        struct exchange exchange = {0};
        struct error problem = {0};

        arena_clear(&run->exchange_arena);
        arena_clear(source->arena);
        switch (source_next(source, &exchange, &problem)) {
        case SOURCE_GOT:
            if (!judge(run, source, &exchange, err))
                return false;
            break;
        case SOURCE_SKIPPED:
            note_skipped(run, &exchange, &problem);
            break;
        case SOURCE_FAILED:
            run_diagnose(run, "run.recording-malformed", str_of(problem.message), source->name);
            return true;
        case SOURCE_END:
            return true;
        }
    }
    return true;
}

void run_descriptions(struct run *run)
{
    for (size_t i = 0; i < run->api_count && !is_interrupted(run); i++) {
        struct checker *checker = checker_new(run->apis[i], run->rules, run->redaction);
        struct judgement judgement = {0};

        check_description(checker, &judgement);
        run->judged++;
        keep(run, &judgement);
        checker_free(checker);
    }
}

/* ---- the end ---- */

static uint64_t elapsed_ms(const struct run *run)
{
    struct timespec now;

    if (run->settings.reproducible)
        return 0;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)(now.tv_sec - run->started.tv_sec) * 1000 + (uint64_t)(now.tv_nsec / 1000000) -
           (uint64_t)(run->started.tv_nsec / 1000000);
}

int run_finish(struct run *run, struct error *err)
{
    const struct run_settings *settings = &run->settings;
    struct event_end end = {.exchanges = run->exchanges,
                            .judged = run->judged,
                            .operations_seen = observation_operations_seen(run->observation),
                            .operations_total = run->apis[0]->operation_count,
                            .duration_ms = elapsed_ms(run)};
    struct conclusion conclusion = {.demands = &settings->demands,
                                    .findings = run->findings,
                                    .coverage = run->sink.wants_coverage || settings->baselines
                                                    ? observation_coverage(run->observation)
                                                    : NULL,
                                    .description = run->apis[0]->document->file,
                                    .interrupted = is_interrupted(run),
                                    .baselines = settings->baselines,
                                    .rules = run->rules,
                                    .lint = str_is(settings->command, "lint"),
                                    .folder = run->apis[0]->folder,
                                    .end = &end};

    return conclude(&conclusion, &run->sink, err);
}
