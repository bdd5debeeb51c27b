#include "check/checker.h"

#include "check/raise.h"

static void raise_to(enum outcome *slot, enum outcome outcome)
{
    if (outcome > *slot)
        *slot = outcome;
}

static enum outcome *list(struct checker *checker, const struct parameters *parameters)
{
    return ARENA_ARRAY(&checker->arena, enum outcome, parameters->count + 1);
}

void outcomes_list_parameters(struct checker *checker, const struct parameters *parameters)
{
    checker->outcomes.parameters = parameters;
    checker->outcomes.of_parameters = list(checker, parameters);
}

void outcomes_list_headers(struct checker *checker, const struct parameters *headers)
{
    checker->outcomes.headers = headers;
    checker->outcomes.of_headers = list(checker, headers);
}

void outcome_settle(struct checker *checker, enum aspect aspect, enum outcome outcome)
{
    raise_to(&checker->outcomes.of[aspect], outcome);
}

/* Its place in the list; the list's length when it stands in another. */
static size_t place_in(const struct parameters *parameters, const struct parameter *parameter)
{
    bool inside = parameters && parameter >= parameters->items &&
                  parameter < parameters->items + parameters->count;

    return inside ? (size_t)(parameter - parameters->items) : parameters ? parameters->count : 0;
}

void outcome_settle_parameter(struct checker *checker, const struct parameter *parameter,
                              enum outcome outcome)
{
    struct outcomes *outcomes = &checker->outcomes;
    size_t place = place_in(outcomes->parameters, parameter);

    if (outcomes->parameters && place < outcomes->parameters->count) {
        raise_to(&outcomes->of_parameters[place], outcome);
        return;
    }
    place = place_in(outcomes->headers, parameter);
    if (outcomes->headers && place < outcomes->headers->count)
        raise_to(&outcomes->of_headers[place], outcome);
}

/* ---- what the ledger says ---- */

static enum part part_of(const struct parameter *parameter)
{
    static const enum part parts[] = {
        [IN_PATH] = PART_REQUEST_PATH,         [IN_QUERY] = PART_REQUEST_QUERY,
        [IN_HEADER] = PART_REQUEST_HEADER,     [IN_COOKIE] = PART_REQUEST_COOKIE,
        [IN_QUERYSTRING] = PART_REQUEST_QUERY, [IN_FORM] = PART_REQUEST_BODY,
    };

    return parts[parameter->in];
}

static void note_parameter(struct outcomes *outcomes, enum part part, struct str name)
{
    for (size_t i = 0; outcomes->parameters && i < outcomes->parameters->count; i++) {
        const struct parameter *parameter = &outcomes->parameters->items[i];

        if (part_of(parameter) == part && str_equal(parameter->name, name))
            raise_to(&outcomes->of_parameters[i], OUTCOME_NOT_CHECKED);
    }
}

static void note_header(struct outcomes *outcomes, struct str name)
{
    for (size_t i = 0; outcomes->headers && i < outcomes->headers->count; i++)
        if (str_equal(outcomes->headers->items[i].name, name))
            raise_to(&outcomes->of_headers[i], OUTCOME_NOT_CHECKED);
}

void outcomes_note(struct checker *checker, enum part part, struct str name)
{
    switch (part) {
    case PART_REQUEST_PATH:
    case PART_REQUEST_QUERY:
    case PART_REQUEST_COOKIE:
    case PART_REQUEST_HEADER:
        note_parameter(&checker->outcomes, part, name);
        return;
    case PART_REQUEST_BODY:
        outcome_settle(checker, ASPECT_REQUEST_BODY, OUTCOME_NOT_CHECKED);
        return;
    case PART_RESPONSE_STATUS:
        outcome_settle(checker, ASPECT_STATUS, OUTCOME_NOT_CHECKED);
        return;
    case PART_RESPONSE_HEADER:
        note_header(&checker->outcomes, name);
        return;
    case PART_RESPONSE_BODY:
        outcome_settle(checker, ASPECT_RESPONSE_BODY, OUTCOME_NOT_CHECKED);
        return;
    case PART_DESCRIPTION:
        return;
    }
}

/* ---- the end ---- */

void outcomes_give_up(struct checker *checker)
{
    struct outcomes *outcomes = &checker->outcomes;

    for (int aspect = 0; aspect < ASPECTS; aspect++)
        raise_to(&outcomes->of[aspect], OUTCOME_NOT_CHECKED);
    for (size_t i = 0; outcomes->parameters && i < outcomes->parameters->count; i++)
        raise_to(&outcomes->of_parameters[i], OUTCOME_NOT_CHECKED);
    for (size_t i = 0; outcomes->headers && i < outcomes->headers->count; i++)
        raise_to(&outcomes->of_headers[i], OUTCOME_NOT_CHECKED);
}

static void raise_open(struct checker *checker, enum part part, struct str name)
{
    raise_not_checked(checker, part, name, STR_NONE, OUTCOME_OPEN_REASON);
}

void outcomes_close(struct checker *checker)
{
    static const enum part parts[ASPECTS] = {[ASPECT_ROUTE] = PART_REQUEST_PATH,
                                             [ASPECT_SECURITY] = PART_REQUEST_HEADER,
                                             [ASPECT_REQUEST_BODY] = PART_REQUEST_BODY,
                                             [ASPECT_STATUS] = PART_RESPONSE_STATUS,
                                             [ASPECT_RESPONSE_BODY] = PART_RESPONSE_BODY};
    const struct outcomes *outcomes = &checker->outcomes;

    for (int aspect = 0; aspect < ASPECTS; aspect++)
        if (outcomes->of[aspect] == OUTCOME_OPEN)
            raise_open(checker, parts[aspect], STR_NONE);
    for (size_t i = 0; outcomes->parameters && i < outcomes->parameters->count; i++)
        if (outcomes->of_parameters[i] == OUTCOME_OPEN)
            raise_open(checker, part_of(&outcomes->parameters->items[i]),
                       outcomes->parameters->items[i].name);
    for (size_t i = 0; outcomes->headers && i < outcomes->headers->count; i++)
        if (outcomes->of_headers[i] == OUTCOME_OPEN)
            raise_open(checker, PART_RESPONSE_HEADER, outcomes->headers->items[i].name);
}
