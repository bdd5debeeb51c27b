#include "run/exchange_worker.h"

#include "base/data_span.h"
#include "finding/seal.h"
#include "openapi/filter.h"
#include "openapi/route.h"
#include "run/exchange_content.h"

void run_part_init(struct run_part *part)
{
    *part = (struct run_part){.findings = findings_new()};
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        part->withheld[lack] = findings_new();
    arena_init(&part->arena);
}

void run_part_release(struct run_part *part)
{
    VEC_RELEASE(&part->told);
    findings_free(part->findings);
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        findings_free(part->withheld[lack]);
    arena_release(&part->arena);
}

void run_part_clear(struct run_part *part)
{
    part->exchanges = part->excluded = part->excluded_unmatched = part->judged = 0;
    part->told.count = 0;
    part->secret_count = part->digest_count = 0;
    part->secrets_full = false;
    findings_clear(part->findings);
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        findings_clear(part->withheld[lack]);
    part->shown = 0;
    arena_clear(&part->arena);
}

void exchange_worker_init(struct exchange_worker *worker, struct api *api,
                          const struct rules *rules, struct redaction *redaction, bool values)
{
    *worker = (struct exchange_worker){.api = api,
                                       .checker = checker_new(api, rules, redaction),
                                       .redaction = redaction,
                                       .observation = observation_new(api, values)};
    checker_observe(worker->checker, worker->observation);
    arena_init(&worker->arena);
}

void exchange_worker_listen(struct exchange_worker *worker, const struct run_listener *listener)
{
    worker->listener = *listener;
    if (listener->judged)
        checker_hear(worker->checker);
}

void exchange_worker_show(struct exchange_worker *worker, enum shown_contents contents)
{
    worker->contents = contents;
    if (contents == CONTENTS_UNWANTED)
        return;
    checker_show(worker->checker);
    checker_hear(worker->checker); /* each finding has its message */
}

void exchange_worker_release(struct exchange_worker *worker)
{
    checker_free(worker->checker);
    observation_free(worker->observation);
    arena_release(&worker->arena);
}

/* Nothing of the exchange was judged. */
static void note_unread(const struct exchange *exchange, struct str reason, struct run_part *part)
{
    const struct not_checked entry = {.reason = reason,
                                      .part = PART_RESPONSE_STATUS,
                                      .sources = {exchange->source},
                                      .source_count = exchange->source.length > 0,
                                      .count = 1};

    findings_add_not_checked(part->findings, &entry);
}

/* Where the URL is not told, the path of the operation is. */
static struct str url_or_path(struct exchange_worker *worker, const struct exchange *exchange,
                              const struct secret_places *places)
{
    const struct request *request = &exchange->request;
    struct arena *arena = &worker->arena;
    struct str url = redact_url_at(worker->redaction, arena, request->url, places);
    struct route route;

    route_match(worker->api, request->method, request->url, &route);
    return str_format(arena, "%.*s%.*s", STR_ARGS(data_aside(arena, url)),
                      STR_ARGS(data_instead(arena, route.operation ? route.operation->path
                                                                   : STR(UNDOCUMENTED_NAME))));
}

static void note_unanswered(struct exchange_worker *worker, const struct exchange *exchange,
                            const struct secret_places *places, struct run_part *part)
{
    struct arena *arena = &worker->arena;

    if (!worker->live) {
        note_unread(
            exchange,
            str_format(arena, "no response was recorded: %.*s", STR_ARGS(exchange->failure)), part);
        return;
    }
    findings_add_diagnostic(
        part->findings,
        &(struct diagnostic){.id = "run.transport-error",
                             .message = str_format(arena, "%.*s %.*s: %.*s",
                                                   STR_ARGS(exchange->request.method),
                                                   STR_ARGS(url_or_path(worker, exchange, places)),
                                                   STR_ARGS(exchange->failure)),
                             .source = exchange->source,
                             .index = exchange->index,
                             .indexed = true});
}

static struct operation_name name_of(const struct operation *operation)
{
    if (!operation)
        return (struct operation_name){0};
    return operation_name(operation);
}

static bool contains(const struct str *texts, size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(texts[i], text))
            return true;
    return false;
}

static void note_withheld(struct told_exchange *told, const struct judgement *judgement,
                          struct arena *arena)
{
    struct withheld_rule *rules =
        ARENA_ARRAY(arena, struct withheld_rule, judgement->withheld_count);

    for (size_t i = 0; i < judgement->withheld_count; i++) {
        const struct finding *finding = &judgement->withheld[i];

        rules[i] = (struct withheld_rule){
            .rule = str_copy(arena, finding_rule_text(arena, finding)),
            .lack = finding->lack,
            .fails = finding->severity >= SEVERITY_WARNING && !finding_is_excused(finding)};
    }
    told->withheld = rules;
    told->withheld_count = judgement->withheld_count;
}

