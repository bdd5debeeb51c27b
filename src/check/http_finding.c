#include "check/http_finding.h"

#include "base/data_span.h"
#include "check/placeholder_check.h"
#include "check/raise.h"

bool rule_is_on(const struct checker *checker, rule_index rule)
{
    return rules_any_on(checker->rules, rule) || rules_look_at_places(checker->rules);
}

static const struct node *place_of_side(const struct checker *checker, enum side side)
{
    const struct response_object *response = checker->exercised.response;

    return side == SIDE_RESPONSE && response ? response->place
                                             : checker->exercised.operation->place;
}

static const struct headers *headers_of(const struct checker *checker, enum side side)
{
    return side == SIDE_REQUEST ? &checker->exchange->request.headers
                                : &checker->exchange->response.headers;
}

void raise_http_header(struct checker *checker, enum side side, rule_index rule, struct str name,
                       enum severity ceiling, struct str message)
{
    enum part part = side == SIDE_REQUEST ? PART_REQUEST_HEADER : PART_RESPONSE_HEADER;
    struct str value = headers_joined(&checker->arena, headers_of(checker, side), name);
    struct str placeholder =
        placeholder_text(&checker->arena, placeholder_of(checker, value), value,
                         redaction_recalls_header(checker->redaction, name));

    if (placeholder.text) {
        raise_not_checked(checker, part, name, STR_NONE,
                          "header %.*s: a placeholder (%.*s) stands for the value",
                          STR_ARGS(data_name(&checker->arena, name)), STR_ARGS(placeholder));
        return;
    }
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .ceiling = ceiling,
                                            .part = part,
                                            .name = name,
                                            .place = place_of_side(checker, side),
                                            .message = message});
}

void raise_http_status(struct checker *checker, rule_index rule, struct str message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = PART_RESPONSE_STATUS,
                                            .place = place_of_side(checker, SIDE_RESPONSE),
                                            .message = message});
}

void raise_http_body(struct checker *checker, enum side side, rule_index rule,
                     const struct node *instance, struct str message)
{
    raise_finding(
        checker,
        &(struct raised){.rule = rule,
                         .part = side == SIDE_REQUEST ? PART_REQUEST_BODY : PART_RESPONSE_BODY,
                         .pointer = instance ? node_pointer(&checker->arena, instance) : STR_NONE,
                         .instance = instance,
                         .place = place_of_side(checker, side),
                         .message = message});
}

bool header_is_unseen(struct checker *checker, enum side side, const char *name)
{
    if (!headers_of(checker, side)->partial)
        return false;
    raise_not_checked(checker, side == SIDE_REQUEST ? PART_REQUEST_HEADER : PART_RESPONSE_HEADER,
                      str_of(name), STR_NONE, "header %s: the recording does not have every header",
                      name);
    return true;
}
