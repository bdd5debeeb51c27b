/* The order in which an exchange is looked at, and what that comes to. */
#include "check/checker.h"

#include "check/raise.h"
#include "check/sensitive.h"

/* A request that was not answered has no response that could be judged. */
static void check_response(struct checker *checker)
{
    if (checker->exchange->response.status == 0) {
        outcome_settle(checker, ASPECT_STATUS, OUTCOME_NOT_APPLICABLE);
        outcome_settle(checker, ASPECT_RESPONSE_BODY, OUTCOME_NOT_APPLICABLE);
        return;
    }
    check_status(checker);
    check_headers(checker);
    check_response_body(checker);
    check_http_status(checker);
}

/* A placeholder says no type: the body is tried as those that are documented. */
static void read_type(struct checker *checker, enum side side, const struct headers *headers)
{
    struct message_type *type = &checker->types[side];

    message_type_read(type, headers_get(headers, "content-type"));
    if (!type->placeholder.text || !checker->exchange->recorded)
        return;
    type->state = TYPE_MISSING;
    type->text = STR_NONE;
}

/* What was read as JSON is not read again. */
static void learn_body(struct checker *checker, enum side side, const struct headers *headers)
{
    const struct body *body = checker_body(checker, side);
    const struct json_body *json = &checker->bodies[side];
    struct str type;

    if ((body->state != BODY_PRESENT && body->state != BODY_TRUNCATED) || !body->bytes.length)
        return;
    type = json->document ? STR_NONE : headers_get(headers, "content-type");
    if (type.length && content_kind_of(content_type_name(type)) == CONTENT_JSON)
        json = checker_json(checker, side);
    if (json->document)
        redaction_learn_json(checker->redaction, &checker->arena, json->document->root);
    else
        redaction_learn_body(checker->redaction, &checker->arena, type.length ? type : body->form,
                             body->bytes);
}

void check_exchange(struct checker *checker, const struct exchange *exchange,
                    struct judgement *judgement)
{
    bool matched;

    checker_begin(checker, exchange, CHECK_MAX_FINDINGS);
    read_type(checker, SIDE_REQUEST, &exchange->request.headers);
    read_type(checker, SIDE_RESPONSE, &exchange->response.headers);
    checker->exercised.request_headers = &exchange->request.headers;
    checker->exercised.response_headers = &exchange->response.headers;
    matched = check_route(checker);
    if (!matched) {
        outcomes_give_up(checker);
    } else if (checker->exercised.operation->unread) {
        raise_unread(checker, PART_RESPONSE_STATUS, STR_NONE, checker->exercised.operation->unread);
        outcomes_give_up(checker);
    } else {
        check_parameters(checker);
        check_security(checker);
        check_request_body(checker);
        check_response(checker);
        check_http_headers(checker);
        check_http_body(checker);
        check_assertions(checker);
        check_response_time(checker);
    }
    outcomes_close(checker);
    learn_body(checker, SIDE_REQUEST, &exchange->request.headers);
    learn_body(checker, SIDE_RESPONSE, &exchange->response.headers);
    if (exchange->recorded)
        check_shown(checker);
    checker_finish(checker,
                   matched || checker->route.miss == ROUTE_UNREAD ||
                       checker->route.miss == ROUTE_LEFT_OUT,
                   judgement);
}

struct secret_places check_request_places(struct checker *checker, const struct exchange *exchange)
{
    const struct parameters *parameters;
    struct route *route = &checker->route;

    checker_begin(checker, exchange, CHECK_MAX_FINDINGS);
    route_match(checker->api, exchange->request.method, exchange->request.url, route);
    if (route->miss == ROUTE_FOUND) {
        parameters = &operation_open(checker->api, route->operation)->parameters;
        for (size_t i = 0; i < parameters->count; i++)
            sensitive_parameter(checker, &parameters->items[i]);
    }
    return sensitive_places(checker);
}
