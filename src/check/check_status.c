#include "check/checker.h"

#include "check/raise.h"
#include "finding/rules.h"
#include "http/status.h"

static void raise_status(struct checker *checker, rule_index rule, const struct node *place,
                         struct str message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = PART_RESPONSE_STATUS,
                                            .place = place,
                                            .message = message});
}

static const struct node *responses_of(const struct operation *operation)
{
    const struct node *responses = node_member(operation->place, STR("responses"));

    return responses ? responses : operation->place;
}

/* A client that has the representation asks whether it is still the one; so HTTP's own 304 may
   answer whatever the description says (RFC 9110, 13 and 15.4.5). */
static bool is_conditional(const struct request *request)
{
    return headers_get(&request->headers, "if-none-match").text ||
           headers_get(&request->headers, "if-modified-since").text || request->headers.partial;
}

static void raise_undocumented(struct checker *checker, const struct operation *operation,
                               struct str status)
{
    const struct exchange *exchange = checker->exchange;
    bool revalidated = exchange->response.status == 304 && is_conditional(&exchange->request);

    raise_finding(checker,
                  &(struct raised){.rule = RULE_RESPONSE_STATUS_UNDOCUMENTED,
                                   .ceiling = revalidated ? SEVERITY_INFO : SEVERITY_OFF,
                                   .part = PART_RESPONSE_STATUS,
                                   .place = responses_of(operation),
                                   .message = str_format(&checker->arena,
                                                         "status %.*s is not "
                                                         "documented%s",
                                                         STR_ARGS(status),
                                                         revalidated ? " (info, for the "
                                                                       "request was conditional)"
                                                                     : "")});
}

/* "404 (Not Found)". */
static struct str status_text(struct checker *checker)
{
    int status = checker->exchange->response.status;
    const char *reason = status_reason(status);

    return *reason ? str_format(&checker->arena, "%d (%s)", status, reason)
                   : str_format(&checker->arena, "%d", status);
}

void check_status(struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;
    int status = checker->exchange->response.status;
    const struct response_object *response = operation_response(operation, status);
    bool failed = status >= 500 && status <= 599;
    struct str text;

    checker->exercised.response = response;
    outcome_settle(checker, ASPECT_STATUS, OUTCOME_JUDGED);
    if (response)
        outcomes_list_headers(checker, &response->headers);
    if (response && !str_is(response->key, "default") && !failed)
        return;
    text = status_text(checker);
    if (!response)
        raise_undocumented(checker, operation, text);
    else if (str_is(response->key, "default"))
        raise_status(
            checker, RULE_RESPONSE_STATUS_BY_DEFAULT, response->place,
            str_format(&checker->arena, "only \"default\" covers status %.*s", STR_ARGS(text)));
    /* A server error is reported whether it is documented or not. */
    if (failed)
        raise_status(checker, RULE_RESPONSE_SERVER_ERROR,
                     response ? response->place : responses_of(operation),
                     str_format(&checker->arena, "the server answered %.*s", STR_ARGS(text)));
}
