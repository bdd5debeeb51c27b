#include "check/checker.h"
#include "check/raise.h"
#include "check/sensitive.h"
#include "finding/rules.h"
#include "http/placeholder.h"
#include "pattern/pattern.h"

struct checker *checker_new(struct api *api, const struct rules *rules, struct redaction *redaction)
{
    struct checker *checker = alloc_zeroed(1, sizeof *checker);

    checker->api = api;
    checker->rules = rules;
    checker->redaction = redaction;
    checker->evaluator = evaluator_new();
    arena_init(&checker->lasting);
    arena_init(&checker->arena);
    decoding_init(&checker->decoding, api, &checker->arena, checker->evaluator);
    return checker;
}

void checker_free(struct checker *checker)
{
    if (!checker)
        return;
    for (size_t i = 0; i < checker->patterns.capacity; i++) {
        const struct compiled_pattern *compiled = checker->patterns.slots[i].value;

        if (compiled)
            pattern_release(compiled->pattern);
    }
    pointer_map_release(&checker->patterns);
    map_release(&checker->known_findings);
    map_release(&checker->components);
    pointer_map_release(&checker->places);
    pointer_map_release(&checker->literals);
    pointer_map_release(&checker->discriminators);
    pointer_map_release(&checker->content_schemas);
    pointer_map_release(&checker->sensitive.schemas);
    free(checker->sensitive.marks);
    VEC_RELEASE(&checker->sensitive.slices);
    VEC_RELEASE(&checker->sensitive.names);
    map_release(&checker->by_fingerprint);
    VEC_RELEASE(&checker->findings);
    VEC_RELEASE(&checker->not_checked);
    VEC_RELEASE(&checker->withheld);
    VEC_RELEASE(&checker->parameters);
    decoding_release(&checker->decoding);
    evaluator_free(checker->evaluator);
    arena_release(&checker->lasting);
    arena_release(&checker->arena);
    free(checker);
}

void checker_show(struct checker *checker)
{
    checker->is_shown = true;
}

void checker_hear(struct checker *checker)
{
    checker->is_heard = true;
}

void checker_observe(struct checker *checker, struct observation *observation)
{
    checker->observation = observation;
}

void message_type_read(struct message_type *type, struct str value)
{
    struct str text = str_trim(value);

    type->text = text;
    type->state = TYPE_MISSING;
    type->placeholder = STR_NONE;
    if (text.length == 0)
        return;
    if (!str_equal(text, (struct str){type->kept, type->kept_length})) {
        type->kept_length = 0;
        if (text.length <= KEPT_TYPE_BYTES) {
            memcpy(type->kept, text.text, text.length);
            type->kept_length = text.length;
            text.text = type->kept;
        }
        type->kept_is_valid = content_type_parse(text, &type->parsed);
        type->kept_placeholder = placeholder_find(text);
    }
    type->placeholder = type->kept_placeholder;
    type->state = type->kept_is_valid ? TYPE_READ : TYPE_MALFORMED;
}

void checker_begin(struct checker *checker, const struct exchange *exchange, size_t findings_limit)
{
    arena_clear(&checker->arena);
    map_clear(&checker->by_fingerprint);
    checker->findings.count = 0;
    checker->not_checked.count = 0;
    checker->withheld.count = 0;
    checker->shown = 0;
    checker->parameters.count = 0;
    checker->findings_limit = findings_limit;
    checker->exchange = exchange;
    checker->route = (struct route){.miss = ROUTE_NO_PATH};
    checker->exercised = (struct exercised){0};
    checker->outcomes = (struct outcomes){0};
    checker->texts = (struct request_texts){0};
    checker->sample = NULL;
    checker->unseen = NULL;
    checker->sensitive.value = NULL;
    checker->sensitive.slices.count = checker->sensitive.names.count = 0;
    checker->sensitive.beyond = false;
    message_type_read(&checker->types[SIDE_REQUEST], STR_NONE);
    message_type_read(&checker->types[SIDE_RESPONSE], STR_NONE);
    memset(checker->bodies, 0, sizeof checker->bodies);
}

/* Information does not make an exchange fail. */
static enum verdict verdict_of(const struct checker *checker, bool matched)
{
    if (!matched)
        return VERDICT_UNMATCHED;
    for (size_t i = 0; i < checker->findings.count; i++)
        if (checker->findings.items[i].severity >= SEVERITY_WARNING &&
            !finding_is_excused(&checker->findings.items[i]))
            return VERDICT_FAIL;
    return checker->not_checked.count || checker->withheld.count ? VERDICT_NOT_CHECKED
                                                                 : VERDICT_PASS;
}

/* May the credential that lacks have been taken out? If not, there is a finding instead. */
static bool credential_is_in_doubt(const struct checker *checker)
{
    for (size_t i = 0; i < checker->withheld.count; i++)
        if (checker->withheld.items[i].rule == RULE_REQUEST_SECURITY_UNSATISFIED)
            return true;
    return false;
}

/* What observers are told of the outcomes. */
static void note_outcomes(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    const enum outcome *of = checker->outcomes.of;
    struct exercised *exercised = &checker->exercised;
    const struct operation *operation = exercised->operation;
    const struct response_object *response = exercised->response;

    if (!exchange)
        return;
    exercised->status = exchange->response.status;
    exercised->judged = operation && !operation->unread;
    exercised->secured = of[ASPECT_SECURITY] == OUTCOME_JUDGED && !credential_is_in_doubt(checker);
    exercised->request_known = exercised->judged && exchange->request.body.state != BODY_UNKNOWN &&
                               !(operation->request_body && operation->request_body->unread);
    exercised->response_known =
        exchange->response.body.state != BODY_UNKNOWN && !(response && response->unread);
    exercised->request_judged = of[ASPECT_REQUEST_BODY] == OUTCOME_JUDGED;
    exercised->response_judged = of[ASPECT_RESPONSE_BODY] == OUTCOME_JUDGED;
}

void checker_finish(struct checker *checker, bool matched, struct judgement *judgement)
{
    checker->exercised.parameters = checker->parameters.items;
    checker->exercised.parameter_count = checker->parameters.count;
    note_outcomes(checker);
    checker_take_sample(checker);
    *judgement = (struct judgement){.verdict = verdict_of(checker, matched),
                                    .exercised = checker->exercised,
                                    .findings = checker->findings.items,
                                    .finding_count = checker->findings.count,
                                    .not_checked = checker->not_checked.items,
                                    .not_checked_count = checker->not_checked.count,
                                    .withheld = checker->withheld.items,
                                    .withheld_count = checker->withheld.count,
                                    .shown = checker->shown,
                                    .places = sensitive_places(checker)};
}

const struct body *checker_body(const struct checker *checker, enum side side)
{
    return side == SIDE_REQUEST ? &checker->exchange->request.body
                                : &checker->exchange->response.body;
}

const struct content *checker_content(const struct checker *checker, enum side side)
{
    const struct operation *operation = checker->exercised.operation;
    const struct response_object *response = checker->exercised.response;

    if (side == SIDE_RESPONSE)
        return response ? &response->content : NULL;
    return operation && operation->request_body ? &operation->request_body->content : NULL;
}

struct str side_name(enum side side)
{
    return side == SIDE_REQUEST ? STR("request body") : STR("response body");
}

const struct json_body *checker_json(struct checker *checker, enum side side)
{
    struct json_body *json = &checker->bodies[side];
    const struct body *body = checker_body(checker, side);

    if (body->state == BODY_PRESENT)
        json_body_read(json, &checker->arena, side_name(side), body->bytes);
    return json;
}