static void note_event(struct exchange_worker *worker, const struct exchange *exchange,
                       const struct judgement *judgement, struct run_part *part)
{
    struct arena *arena = &part->arena;
    struct told_exchange told = {.withheld_count = 0};
    struct str *rules = ARENA_ARRAY(arena, struct str, judgement->finding_count);
    struct str url =
        redact_url_at(worker->redaction, arena, exchange->request.url, &judgement->places);
    struct event_exchange event = {.source = exchange->source,
                                   .index = exchange->index,
                                   .method = str_copy(arena, exchange->request.method),
                                   .url = str_copy(arena, url),
                                   .status = exchange->response.status,
                                   .operation = name_of(judgement->exercised.operation),
                                   .verdict = judgement->verdict,
                                   .rules = rules};

    for (size_t i = 0; i < judgement->finding_count; i++) {
        struct str rule = finding_rule_text(arena, &judgement->findings[i]);

        if (!contains(rules, event.rule_count, rule))
            rules[event.rule_count++] = str_copy(arena, rule);
    }
    if (worker->contents != CONTENTS_UNWANTED)
        event.shown = exchange_content_take(worker->redaction, arena, &worker->arena, exchange,
                                            judgement, worker->contents == CONTENTS_BARE);
    told.event = event;
    note_withheld(&told, judgement, arena);
    VEC_ADD(&part->told, told);
}

static void note_unchecked(const struct exchange *exchange, const struct not_checked *unchecked,
                           struct run_part *part)
{
    struct not_checked entry = *unchecked;

    entry.sources[0] = exchange->source;
    entry.source_count = exchange->source.length > 0;
    findings_add_not_checked(part->findings, &entry);
}

static void add_judgement(const struct exchange *exchange, const struct judgement *judgement,
                          struct run_part *part)
{
    part->judged++;
    findings_begin_exchange(part->findings);
    for (size_t i = 0; i < judgement->finding_count; i++)
        findings_add(part->findings, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->not_checked_count; i++)
        note_unchecked(exchange, &judgement->not_checked[i], part);
    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        findings_begin_exchange(part->withheld[lack]);
    for (size_t i = 0; i < judgement->withheld_count; i++)
        findings_add(part->withheld[judgement->withheld[i].lack], &judgement->withheld[i]);
    part->shown |= judgement->shown;
}

/* A request that was recorded without its response shows what a client sends; it exercises
   nothing. */
static void judge_request(struct exchange_worker *worker, const struct exchange *exchange,
                          struct judgement *judgement, struct run_part *part)
{
    struct exchange request = *exchange;

    request.response = (struct response){.body = {.bytes = STR("")}};
    request.duration_us = 0;
    redaction_learn(worker->redaction, &request);
    check_exchange(worker->checker, &request, judgement);
    add_judgement(exchange, judgement, part);
    if (judgement->verdict == VERDICT_PASS)
        judgement->verdict = VERDICT_NOT_CHECKED;
}

static void judge_exchange(struct exchange_worker *worker, const struct exchange *exchange,
                           struct judgement *judgement, struct run_part *part)
{
    redaction_learn(worker->redaction, exchange);
    check_exchange(worker->checker, exchange, judgement);
    add_judgement(exchange, judgement, part);
    observe_exchange(worker->observation, &judgement->exercised);
    if (worker->listener.judged)
        worker->listener.judged(worker->listener.context, exchange, judgement);
}

/* Of a request that nobody answered, and that is not judged. */
static void learn_request(struct exchange_worker *worker, const struct exchange *exchange)
{
    const struct request *request = &exchange->request;

    redaction_learn(worker->redaction, exchange);
    if (request->body.state == BODY_PRESENT)
        redaction_learn_body(worker->redaction, &worker->arena,
                             headers_get(&request->headers, "content-type"), request->body.bytes);
}

void exchange_worker_take(struct exchange_worker *worker, const struct exchange *exchange,
                          struct run_part *part)
{
    struct judgement judgement = {.verdict = VERDICT_NOT_CHECKED};
    bool unmatched;

    part->exchanges++;
    if (filter_leaves_out(worker->api, exchange->request.method, exchange->request.url,
                          &unmatched)) {
        part->excluded++;
        part->excluded_unmatched += unmatched;
        return;
    }
    if (exchange->failure.text && worker->live) {
        learn_request(worker, exchange);
        judgement.places = check_request_places(worker->checker, exchange);
    }
    if (exchange->failure.text)
        note_unanswered(worker, exchange, &judgement.places, part);
    else
        judge_exchange(worker, exchange, &judgement, part);
    if (exchange->failure.text && exchange->recorded)
        judge_request(worker, exchange, &judgement, part);
    if (worker->each_exchange || (worker->contents != CONTENTS_UNWANTED &&
                                  judgement.finding_count + judgement.withheld_count > 0))
        note_event(worker, exchange, &judgement, part);
}

/* With what it quotes of the recording marked. */
static struct str marked_problem(struct arena *arena, const struct error *problem)
{
    struct str message = str_of(problem->message);
    size_t quote = problem->quote ? problem->quote : message.length;
    struct str quoted = data_aside(arena, str_slice(message, quote, SIZE_MAX));

    return str_format(arena, "%.*s%.*s", STR_ARGS(str_slice(message, 0, quote)), STR_ARGS(quoted));
}

void exchange_worker_skip(struct exchange_worker *worker, const struct exchange *exchange,
                          const struct error *problem, struct run_part *part)
{
    note_unread(exchange,
                problem->raised ? marked_problem(&worker->arena, problem) : exchange->failure,
                part);
}

void exchange_worker_fail(struct exchange_worker *worker, const struct error *problem,
                          struct str source, struct run_part *part)
{
    exchange_worker_end(marked_problem(&worker->arena, problem), source, part);
}

void exchange_worker_end(struct str message, struct str source, struct run_part *part)
{
    const struct diagnostic diagnostic = {
        .id = "run.recording-malformed", .message = message, .source = source};

    findings_add_diagnostic(part->findings, &diagnostic);
}
