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

/* What HTTP itself answers to, whatever the description says: a client that has the representation
   asks whether it is still the one (RFC 9110, 13 and 15.4.5), or for a part of it (14.2, 15.3.7 and
   15.5.17). */
static const struct own_answer {
    int status;
    const char *headers[2]; /* of the request; each of them asks */
    struct str request;
} own_answers[] = {
    {304, {"if-none-match", "if-modified-since"}, STR_INITIAL("conditional")},
    {206, {"range"}, STR_INITIAL("for a range")},
    {416, {"range"}, STR_INITIAL("for a range")},
};

static bool describes_header(const struct operation *operation, struct str name)
{
    for (size_t i = 0; i < operation->parameters.count; i++)
        if (operation->parameters.items[i].in == IN_HEADER &&
            str_equal_ignoring_case(operation->parameters.items[i].name, name))
            return true;
    return false;
}

/* Where the description knows of the header, it is to know of the answer, too. */
static bool is_asked(const struct checker *checker, const struct own_answer *answer,
                     struct str header)
{
    return headers_get(&checker->exchange->request.headers, header.text).text &&
           (answer->status == 304 || !describes_header(checker->exercised.operation, header));
}

/* "the request was conditional"; STR_NONE: the status is none that HTTP itself provides for. */
static struct str own_reason(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;

    for (size_t i = 0; i < ARRAY_LENGTH(own_answers); i++) {
        const struct own_answer *answer = &own_answers[i];

        if (answer->status != exchange->response.status)
            continue;
        for (size_t k = 0; k < ARRAY_LENGTH(answer->headers) && answer->headers[k]; k++)
            if (is_asked(checker, answer, str_of(answer->headers[k])))
                return str_format(&checker->arena, "the request was %.*s",
                                  STR_ARGS(answer->request));
        if (exchange->request.headers.partial)
            return str_format(&checker->arena, "the request may have been %.*s",
                              STR_ARGS(answer->request));
    }
    return STR_NONE;
}

static void raise_undocumented(struct checker *checker, const struct operation *operation,
                               struct str status)
{
    struct str reason = own_reason(checker);
    struct str message =
        str_format(&checker->arena, "status %.*s is not documented", STR_ARGS(status));

    if (reason.text)
        message = str_format(&checker->arena, "%.*s (info, for %.*s)", STR_ARGS(message),
                             STR_ARGS(reason));
    raise_finding(checker, &(struct raised){.rule = RULE_RESPONSE_STATUS_UNDOCUMENTED,
                                            .ceiling = reason.text ? SEVERITY_INFO : SEVERITY_OFF,
                                            .part = PART_RESPONSE_STATUS,
                                            .place = responses_of(operation),
                                            .message = message});
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
